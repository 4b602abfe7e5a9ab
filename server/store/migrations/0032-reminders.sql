-- Who waits for a coder of a blind round to hand in, and since when; null where nobody said so. It goes with the hand-in and the reveal.
ALTER TABLE assignments ADD COLUMN reminded_by TEXT;
ALTER TABLE assignments ADD COLUMN reminded_at TEXT;
