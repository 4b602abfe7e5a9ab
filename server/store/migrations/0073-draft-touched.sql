-- Who last wrote each field of the methodology's draft, and when; the field is '' for who made the entry.
CREATE TABLE draft_touched (
  root TEXT NOT NULL,
  entry TEXT NOT NULL,
  field TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES members (id),
  made_at TEXT NOT NULL,
  PRIMARY KEY (root, entry, field)
) WITHOUT ROWID;
