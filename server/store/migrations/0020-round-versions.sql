-- The version of the methodology that a round is coded and compared in; null while all tag together, in the version in force.
ALTER TABLE rounds ADD COLUMN methodology_version INTEGER;

-- Of rounds that were blind before: the version that was in force when they turned, or a newer one that their coders have used.
UPDATE rounds SET methodology_version = NULLIF(MAX(
  COALESCE((SELECT MAX(number) FROM methodology_versions WHERE frozen_at <= COALESCE(rounds.blind_at, rounds.revealed_at)), 0),
  COALESCE((SELECT MAX(annotations.version) FROM annotations JOIN layers ON layers.id = annotations.layer
            WHERE layers.round = rounds.id AND layers.kind = 'own'), 0)
), 0) WHERE mode <> 'open';
