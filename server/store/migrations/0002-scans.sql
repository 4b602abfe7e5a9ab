-- Files whose text is read from pictures of their pages. Files and pictures lie in the folder `scans/` of the data folder, under
-- the scan's id; a scan goes with them when it is cancelled, or when its verdict is cleared.

CREATE TABLE scans (
  id TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES members (id),
  -- Format of the file.
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  -- Null until the file was opened.
  pages INTEGER,
  created_at TEXT NOT NULL,
  -- JSON Problem of one that failed.
  problem TEXT,
  -- JSON Recognised, from the last page until it is confirmed.
  recognised TEXT,
  -- What was made of it; null until then.
  verdict TEXT UNIQUE REFERENCES verdicts (id)
);
CREATE INDEX scans_member ON scans (member);

CREATE TABLE scan_pages (
  scan TEXT NOT NULL REFERENCES scans (id),
  number INTEGER NOT NULL,
  source TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  -- JSON ScanItem[]: the page's words, until the text of all pages is put together.
  items TEXT,
  -- JSON ScanWord[]: where they stand in that text; no words.
  places TEXT,
  PRIMARY KEY (scan, number)
);
