-- Who belongs to a campaign's own team: who designed it, who sealed it, and whom a coordinator added.

create table campaign_member (
  campaign uuid not null constraint campaign_member_campaign_fkey references campaign (id),
  account uuid not null constraint campaign_member_account_fkey references account (id),
  added_by uuid not null,
  added_at timestamptz not null default app_now(),
  constraint campaign_member_pkey primary key (campaign, account)
);
create index campaign_member_account on campaign_member (account);
insert into campaign_member (campaign, account, added_by)
  select id, created_by, created_by from campaign
  union select s.campaign, s.sealed_by, s.sealed_by from seal s;

call protect('campaign_member');
grant select, insert, delete on campaign_member to pt_app;
