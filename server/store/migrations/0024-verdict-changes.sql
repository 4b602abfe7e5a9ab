-- How many defendants and victims the court itself counts, and what the copy that the court published hides.
ALTER TABLE verdicts ADD COLUMN courts_defendants INTEGER;
ALTER TABLE verdicts ADD COLUMN courts_victims INTEGER;
ALTER TABLE verdicts ADD COLUMN courts_copy TEXT NOT NULL DEFAULT 'not-looked';

-- What stood in a verdict's data before it was changed. What stands now is the verdict's own row.
CREATE TABLE verdict_changes (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  -- A field of the data, or 'owner'.
  field TEXT NOT NULL,
  -- JSON, as the field holds it. Null: what was typed before the verdict was cleared went with the clearing. Typed words are rewritten by
  -- an erasure.
  before TEXT,
  changed_by TEXT NOT NULL REFERENCES members (id),
  changed_at TEXT NOT NULL
);
CREATE INDEX verdict_changes_verdict ON verdict_changes (verdict);

-- A verdict that its owner offers to another organisation, until that takes or declines it, or the owner takes the offer back.
CREATE TABLE owner_offers (
  verdict TEXT PRIMARY KEY REFERENCES verdicts (id),
  organisation TEXT NOT NULL REFERENCES organisations (id),
  offered_by TEXT NOT NULL REFERENCES members (id),
  offered_at TEXT NOT NULL
);
