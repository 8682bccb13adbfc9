-- Fieldwork goes on: mail that comes in by the hundred, with what stood in the way of reading it.

-- Why an answer waits for a person whatever its signs say: it could not be read whole, or could not be handled.
alter table response add column trouble text
  constraint response_trouble_known check (trouble in ('not-readable', 'cut-short', 'not-processed'));
