-- Who sets the key of a calibration: two people, whose slips are it and are counted with nobody's.
CREATE TABLE workshop_keys (
  step TEXT NOT NULL REFERENCES workshop_steps (id),
  member TEXT NOT NULL REFERENCES members (id),
  PRIMARY KEY (step, member)
);
