-- What the timelines and lists of people of an approved version showed. They go with their verdict: its foreign key is how the
-- removal of a verdict finds them.
CREATE TABLE frozen_tables (
  output TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- Id of the node.
  block TEXT NOT NULL,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  -- JSON FrozenTable.
  content TEXT NOT NULL,
  PRIMARY KEY (output, version, block),
  FOREIGN KEY (output, version) REFERENCES output_versions (output, number)
);
CREATE INDEX frozen_tables_verdict ON frozen_tables (verdict);
