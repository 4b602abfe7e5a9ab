-- Names of a verdict that is being prepared, its units, and maps that take others back.

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

-- `from_revision` of the map that this one takes back exactly.
ALTER TABLE edit_maps ADD COLUMN undoes INTEGER;
