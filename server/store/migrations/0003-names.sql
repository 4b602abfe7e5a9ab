-- Names of a verdict that is being prepared, and its units.

-- One numbered document a verdict: what was proposed, what was decided, and how to undo it. It quotes the text, so it goes
-- when the verdict is cleared. document: JSON.
CREATE TABLE names (
  verdict TEXT PRIMARY KEY REFERENCES verdicts (id),
  number INTEGER NOT NULL,
  document TEXT NOT NULL
);

-- Defendants and victims. A label is never given to two people.
CREATE TABLE units (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (verdict, kind, label)
);
