-- A comparison is frozen row by row, one a verdict, so that each goes with its own.
DROP INDEX frozen_tables_verdict;
ALTER TABLE frozen_tables RENAME TO frozen_tables_before;
CREATE TABLE frozen_tables (
  output TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- Id of the node.
  block TEXT NOT NULL,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  -- JSON FrozenTable.
  content TEXT NOT NULL,
  PRIMARY KEY (output, version, block, verdict),
  FOREIGN KEY (output, version) REFERENCES output_versions (output, number)
);
INSERT INTO frozen_tables SELECT output, version, block, verdict, content FROM frozen_tables_before;
DROP TABLE frozen_tables_before;
CREATE INDEX frozen_tables_verdict ON frozen_tables (verdict);
