CREATE TABLE workshops (
  id TEXT PRIMARY KEY,
  host TEXT NOT NULL REFERENCES organisations (id),
  title TEXT NOT NULL,
  -- JSON lists: days, languages, deputies in their order.
  days TEXT NOT NULL,
  languages TEXT NOT NULL,
  deputies TEXT NOT NULL,
  rule REAL NOT NULL,
  -- planned, open, paused, closed.
  state TEXT NOT NULL,
  holder TEXT REFERENCES members (id),
  -- One more each time the floor changes hands.
  term INTEGER NOT NULL,
  -- The step under way, or the last one.
  step TEXT,
  -- One more at each change.
  version INTEGER NOT NULL,
  -- Of the phase that was paused.
  left_ms INTEGER,
  made_by TEXT NOT NULL REFERENCES members (id),
  made_at TEXT NOT NULL,
  opened_at TEXT,
  closed_at TEXT
);

CREATE TABLE workshop_steps (
  id TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  position INTEGER NOT NULL,
  day INTEGER NOT NULL,
  kind TEXT NOT NULL,
  title TEXT NOT NULL,
  minutes INTEGER NOT NULL,
  -- JSON: minutes by phase, where they differ from the usual.
  phase_minutes TEXT NOT NULL,
  phase TEXT,
  pass INTEGER NOT NULL DEFAULT 0,
  began_at TEXT,
  ends_at TEXT,
  ended_at TEXT
);
CREATE INDEX workshop_steps_workshop ON workshop_steps (workshop);

-- Words that a step works on. They go with their verdict.
CREATE TABLE workshop_passages (
  id TEXT PRIMARY KEY,
  step TEXT NOT NULL REFERENCES workshop_steps (id),
  position INTEGER NOT NULL,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  -- JSON [revision, start, end, …].
  anchor TEXT NOT NULL
);
CREATE INDEX workshop_passages_step ON workshop_passages (step);
CREATE INDEX workshop_passages_verdict ON workshop_passages (verdict);

CREATE TABLE workshop_seats (
  id TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  member TEXT NOT NULL REFERENCES members (id),
  language TEXT NOT NULL,
  hand_at TEXT,
  at TEXT NOT NULL,
  UNIQUE (workshop, member)
);
