-- People: who may sign in, with what, the sessions that follow, and the mails that invite them.

create function app_is_system() returns boolean language sql stable
  as $$ select coalesce(app_actor() = '00000000-0000-4000-8000-000000000001', false) $$;

-- Two people may bear one name; one person may have an account per capacity.
alter table account drop constraint account_name_unique;
alter table account add column state text not null default 'active'
  constraint account_state_known check (state in ('invited', 'active', 'blocked'));
-- Practice accounts belong to a demo; a server of before sign-in made them in live databases too.
update account set state = 'blocked' where practice and exists (select from clock where mode = 'live');

-- Who looks after accounts: the system and administrators. The policy of reading accounts does not lean on this function.
create function app_keeps_accounts() returns boolean language sql stable
  as $$ select app_is_system() or exists (
    select from account where id = app_actor() and kind = 'person' and state = 'active' and 'administrator' = any (roles)) $$;

drop policy account_actor on account;
create policy account_seen on account for select to pt_app using (app_actor() is not null);
create policy account_made on account for insert to pt_app with check (app_keeps_accounts());

-- The program may not update accounts at large; it changes one person's through this, and only when it acts for a keeper.
create function change_account(one uuid, new_name text, new_roles text[], new_state text) returns void
  language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if not app_keeps_accounts() then
    raise exception 'accounts are changed by the system or an administrator' using errcode = 'insufficient_privilege';
  end if;
  update account set name = new_name, roles = new_roles, state = new_state where id = one and kind = 'person';
end $$;

create table account_login (
  account uuid constraint account_login_pkey primary key constraint account_login_account_fkey references account,
  login text not null constraint account_login_unique unique
    constraint account_login_plain check (login = lower(btrim(login)) and length(login) between 2 and 254)
);

-- One account per capacity: the same person in another organisation is another account.
create table capacity (
  account uuid constraint capacity_pkey primary key constraint capacity_account_fkey references account,
  issuer text not null,
  subject text not null,
  organisation text not null,
  constraint capacity_unique unique (issuer, subject, organisation)
);

create table credential (
  account uuid constraint credential_pkey primary key constraint credential_account_fkey references account,
  password_hash text not null constraint credential_password_argon2id check (password_hash like '$argon2id$%'),
  -- The secret of one-time codes, sealed with the server's key; null while there is none.
  totp bytea,
  -- The last time step whose code was taken: a code works once.
  totp_step bigint not null default 0,
  changed_at timestamptz not null default app_now()
);

create table recovery_code (
  account uuid not null constraint recovery_code_account_fkey references account,
  hash bytea not null constraint recovery_code_hash_length check (length(hash) = 32),
  used_at timestamptz,
  constraint recovery_code_pkey primary key (account, hash)
);

create table session (
  id uuid constraint session_pkey primary key,
  account uuid not null constraint session_account_fkey references account,
  how text not null constraint session_how_known check (how in ('password', 'oidc')),
  -- False between the password and the second step; such a session opens nothing but that step.
  complete boolean not null,
  made_at timestamptz not null default app_now(),
  seen_at timestamptz not null default app_now(),
  ends_at timestamptz not null,
  -- The number of the newest token that carries this session; only that one may be renewed after it expired.
  carrier integer not null default 1,
  ended_at timestamptz,
  ended_by text constraint session_ended_by_known check (ended_by in ('signed-out', 'everywhere', 'revoked', 'blocked', 'replaced', 'too-many-codes', 'credential-changed')),
  -- Browser and system in two words; never the address of the client.
  agent text not null,
  wrong_codes integer not null default 0,
  -- The sealed secret of a second step that is being set up.
  enrolling bytea,
  -- The sealed id token of the provider, for signing out there too.
  id_token bytea,
  constraint session_ended_whole check ((ended_at is null) = (ended_by is null)),
  constraint session_ends_later check (ends_at > made_at)
);
create index session_account on session (account, made_at);

-- An administrator ends somebody's sessions without seeing them.
create function end_sessions(one uuid, reason text) returns integer
  language plpgsql security definer set search_path = pt, pg_catalog as $$
