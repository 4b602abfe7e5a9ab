-- The draft as a step's silence coded it.
CREATE TABLE methodology_editions (
  number INTEGER PRIMARY KEY,
  methodology TEXT NOT NULL REFERENCES methodologies (id),
  -- JSON, as `methodology_versions` has it.
  content TEXT NOT NULL,
  made_at TEXT NOT NULL
);
ALTER TABLE workshop_steps ADD COLUMN edition INTEGER REFERENCES methodology_editions (number);

-- What somebody marks in one pass of a step. It is no layer, and nothing that is counted of a verdict reads it.
CREATE TABLE workshop_slips (
  id TEXT PRIMARY KEY,
  step TEXT NOT NULL REFERENCES workshop_steps (id),
  pass INTEGER NOT NULL,
  seat TEXT NOT NULL REFERENCES workshop_seats (id),
  opened_at TEXT NOT NULL,
  handed_in_at TEXT,
  -- By the reveal.
  frozen_at TEXT,
  -- Its author shows it as theirs.
  shown INTEGER NOT NULL DEFAULT 0,
  UNIQUE (step, pass, seat)
);
ALTER TABLE rooms ADD COLUMN slip TEXT REFERENCES workshop_slips (id);
CREATE INDEX rooms_slip ON rooms (slip);

CREATE TABLE slip_tags (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL REFERENCES rooms (id),
  slip TEXT NOT NULL REFERENCES workshop_slips (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  category TEXT NOT NULL,
  edition INTEGER NOT NULL,
  -- JSON [revision, start, end, …].
  anchor TEXT NOT NULL,
  created_at TEXT NOT NULL,
  deleted TEXT
);
CREATE INDEX slip_tags_room ON slip_tags (room);
CREATE INDEX slip_tags_slip ON slip_tags (slip);
