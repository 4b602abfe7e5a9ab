-- Who cleared a verdict for a stage.

-- state: waiting (for a second reader), done, withdrawn. checklist: JSON of codes and counts, never words.
CREATE TABLE clearings (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  stage TEXT NOT NULL,
  revision INTEGER NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  state TEXT NOT NULL,
  checklist TEXT NOT NULL
);
CREATE INDEX clearings_verdict ON clearings (verdict);

-- Verdicts that a second reader must sign, whatever the network asks of all.
CREATE TABLE second_readers (
  verdict TEXT PRIMARY KEY REFERENCES verdicts (id)
);
