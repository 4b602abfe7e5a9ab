-- What is left of slips when they go: how many of a group there were in a pass, and (below) how many put what where.
CREATE TABLE slip_groups (
  step TEXT NOT NULL REFERENCES workshop_steps (id),
  pass INTEGER NOT NULL,
  -- members, guests.
  of TEXT NOT NULL,
  slips INTEGER NOT NULL,
  -- Too few of them to be told of.
  withheld INTEGER NOT NULL,
  PRIMARY KEY (step, pass, of)
);

CREATE TABLE slip_counts (
  step TEXT NOT NULL REFERENCES workshop_steps (id),
  pass INTEGER NOT NULL,
  of TEXT NOT NULL,
  passage TEXT NOT NULL REFERENCES workshop_passages (id),
  -- Of the text in which the words lie so.
  revision INTEGER NOT NULL,
  -- JSON: categories by words by number.
  categories TEXT NOT NULL,
  PRIMARY KEY (step, pass, of, passage)
);
CREATE INDEX slip_counts_passage ON slip_counts (passage);

-- How far the members' slips of a step agreed, as it was when they went.
CREATE TABLE slip_figures (
  step TEXT PRIMARY KEY REFERENCES workshop_steps (id),
  -- JSON.
  figures TEXT NOT NULL
);
