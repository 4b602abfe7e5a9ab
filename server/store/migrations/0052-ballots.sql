-- What a workshop votes on. Replies of a secret ballot are in no table: they live in memory alone.
CREATE TABLE workshop_ballots (
  id TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  step TEXT REFERENCES workshop_steps (id),
  words TEXT NOT NULL,
  -- yes-no, scale, choice, ranking.
  kind TEXT NOT NULL,
  -- JSON list of words.
  choices TEXT NOT NULL,
  -- person, organisation.
  by TEXT NOT NULL,
  secret INTEGER NOT NULL,
  -- half, two-thirds, all; NULL where none is asked for.
  share TEXT,
  -- JSON: the wording that is voted on.
  wording TEXT,
  -- open, closed, dropped.
  state TEXT NOT NULL,
  opened_by TEXT NOT NULL REFERENCES members (id),
  opened_at TEXT NOT NULL,
  ended_at TEXT,
  -- JSON: numbers, once it is closed.
  tally TEXT
);
CREATE INDEX workshop_ballots_workshop ON workshop_ballots (workshop);
CREATE UNIQUE INDEX workshop_ballots_open ON workshop_ballots (workshop) WHERE state = 'open';

-- Of ballots that are not secret, while they are open: the tally stands for them afterwards.
CREATE TABLE workshop_replies (
  ballot TEXT NOT NULL REFERENCES workshop_ballots (id),
  member TEXT NOT NULL REFERENCES members (id),
  -- JSON.
  vote TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (ballot, member)
);

CREATE TABLE workshop_decisions (
  id TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  step TEXT REFERENCES workshop_steps (id),
  ballot TEXT REFERENCES workshop_ballots (id),
  -- Of the draft, as the step coded it.
  edition INTEGER REFERENCES methodology_editions (number),
  -- wording, passage, open.
  kind TEXT NOT NULL,
  words TEXT NOT NULL,
  by TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  category TEXT,
  -- Of a wording: the version that the draft went on from, the part of the category, the language, and what it was and is.
  version INTEGER,
  part TEXT,
  language TEXT,
  before TEXT,
  after TEXT,
  -- clarified, redefined; with what was announced to come up for review.
  effect TEXT,
  tags INTEGER,
  verdicts INTEGER,
  -- Of a passage. It goes with its verdict.
  verdict TEXT REFERENCES verdicts (id),
  -- JSON [revision, start, end, …].
  anchor TEXT,
  annotation TEXT
);
CREATE INDEX workshop_decisions_workshop ON workshop_decisions (workshop);
CREATE INDEX workshop_decisions_verdict ON workshop_decisions (verdict);

-- A decided wording waits in the other languages.
CREATE TABLE decision_waits (
  decision TEXT NOT NULL REFERENCES workshop_decisions (id),
  language TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  done_at TEXT,
  PRIMARY KEY (decision, language)
);
CREATE INDEX decision_waits_member ON decision_waits (member) WHERE done_at IS NULL;

-- Questions that a workshop put off.
CREATE TABLE workshop_parked (
  id TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  words TEXT NOT NULL,
  category TEXT,
  -- One about a passage goes with its verdict.
  verdict TEXT REFERENCES verdicts (id),
  -- JSON [revision, start, end, …].
  anchor TEXT,
  by TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  taker TEXT REFERENCES members (id),
  due TEXT,
  done_at TEXT
);
CREATE INDEX workshop_parked_workshop ON workshop_parked (workshop);
CREATE INDEX workshop_parked_verdict ON workshop_parked (verdict);
