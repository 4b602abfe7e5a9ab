-- Cases: what frozen layers of a round agree on or not, the rulings on them, and who gave an entry of theirs up.

CREATE TABLE cases (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  round TEXT NOT NULL REFERENCES rounds (id),
  kind TEXT NOT NULL,
  -- In the order of the text, from 0.
  place INTEGER NOT NULL,
  -- How many rulings there are.
  version INTEGER NOT NULL DEFAULT 0,
  -- JSON CaseMembers: the frozen entries.
  members TEXT NOT NULL,
  -- JSON [annotation id, …]: those that its tags in the adjudicated layer have; an id once given stays.
  results TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX cases_round ON cases (round, place);
CREATE INDEX cases_verdict ON cases (verdict);

-- The one with the highest number holds; earlier ones are kept.
CREATE TABLE rulings (
  case_id TEXT NOT NULL REFERENCES cases (id),
  number INTEGER NOT NULL,
  ruled_by TEXT NOT NULL REFERENCES members (id),
  -- JSON [member id, …].
  panel TEXT NOT NULL,
  at TEXT NOT NULL,
  -- JSON Outcome.
  outcome TEXT NOT NULL,
  -- What the panel typed: erasure rewrites it.
  reason TEXT NOT NULL,
  PRIMARY KEY (case_id, number)
);

CREATE TABLE concessions (
  case_id TEXT NOT NULL REFERENCES cases (id),
  member TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  PRIMARY KEY (case_id, member)
);
