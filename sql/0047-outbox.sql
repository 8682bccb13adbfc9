-- The outbox of a campaign shows in front what leaves first, and its dry run looks as far as a day.
create index application_by_moment on application (campaign, due_at, id);
