-- A document's number stays given when the document is deleted: no foreign key.
DROP INDEX document_numbers_once;
ALTER TABLE document_numbers RENAME TO document_numbers_before;
CREATE TABLE document_numbers (
  output TEXT PRIMARY KEY,
  series TEXT NOT NULL,
  year INTEGER NOT NULL,
  number INTEGER NOT NULL,
  shared INTEGER NOT NULL DEFAULT 0,
  given_by TEXT NOT NULL REFERENCES members (id),
  given_at TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO document_numbers SELECT output, series, year, number, shared, given_by, given_at FROM document_numbers_before;
DROP TABLE document_numbers_before;
CREATE UNIQUE INDEX document_numbers_once ON document_numbers (series, year, number) WHERE shared = 0;
