-- What stood in a text of the methodology's draft before somebody else than its writer wrote there. One row a sitting of theirs in that text.
CREATE TABLE draft_wordings (
  id INTEGER PRIMARY KEY,
  root TEXT NOT NULL,
  entry TEXT NOT NULL,
  field TEXT NOT NULL,
  was TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES members (id),
  made_by TEXT NOT NULL REFERENCES members (id),
  made_at TEXT NOT NULL
);
