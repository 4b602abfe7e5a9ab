-- Rounds that are coded blind: what a layer is, when a round turned, and who codes in it.

-- 'own' (one coder's), 'shared' (everybody's while the round is open), 'adjudicated' (written by the server from rulings).
ALTER TABLE layers ADD COLUMN kind TEXT NOT NULL DEFAULT 'shared';
UPDATE layers SET kind = 'own' WHERE owner IS NOT NULL;
DROP INDEX layers_shared;
CREATE UNIQUE INDEX layers_shared ON layers (round) WHERE kind = 'shared';
CREATE UNIQUE INDEX layers_adjudicated ON layers (round) WHERE kind = 'adjudicated';

ALTER TABLE rounds ADD COLUMN blind_at TEXT;
ALTER TABLE rounds ADD COLUMN revealed_at TEXT;
ALTER TABLE rounds ADD COLUMN adjudicated_at TEXT;

-- Who codes a blind round. A coder has handed in when the layer of theirs is frozen.
CREATE TABLE assignments (
  round TEXT NOT NULL REFERENCES rounds (id),
  member TEXT NOT NULL REFERENCES members (id),
  -- A date, or null where there is none.
  due TEXT,
  assigned_by TEXT NOT NULL REFERENCES members (id),
  assigned_at TEXT NOT NULL,
  PRIMARY KEY (round, member)
);
CREATE INDEX assignments_member ON assignments (member);
