-- What must not reach a coder, of both candidates of a pair: an employer who answers two in one mail names the other too,
-- and a mail program puts the letter and the curriculum vitae under the answer. The view gives what redaction needs of both.
create or replace view mailbox with (security_invoker = true) as
  select a.id as application, a.test, a.campaign, a.from_address as address, a.message_id,
    coalesce((select array_agg(word order by b.position = a.position desc, place) from application b, unnest(b.hidden_words) with ordinality w(word, place)
      where b.test = a.test), '{}') as hidden_words,
    a.to_address, a.state, a.sent_at, a.window_ends_at,
    (select string_agg(b.subject || E'\n' || b.body, E'\n' order by b.position) from application b where b.test = a.test) as own_text
  from application a;
