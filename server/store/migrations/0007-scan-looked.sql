-- Words of a scan that a preparer has looked at, though they were read with little confidence; they go with the scan.

CREATE TABLE scan_looked (
  scan TEXT NOT NULL REFERENCES scans (id) ON DELETE CASCADE,
  -- Where the word begins in revision 1.
  start INTEGER NOT NULL,
  PRIMARY KEY (scan, start)
) WITHOUT ROWID;
