-- Who comes to a workshop, as they said themselves.
CREATE TABLE workshop_answers (
  workshop TEXT NOT NULL REFERENCES workshops (id),
  member TEXT NOT NULL REFERENCES members (id),
  coming INTEGER NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (workshop, member)
);
