-- The API: tokens that act for their owner, and the answers that are given again to a repeated request.

create table api_token (
  id uuid constraint api_token_pkey primary key,
  account uuid not null constraint api_token_account_fkey references account (id),
  label text not null constraint api_token_label_given check (length(btrim(label)) between 1 and 80),
  -- SHA-256 of the token, which itself is shown once and never kept.
  hash bytea not null constraint api_token_hash_unique unique constraint api_token_hash_length check (length(hash) = 32),
  scopes text[] not null constraint api_token_scopes_given check (cardinality(scopes) > 0),
  made_at timestamptz not null default app_now(),
  -- The first day on which it no longer opens anything.
  expires_on date not null,
  -- The day only: a token's use tells no more of its owner's hours than it must.
  last_used_on date,
  revoked_at timestamptz,
  constraint api_token_a_year_at_most check (
    expires_on > (made_at at time zone 'Europe/Brussels')::date and expires_on - (made_at at time zone 'Europe/Brussels')::date <= 365)
);
create index api_token_account on api_token (account, made_at);

-- A token is revoked once, for good; but for its last day of use nothing else of it changes.
create function api_token_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if (to_jsonb(old) - 'revoked_at' - 'last_used_on') is distinct from (to_jsonb(new) - 'revoked_at' - 'last_used_on')
    or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at) then
    raise exception 'a token does not change, it is revoked' using errcode = 'restrict_violation', constraint = 'api_token_life';
  end if;
  return new;
end $$;
create trigger api_token_life before update on api_token for each row execute function api_token_follows_its_life();

create table api_replay (
  account uuid not null constraint api_replay_account_fkey references account (id),
  key text collate "C" not null constraint api_replay_key_visible check (key ~ '^[!-~]{1,80}$'),
  -- SHA-256 over method, address and body.
  request_hash bytea not null constraint api_replay_hash_length check (length(request_hash) = 32),
  -- Null only inside the transaction that acts.
  answer text,
  made_at timestamptz not null default app_now(),
  constraint api_replay_pkey primary key (account, key)
);
create index api_replay_made_at on api_replay (made_at);

-- The lists of the API go on from a place in this order.
create index campaign_newest on campaign (created_at, id);
create index flag_newest on flag (raised_at, id);

call protect('api_token', 'api_replay');
drop policy api_token_actor on api_token;
drop policy api_replay_actor on api_replay;
-- Whose they are and the system, which finds a token by its hash and sweeps; nobody else sees that they exist.
create policy api_token_own on api_token to pt_app
  using (account = app_actor() or app_actor() = '00000000-0000-4000-8000-000000000001')
  with check (account = app_actor() or app_actor() = '00000000-0000-4000-8000-000000000001');
create policy api_replay_own on api_replay to pt_app
  using (account = app_actor() or app_actor() = '00000000-0000-4000-8000-000000000001')
  with check (account = app_actor());
grant select, insert, update on api_token to pt_app;
grant select, insert, update, delete on api_replay to pt_app;
