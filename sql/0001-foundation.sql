-- Time, accounts and the log: what every later table leans on.

create table clock (
  one boolean default true constraint clock_pkey primary key constraint clock_one_row check (one),
  mode text not null constraint clock_mode_known check (mode in ('live', 'demo')),
  shift interval not null default interval '0',
  constraint clock_live_is_true check (mode = 'demo' or shift = interval '0')
);

-- now() plus the demo's offset; defaults and triggers use nothing else.
create function app_now() returns timestamptz language sql stable set search_path = pt, pg_catalog
  as $$ select now() + coalesce((select shift from clock), interval '0') $$;

-- Who acts in this transaction; null outside a use case or view, and then the policies show nothing.
create function app_actor() returns uuid language sql stable
  as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;

-- Every table is closed by row-level security from the migration that makes it; the owner keeps a policy for migrations.
create procedure protect(variadic names text[]) language plpgsql as $$
declare name text;
begin
  foreach name in array names loop
    execute format('alter table %I enable row level security, force row level security', name);
    execute format('create policy %I on %I to pt_owner using (true) with check (true)', name || '_owner', name);
    execute format('create policy %I on %I to pt_app using (app_actor() is not null) with check (app_actor() is not null)', name || '_actor', name);
  end loop;
end $$;

create table account (
  id uuid constraint account_pkey primary key,
  name text not null constraint account_name_unique unique,
  kind text not null constraint account_kind_known check (kind in ('person', 'system')),
  roles text[] not null,
  practice boolean not null default false,
  created_at timestamptz not null default app_now()
);

create table audit_link (
  seq bigint constraint audit_link_pkey primary key,
  at timestamptz not null,
  actor uuid not null,
  what text not null,
  campaign uuid,
  body text not null,
  hash bytea not null constraint audit_link_hash_length check (length(hash) = 32)
);
create index audit_link_campaign on audit_link (campaign, seq);

create table audit_head (
  one boolean default true constraint audit_head_pkey primary key constraint audit_head_one_row check (one),
  seq bigint not null,
  hash bytea not null constraint audit_head_hash_length check (length(hash) = 32)
);
insert into audit_head (seq, hash) values (0, decode(repeat('00', 32), 'hex'));

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or deleted', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_append_only';
end $$;
create trigger audit_link_append_only before update or delete on audit_link for each row execute function refuse_change();

call protect('clock', 'account', 'audit_link', 'audit_head');
grant select on clock, account to pt_app;
grant insert on account to pt_app;
grant select, insert on audit_link to pt_app;
grant select, update on audit_head to pt_app;
