-- What was added to a settled layer, withdrawn from it or answered anew, outside agreement, and settlements that were taken back.
CREATE TABLE standing_changes (
  round TEXT NOT NULL REFERENCES rounds (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  -- From 1 within its round.
  number INTEGER NOT NULL,
  made_by TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  -- JSON {act: StandingAct, after: the case and how many rulings it had, or null}: its typed words, and the reason, are what somebody wrote, and erasure rewrites them.
  act TEXT NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (round, number)
);
CREATE INDEX standing_changes_verdict ON standing_changes (verdict);

-- What was coded in a round that was called off: its coder's alone, until they write it again or discard it.
CREATE TABLE called_off (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  member TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  -- JSON [EntryChange, …]: as unsent work is kept.
  entries TEXT NOT NULL
);
CREATE INDEX called_off_verdict ON called_off (verdict, member);
