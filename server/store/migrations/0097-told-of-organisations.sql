-- What became of organisations, with what they were called: the audit log holds no words, and an organisation that is gone has no name.
CREATE TABLE organisation_changes (
  id INTEGER PRIMARY KEY,
  organisation TEXT NOT NULL,
  how TEXT NOT NULL,
  was TEXT,
  now TEXT,
  by TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL
);
-- Who was invited by a link that was withdrawn, for whoever is told of it: as long as the link itself would have lasted, and no longer.
CREATE TABLE withdrawn_links (
  id TEXT PRIMARY KEY,
  name TEXT,
  email TEXT,
  verdict TEXT REFERENCES verdicts (id),
  output TEXT REFERENCES outputs (id),
  expires_at TEXT NOT NULL
) WITHOUT ROWID;
