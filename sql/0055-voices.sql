-- Voice pretests: how a tester sounds to people who do not know them. Two callers of a pair must sound alike in all but origin,
-- so each voice is rated before it calls, by raters who fill in a sheet; the sheet stays outside, its hash is kept.

-- One voice as raters heard it, in one language and as one origin; a newer one that is confirmed takes its place.
create table voice_pretest (
  id uuid constraint voice_pretest_pkey primary key,
  number integer not null generated always as identity constraint voice_pretest_number_unique unique,
  tester uuid not null constraint voice_pretest_tester_fkey references tester (account),
  -- What was heard goes when its term is over; that there was a pretest stays.
  language text constraint voice_pretest_language_known check (language in ('nl', 'fr', 'en')),
  origin text collate "C" constraint voice_pretest_origin_form check (origin ~ '^[a-z][a-z0-9-]{0,59}$'),
  tested_on date not null,
  sex text constraint voice_pretest_sex_known check (sex in ('f', 'm')),
  raters integer constraint voice_pretest_raters_range check (raters between 1 and 100000),
  -- The part of the raters who heard this origin.
  share numeric(4, 3) constraint voice_pretest_share_range check (share between 0 and 1),
  -- Means over the raters: the age in years, clarity and friendliness from 1 to 5.
  age numeric(3, 1) constraint voice_pretest_age_range check (age between 10 and 99),
  clarity numeric(3, 2) constraint voice_pretest_clarity_range check (clarity between 1 and 5),
  friendliness numeric(3, 2) constraint voice_pretest_friendliness_range check (friendliness between 1 and 5),
  -- Words per minute.
  pace integer constraint voice_pretest_pace_range check (pace between 40 and 400),
  document_hash bytea not null constraint voice_pretest_document_hash_length check (length(document_hash) = 32),
  remark text constraint voice_pretest_remark_length check (length(remark) between 1 and 500),
  recorded_by uuid not null constraint voice_pretest_recorder_fkey references account (id),
  recorded_at timestamptz not null,
  confirmed_by uuid constraint voice_pretest_confirmer_fkey references account (id),
  confirmed_at timestamptz,
  withdrawn_by uuid constraint voice_pretest_withdrawer_fkey references account (id),
  withdrawn_at timestamptz,
  withdrawn_reason text,
  erased_at timestamptz,
  constraint voice_pretest_two_persons check (confirmed_by <> recorded_by),
  constraint voice_pretest_not_of_oneself check (recorded_by <> tester and confirmed_by <> tester and withdrawn_by <> tester),
  constraint voice_pretest_is_whole check ((confirmed_by is null) = (confirmed_at is null) and (withdrawn_by is null) = (withdrawn_at is null)
    and (withdrawn_by is null or withdrawn_reason is not null or erased_at is not null) and (withdrawn_reason is null or withdrawn_by is not null)
    and num_nulls(language, origin, sex, raters, share, age, clarity, friendliness, pace) = case when erased_at is null then 0 else 9 end)
);
-- One at a time waits for its second person.
create unique index voice_pretest_one_open on voice_pretest (tester, language, origin) where confirmed_at is null and withdrawn_at is null;
create index voice_pretest_last on voice_pretest (tester, language, origin, number) where confirmed_at is not null;

-- The act of two, whoever writes the row: recorded by a coordinator, confirmed by another who plans calls, never by the tester
-- it is about; withdrawn once, with a reason; nothing else ever changes, but for what goes when its term is over.
create function voice_pretest_follows_its_life() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
declare acts text[] := array['confirmed_by', 'confirmed_at', 'withdrawn_by', 'withdrawn_at', 'withdrawn_reason'];
  measured text[] := array['language', 'origin', 'sex', 'raters', 'share', 'age', 'clarity', 'friendliness', 'pace', 'remark', 'withdrawn_reason', 'erased_at'];
