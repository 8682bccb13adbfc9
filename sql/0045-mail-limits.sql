-- How many applications leave in an hour is counted by when their attempts began.
create index attempt_started on attempt (started_at);
