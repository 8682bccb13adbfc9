-- Single applications (C3 of the methods): each employer gets one application, of an arm that is drawn for it. Its figures are rates of
-- two groups of employers, so that it serves statistics, under a fixed stop rule: no one employer was compared, and there is no
-- discordant pair, no series and no e-value.
alter table campaign
  add column design text not null default 'pair' constraint campaign_design_known check (design in ('pair', 'single')),
  add constraint campaign_single_statistics check (design = 'pair' or purpose in ('baseline', 'self-regulation')),
  add constraint campaign_single_fixed check (design = 'pair' or stop_rule = 'fixed');
comment on column campaign.control_only is 'Expected share of pairs in which the control arm alone is called back; in a single design the callback rate of the control arm';
comment on column campaign.treatment_only is 'Expected share of pairs in which the treatment arm alone is called back; in a single design the callback rate of the treatment arm';

-- A campaign is of the design in which it was made.
create function campaign_keeps_its_design() returns trigger language plpgsql set search_path = pt, pg_catalog as $$
begin
  if new.design <> old.design then
    raise exception 'the design of a campaign does not change' using errcode = 'restrict_violation', constraint = 'campaign_design_stays';
  end if;
  return new;
end $$;
create trigger campaign_design before update of design on campaign for each row execute function campaign_keeps_its_design();

-- A test of a single design is its employer's only one in that campaign.
create function singles_test_an_employer_once() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from made m join campaign c on c.id = m.campaign where c.design = 'single') and exists (
      select from made m join campaign c on c.id = m.campaign and c.design = 'single'
        join test t on t.campaign = m.campaign and t.employer_unit = m.employer_unit and t.id <> m.id) then
    raise exception 'an employer gets one application' using errcode = 'restrict_violation', constraint = 'test_single_employer';
  end if;
  return null;
end $$;
create trigger test_single after insert on test referencing new table as made for each statement execute function singles_test_an_employer_once();

-- Its application is the first and the last, of the arm that was drawn.
create function singles_have_the_drawn_arm() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from made m join campaign c on c.id = m.campaign and c.design = 'single' join test t on t.id = m.test
      where m.position <> 1 or m.arm <> t.first_arm) then
    raise exception 'a single test has one application, of the arm that was drawn' using errcode = 'restrict_violation', constraint = 'application_single';
  end if;
  return null;
end $$;
create trigger application_single after insert on application referencing new table as made for each statement execute function singles_have_the_drawn_arm();

-- A drawn increment is whole: one application for each of its tests in a single design, two in any other.
create function increment_is_whole() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare asked integer := (select case c.design when 'single' then 1 else 2 end from campaign c where c.id = new.campaign);
begin
  if exists (select from test t where t.campaign = new.campaign and t.increment = new.number
      and (select count(*) from application a where a.test = t.id) <> asked) then
    raise exception 'each test of this campaign has % applications', asked using errcode = 'restrict_violation', constraint = 'increment_applications';
  end if;
  return null;
end $$;
create trigger plan_increment_whole after insert on plan_increment for each row execute function increment_is_whole();

-- What a single test came to: its arm, and whether it was called back.
alter table counted_test
  drop constraint counted_test_strict_known,
  drop constraint counted_test_lenient_known,
  add constraint counted_test_strict_known check (strict in ('both', 'control-only', 'treatment-only', 'neither', 'void',
    'control-called', 'control-silent', 'treatment-called', 'treatment-silent')),
  add constraint counted_test_lenient_known check (lenient in ('both', 'control-only', 'treatment-only', 'neither', 'void',
    'control-called', 'control-silent', 'treatment-called', 'treatment-silent'));
create function counted_test_is_of_its_design() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
declare arm text := (select t.first_arm from test t join campaign c on c.id = t.campaign where t.id = new.test and c.design = 'single');
  own text[] := case when arm is null then array['both', 'control-only', 'treatment-only', 'neither', 'void']
    else array[arm || '-called', arm || '-silent', 'void'] end;
begin
  -- Quoted: the word is one of the language's own.
  if new."strict" <> all (own) or new.lenient <> all (own) then
    raise exception 'this outcome is not one of its design' using errcode = 'restrict_violation', constraint = 'counted_test_design';
  end if;
  return new;
end $$;
create trigger counted_test_of_design before insert or update of strict, lenient on counted_test for each row execute function counted_test_is_of_its_design();

-- One row counts pairs or single applications, never both.
alter table cell_count
  add column control_called integer not null default 0,
  add column control_silent integer not null default 0,
  add column treatment_called integer not null default 0,
  add column treatment_silent integer not null default 0,
  add constraint cell_count_one_design check (both_arms + control_only + treatment_only + neither = 0
    or control_called + control_silent + treatment_called + treatment_silent = 0);
alter table employer_count
  add column control_called integer not null default 0,
  add column control_silent integer not null default 0,
  add column treatment_called integer not null default 0,
  add column treatment_silent integer not null default 0,
  add constraint employer_count_one_design check (both_arms + control_only + treatment_only + neither = 0
    or control_called + control_silent + treatment_called + treatment_silent = 0);

-- What there is of pairs alone is not kept of a single design: the series of a cell, flags, and looks at a family.
create function pairs_alone_have_this() returns trigger language plpgsql security definer set search_path = pt, pg_catalog as $$
begin
  if exists (select from campaign c where c.id = new.campaign and c.design = 'single') then
    raise exception 'single applications have no %', tg_table_name using errcode = 'restrict_violation', constraint = tg_table_name || '_of_pairs';
  end if;
  return new;
end $$;
create trigger evidence_of_pairs before insert on evidence for each row execute function pairs_alone_have_this();
create trigger flag_of_pairs before insert on flag for each row execute function pairs_alone_have_this();
create trigger final_look_of_pairs before insert on final_look for each row execute function pairs_alone_have_this();
revoke execute on function campaign_keeps_its_design(), singles_test_an_employer_once(), singles_have_the_drawn_arm(), increment_is_whole(),
  counted_test_is_of_its_design(), pairs_alone_have_this() from public;