begin
  if tg_op = 'DELETE' then
    raise exception 'a voice pretest is never deleted' using errcode = 'restrict_violation', constraint = 'voice_pretest_life';
  end if;
  if tg_op = 'INSERT' then
    if app_actor() is not null and (new.recorded_by <> app_actor() or not app_records_voices()) then
      raise exception 'a coordinator records, in the own name' using errcode = 'restrict_violation', constraint = 'voice_pretest_by_coordinator';
    end if;
    if new.confirmed_at is not null or new.withdrawn_at is not null or new.erased_at is not null then
      raise exception 'a voice pretest begins unconfirmed' using errcode = 'restrict_violation', constraint = 'voice_pretest_life';
    end if;
    if new.tester is not null and not is_tester(new.tester) then
      raise exception 'only the voice of a tester is pretested' using errcode = 'restrict_violation', constraint = 'voice_pretest_of_tester';
    end if;
    if new.tested_on > (app_now() at time zone 'Europe/Brussels')::date then
      raise exception 'a pretest lies in the past' using errcode = 'restrict_violation', constraint = 'voice_pretest_day';
    end if;
    return new;
  end if;
  if old.erased_at is null and new.erased_at is not null and (to_jsonb(old) - measured) = (to_jsonb(new) - measured) then
    if not app_is_system() then
      raise exception 'the system alone erases' using errcode = 'restrict_violation', constraint = 'erased_by_system';
    end if;
    return new;
  end if;
  if (to_jsonb(old) - acts) is distinct from (to_jsonb(new) - acts) or old.withdrawn_at is not null or old.erased_at is not null then
    raise exception 'a voice pretest is not changed' using errcode = 'restrict_violation', constraint = 'voice_pretest_life';
  end if;
  if app_actor() is not null and not actor_holds_role('{coordinator,fieldworker}') then
    raise exception 'who plans calls looks after voices' using errcode = 'restrict_violation', constraint = 'voice_pretest_by_planner';
  end if;
  if new.withdrawn_at is not null then
    if (old.confirmed_by, old.confirmed_at) is distinct from (new.confirmed_by, new.confirmed_at)
      or (app_actor() is not null and new.withdrawn_by <> app_actor()) then
      raise exception 'withdrawing changes nothing else' using errcode = 'restrict_violation', constraint = 'voice_pretest_life';
    end if;
    return new;
  end if;
  if old.confirmed_at is not null or new.confirmed_at is null or new.withdrawn_reason is not null then
    raise exception 'a voice pretest is confirmed once' using errcode = 'restrict_violation', constraint = 'voice_pretest_life';
  end if;
  if app_actor() is not null and new.confirmed_by <> app_actor() then
    raise exception 'one confirms in the own name' using errcode = 'restrict_violation', constraint = 'voice_pretest_by_planner';
  end if;
  return new;
end $$;

-- Somebody who calls for us today.
create function is_tester(one uuid) returns boolean language sql stable security definer set search_path = pt, pg_catalog
  as $$ select exists (select from tester t join account a on a.id = t.account where t.account = one and a.state = 'active' and 'tester' = any (a.roles)) $$;

create trigger voice_pretest_life before insert or update or delete on voice_pretest for each row execute function voice_pretest_follows_its_life();

-- The roles that hold `call.plan` and `voice.record`, as auth/permissions.ts says it; the system draws plans.
create function app_plans_calls() returns boolean language sql stable parallel safe
  as $$ select app_is_system() or actor_holds_role('{coordinator,fieldworker}') $$;
create function app_records_voices() returns boolean language sql stable parallel safe
  as $$ select actor_holds_role('{coordinator}') $$;

call protect('voice_pretest');
drop policy voice_pretest_actor on voice_pretest;
-- How somebody sounds is for that person and for who plans calls; a test firm learns nothing of its testers' voices here.
create policy voice_pretest_seen on voice_pretest for select to pt_app
  using (tester = app_actor() or (select app_plans_calls()));
create policy voice_pretest_recorded on voice_pretest for insert to pt_app with check ((select app_records_voices()) and recorded_by = app_actor());
create policy voice_pretest_decided on voice_pretest for update to pt_app
  using ((select app_plans_calls())) with check ((select app_plans_calls()));
grant select, insert, update on voice_pretest to pt_app;

-- The rules of src/fieldwork/voices/rules.ts, number for number (a test compares them); all are our own assumption, to be confirmed.

-- What counts of a voice: the confirmed pretest that was recorded last. Once that is withdrawn none counts: an older one does
-- not come back.
create function last_voice(one uuid, spoken text, heard text) returns voice_pretest language sql stable security definer set search_path = pt, pg_catalog
  as $$ select v from voice_pretest v where v.tester = one and v.language = spoken and v.origin = heard and v.confirmed_at is not null
    order by v.number desc limit 1 $$;

