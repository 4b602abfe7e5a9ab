-- Answers of layers, as their rooms hold them; one a question and subject.
CREATE TABLE answers (
  room TEXT NOT NULL REFERENCES rooms (id),
  layer TEXT NOT NULL REFERENCES layers (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  question TEXT NOT NULL,
  -- `verdict` or the unit.
  subject TEXT NOT NULL,
  -- The unit again, so that none that is answered for can go; null for the verdict.
  unit TEXT REFERENCES units (id),
  -- JSON; null = not answered, or taken back.
  value TEXT,
  version INTEGER,
  note TEXT NOT NULL,
  certainty TEXT NOT NULL,
  -- JSON [{id, anchor: [revision, start, end, …] | null}, …].
  evidence TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES members (id),
  last_writer TEXT NOT NULL REFERENCES members (id),
  PRIMARY KEY (room, question, subject)
);
CREATE INDEX answers_layer ON answers (layer);
CREATE INDEX answers_unit ON answers (unit);

-- Labels of units that were taken away again: they are given to nobody else.
CREATE TABLE spent_labels (
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  PRIMARY KEY (verdict, kind, label)
);
