-- A table of a step: people who work on passages by themselves, with a chair.
CREATE TABLE workshop_tables (
  id TEXT PRIMARY KEY,
  step TEXT NOT NULL REFERENCES workshop_steps (id),
  position INTEGER NOT NULL,
  -- Typed; empty where it is called by its number.
  name TEXT NOT NULL,
  chair TEXT NOT NULL REFERENCES workshop_seats (id)
);
CREATE INDEX workshop_tables_step ON workshop_tables (step);
CREATE INDEX workshop_tables_chair ON workshop_tables (chair);

CREATE TABLE workshop_table_seats (
  of_table TEXT NOT NULL REFERENCES workshop_tables (id),
  seat TEXT NOT NULL REFERENCES workshop_seats (id),
  PRIMARY KEY (of_table, seat)
);
CREATE INDEX workshop_table_seats_seat ON workshop_table_seats (seat);

-- What a table works on is a step that is on no agenda, so that slips, editions and reveals are what they are in any step.
ALTER TABLE workshop_steps ADD COLUMN of_table TEXT REFERENCES workshop_tables (id);
-- Of its phase, when the workshop was paused.
ALTER TABLE workshop_steps ADD COLUMN left_ms INTEGER;
CREATE INDEX workshop_steps_table ON workshop_steps (of_table);

-- What a table decided on a passage of its own; it goes with the passage's verdict.
CREATE TABLE workshop_table_decisions (
  passage TEXT PRIMARY KEY REFERENCES workshop_passages (id),
  -- JSON list; none: no category fits.
  categories TEXT NOT NULL,
  -- Left to the plenary.
  open INTEGER NOT NULL,
  words TEXT NOT NULL,
  edition INTEGER NOT NULL REFERENCES methodology_editions (number),
  by TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL
);
