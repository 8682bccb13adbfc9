-- Designs of several contrasts: which contrast carries the signals of two others together, so that what they do together can be told from
-- what each does alone. Kept with the cell, as its name is: a scenario may have another version by the time somebody reads.
alter table campaign_cell
  add column parts text[],
  add constraint campaign_cell_parts check (parts is null or (contrast is not null and cardinality(parts) = 2 and parts[1] <> parts[2] and ground <> all (parts)));