create function voice_refused_because(v voice_pretest) returns text language sql stable set search_path = pt, pg_catalog as $$
  select case
    when v.id is null or v.withdrawn_at is not null then 'voice-untested'
    when v.raters < 30 then 'voice-few-raters'
    when v.share < 0.8 then 'voice-unclear'
    when v.tested_on + interval '24 months' < (app_now() at time zone 'Europe/Brussels')::date then 'voice-old'
  end $$;

create function voices_differ_in(one voice_pretest, other voice_pretest) returns text language sql immutable set search_path = pt, pg_catalog as $$
  select case
    when one.sex <> other.sex then 'voices-other-sex'
    when abs(one.age - other.age) > 5 then 'voices-other-age'
    when greatest(one.pace, other.pace) * 10 > least(one.pace, other.pace) * 11 then 'voices-other-pace'
    when abs(one.clarity - other.clarity) > 0.5 then 'voices-other-clarity'
    when abs(one.friendliness - other.friendliness) > 0.5 then 'voices-other-friendliness'
  end $$;

-- Whether two testers may be the callers of one pair today: null when the one may stand for an origin of the control and the
-- other for one of the treatment, and they sound alike in all else; else why not, of the origins that come nearest to it.
create function callers_match(control uuid, treatment uuid, language text, control_origins text[], treatment_origins text[]) returns text
  language sql stable security definer set search_path = pt, pg_catalog as $$
  select case
    when control is null or treatment is null or not is_tester(control) or not is_tester(treatment) then 'voice-no-tester'
    when control = treatment then 'voices-one-person'
    when cardinality(array(select unnest(control_origins) intersect select unnest(treatment_origins))) > 0 then 'voices-one-origin'
    when not exists (select from unnest(control_origins)) or not exists (select from unnest(treatment_origins)) then 'voice-untested'
    else (select r.why from unnest(control_origins) c (origin), unnest(treatment_origins) t (origin),
        lateral (select coalesce(voice_refused_because(last_voice(control, language, c.origin)), voice_refused_because(last_voice(treatment, language, t.origin)),
          voices_differ_in(last_voice(control, language, c.origin), last_voice(treatment, language, t.origin))) as why) r
      order by array_position(array['voice-untested', 'voice-few-raters', 'voice-unclear', 'voice-old', 'voices-other-sex', 'voices-other-age',
        'voices-other-pace', 'voices-other-clarity', 'voices-other-friendliness'], r.why) desc nulls first limit 1)
  end $$;
revoke execute on function is_tester(uuid), last_voice(uuid, text, text), callers_match(uuid, uuid, text, text[], text[]) from public;
grant execute on function is_tester(uuid), callers_match(uuid, uuid, text, text[], text[]) to pt_app;

-- As before, and how testers sounded: what was heard goes, with what it had replaced; who was pretested when, by which sheet,
-- and who confirmed it stay.
create function erase_voices(most integer) returns table (campaign uuid) language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
declare one record;
begin
  for one in
    select v.id from voice_pretest v join (select o.tester, o.language, o.origin, max(o.number) as number from voice_pretest o
        where o.erased_at is null and term_passed('voice-pretests', o.tested_on::timestamp at time zone 'Europe/Brussels') group by 1, 2, 3) past
      on past.tester = v.tester and past.language = v.language and past.origin = v.origin and v.number <= past.number
    where v.erased_at is null order by v.number limit most
  loop
    update voice_pretest v set language = null, origin = null, sex = null, raters = null, share = null, age = null, clarity = null, friendliness = null,
        pace = null, remark = null, withdrawn_reason = null, erased_at = app_now()
      where v.id = one.id;
    return query select null::uuid;
  end loop;
end $$;
alter function erase_by_terms(integer) rename to erase_but_voices;
create function erase_by_terms(most integer) returns table (data_class text, campaign uuid, erased integer)
  language plpgsql security definer set search_path = pt, pg_catalog as $$
#variable_conflict use_column
begin
  return query select * from erase_but_voices(most);
  return query select 'voice-pretests', e.campaign, count(*)::integer from erase_voices(most) e group by 2;
end $$;
revoke execute on function erase_but_voices(integer), erase_voices(integer), erase_by_terms(integer) from public, pt_app;
grant execute on function erase_by_terms(integer) to pt_app;
