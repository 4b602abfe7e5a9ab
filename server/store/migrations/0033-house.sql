-- The house of the network: how its papers look and whose they are. Each change of an entry makes a version.
CREATE TABLE house_versions (
  number INTEGER PRIMARY KEY,
  -- What was changed.
  entry TEXT NOT NULL,
  content TEXT NOT NULL CHECK (json_valid(content)),
  made_by TEXT NOT NULL REFERENCES members (id),
  made_at TEXT NOT NULL
);

-- Logos and donors' marks, as the server drew them; versions name them.
CREATE TABLE house_pictures (
  id TEXT PRIMARY KEY,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  png BLOB NOT NULL
) WITHOUT ROWID;

-- Members who have said yes to being named as authors, and how. Names stand here alone, so that no version keeps one.
CREATE TABLE house_authors (
  member TEXT PRIMARY KEY REFERENCES members (id),
  name TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;

-- Numbers of documents, which are given once. The same document in another language shares that of the first.
CREATE TABLE document_numbers (
  output TEXT PRIMARY KEY REFERENCES outputs (id),
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  shared INTEGER NOT NULL DEFAULT 0,
  given_by TEXT NOT NULL REFERENCES members (id),
  given_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX document_numbers_once ON document_numbers (series, year, number) WHERE shared = 0;
