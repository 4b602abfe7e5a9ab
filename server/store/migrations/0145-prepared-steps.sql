-- What is made ready for a step before it comes, as JSON of its kind: of a vote its question. Null where nothing is.
ALTER TABLE workshop_steps ADD COLUMN prepared TEXT;
