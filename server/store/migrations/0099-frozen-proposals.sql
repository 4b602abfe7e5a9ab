-- What a version did with categories that others than who froze it had put into the draft, by ids alone: their names are read in the version,
-- or in the draft. `taken`: whether the version has it.
CREATE TABLE frozen_proposals (
  version INTEGER NOT NULL,
  category TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  taken INTEGER NOT NULL,
  PRIMARY KEY (version, category)
) WITHOUT ROWID;
CREATE INDEX frozen_proposals_by_member ON frozen_proposals (member);
