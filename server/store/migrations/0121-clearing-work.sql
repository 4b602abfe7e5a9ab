-- What somebody has done of a checklist before they sign it, theirs alone: the paragraphs that they have had in sight, as ranges
-- ("1-211 213 213a"), and why what was found may stay. It goes with any change of the verdict's stage.
CREATE TABLE clearing_reading (
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  member TEXT NOT NULL REFERENCES members (id),
  seen TEXT NOT NULL,
  PRIMARY KEY (verdict, member)
);

-- finding: a fingerprint of what was found and where, never its words.
CREATE TABLE clearing_reasons (
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  member TEXT NOT NULL REFERENCES members (id),
  finding INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (verdict, member, finding)
);
