-- The door of a workshop that was opened once.
CREATE TABLE workshop_doors (
  workshop TEXT PRIMARY KEY REFERENCES workshops (id),
  -- open, knock, shut.
  state TEXT NOT NULL,
  -- When open turns to knock.
  open_until TEXT,
  -- The code of one day.
  code TEXT NOT NULL UNIQUE,
  day TEXT NOT NULL,
  -- Who opened it: guests who come in by it are theirs.
  opened_by TEXT NOT NULL REFERENCES members (id)
);

-- By which secret, kept as its hash, a browser wakes the seat of a guest.
CREATE TABLE workshop_guests (
  token_hash TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  seat TEXT NOT NULL REFERENCES workshop_seats (id),
  member TEXT NOT NULL REFERENCES members (id)
);
CREATE INDEX workshop_guests_workshop ON workshop_guests (workshop);

CREATE TABLE workshop_attendance (
  seat TEXT NOT NULL REFERENCES workshop_seats (id),
  day TEXT NOT NULL,
  -- A guest's name and organisation as they were typed, under the workshop's key, which is a file of its own; of a member null.
  sealed TEXT,
  remote INTEGER NOT NULL,
  -- Two consents: to stand on the list, to be named in the minutes.
  listed INTEGER NOT NULL,
  named INTEGER NOT NULL,
  -- When the host said that they were there.
  confirmed_at TEXT,
  PRIMARY KEY (seat, day)
);

-- Browsers that show a workshop on a wall, by the hash of their secret.
CREATE TABLE workshop_screens (
  token_hash TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  paired_at TEXT NOT NULL
);