declare ended integer;
begin
  if not app_keeps_accounts() then
    raise exception 'sessions are ended by their owner, the system or an administrator' using errcode = 'insufficient_privilege';
  end if;
  update session set ended_at = app_now(), ended_by = reason where account = one and ended_at is null;
  get diagnostics ended = row_count;
  return ended;
end $$;

-- Every attempt to sign in; an attempt on a name that nobody has is kept without account.
create table sign_in (
  id uuid constraint sign_in_pkey primary key,
  account uuid constraint sign_in_account_fkey references account,
  at timestamptz not null default app_now(),
  how text not null constraint sign_in_how_known check (how in ('password', 'code', 'recovery-code', 'oidc')),
  result text not null constraint sign_in_result_known check (result in ('in', 'refused')),
  agent text not null
);
create index sign_in_account on sign_in (account, at);

create table invitation (
  id uuid constraint invitation_pkey primary key,
  account uuid not null constraint invitation_account_fkey references account,
  token_hash bytea not null constraint invitation_token_unique unique constraint invitation_token_length check (length(token_hash) = 32),
  made_by uuid not null,
  made_at timestamptz not null default app_now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz,
  constraint invitation_ends_once check (used_at is null or withdrawn_at is null)
);
create index invitation_account on invitation (account, made_at);

-- Mail of the service itself. The body can hold a link that signs in: it is sealed, and taken out once it has left.
create table notice_mail (
  id uuid constraint notice_mail_pkey primary key,
  account uuid not null constraint notice_mail_account_fkey references account,
  address text not null,
  subject text not null,
  body bytea,
  state text not null default 'queued' constraint notice_mail_state_known check (state in ('queued', 'sending', 'sent', 'failed', 'in-doubt')),
  attempts integer not null default 0,
  next_at timestamptz not null default app_now(),
  made_at timestamptz not null default app_now(),
  constraint notice_mail_body_while_open check (body is not null or state in ('sent', 'failed', 'in-doubt'))
);
create index notice_mail_open on notice_mail (next_at) where state in ('queued', 'sending');
create index notice_mail_account on notice_mail (account, made_at);

-- How often somebody guessed wrong lately, under a keyed hash of who tried.
create table throttle (
  key bytea constraint throttle_pkey primary key constraint throttle_key_length check (length(key) = 32),
  failures integer not null,
  until timestamptz not null,
  forget_at timestamptz not null
);
create index throttle_forget on throttle (forget_at);

call protect('account_login', 'capacity', 'credential', 'recovery_code', 'session', 'sign_in', 'invitation', 'notice_mail', 'throttle');

-- Tighter than protect gives: what lets somebody in is seen by its owner and by the system alone.
do $$
declare name text;
begin
  foreach name in array array['account_login', 'capacity', 'credential', 'recovery_code', 'session', 'sign_in', 'invitation', 'notice_mail', 'throttle'] loop
    execute format('drop policy %I on %I', name || '_actor', name);
  end loop;
  foreach name in array array['credential', 'recovery_code', 'session', 'sign_in'] loop
    execute format('create policy %I on %I to pt_app using (app_is_system() or account = app_actor()) with check (app_is_system() or account = app_actor())', name || '_own', name);
  end loop;
  foreach name in array array['account_login', 'capacity'] loop
    execute format('create policy %I on %I to pt_app using (app_keeps_accounts() or account = app_actor()) with check (app_keeps_accounts())', name || '_kept', name);
  end loop;
end $$;
create policy invitation_kept on invitation to pt_app using (app_keeps_accounts()) with check (app_keeps_accounts());
create policy notice_mail_kept on notice_mail to pt_app using (app_keeps_accounts()) with check (app_keeps_accounts());
create policy throttle_system on throttle to pt_app using (app_is_system()) with check (app_is_system());

revoke execute on function change_account(uuid, text, text[], text), end_sessions(uuid, text) from public;
grant execute on function change_account(uuid, text, text[], text), end_sessions(uuid, text) to pt_app;
grant select, insert on account_login, capacity, sign_in to pt_app;
grant select, insert, update on credential, session, invitation, notice_mail to pt_app;
grant select, insert, update, delete on recovery_code, throttle to pt_app;
grant delete on session, sign_in, invitation, notice_mail to pt_app;
