-- Random words in each entry's hash, which whoever codes blind is never given: without them a hash confirms a guess at the number of
-- entries before it. Entries of before have none.
ALTER TABLE audit ADD COLUMN salt TEXT;
