-- The answer of somebody else in whose place one stands: a value that is written over is gone from its room. All null where there is none.
ALTER TABLE answer_times ADD COLUMN before TEXT;
ALTER TABLE answer_times ADD COLUMN before_by TEXT REFERENCES members (id);
ALTER TABLE answer_times ADD COLUMN before_at TEXT;
-- JSON: ids of the passages that it rested on.
ALTER TABLE answer_times ADD COLUMN before_evidence TEXT;
