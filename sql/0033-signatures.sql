-- Seals and amendments are signed over their hash with a key that the database never sees (campaigns/amendments/signing.ts),
-- so that who can write here cannot make one. Those from before this stay without; none without comes after it.
alter table seal
  add column signature bytea,
  add column signed_with bytea,
  add constraint seal_signed check (signature is not null and length(signature) = 64 and signed_with is not null and length(signed_with) = 32) not valid;
alter table amendment
  add column signature bytea,
  add column signed_with bytea,
  add constraint amendment_signed check (signature is not null and length(signature) = 64 and signed_with is not null and length(signed_with) = 32) not valid;
