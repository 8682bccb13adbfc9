-- What the mailbox counts is read from its indexes alone: they hold what the row policy of answers asks.
drop index response_unmatched_by_sender;
create index response_unmatched_by_sender on response (sender, id) include (campaign, state, erased_at) where state = 'unmatched';
drop index response_unmatched_by_age;
create index response_unmatched_by_age on response (received_at, id) include (campaign, state, erased_at) where state = 'unmatched';
