-- The document that says first what this one says in another language; null of one that leads, or stands alone. `partner` stays the
-- first of the others, as files with two languages and copies on devices know it.
ALTER TABLE outputs ADD COLUMN leader TEXT REFERENCES outputs (id);
-- Of the pairs that there were, the one that was made first leads.
UPDATE outputs SET leader = partner
 WHERE partner IS NOT NULL
   AND EXISTS (SELECT 1 FROM outputs AS first WHERE first.id = outputs.partner
                AND (first.created_at < outputs.created_at
                     OR (first.created_at = outputs.created_at AND first.rowid < outputs.rowid)));
CREATE INDEX outputs_leader ON outputs (leader);
