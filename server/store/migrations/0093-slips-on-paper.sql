-- Slips of a step that were printed, and how many came back. A plan that is changed writes its steps anew, hence deferred.
CREATE TABLE workshop_paper (
  step TEXT PRIMARY KEY REFERENCES workshop_steps (id) DEFERRABLE INITIALLY DEFERRED,
  -- Of the draft, which their boxes are of.
  edition INTEGER NOT NULL REFERENCES methodology_editions (number),
  printed_at TEXT NOT NULL,
  -- Null while nothing was counted.
  slips INTEGER
);

-- What was counted on them by hand: outside of all figures.
CREATE TABLE workshop_paper_counts (
  passage TEXT PRIMARY KEY REFERENCES workshop_passages (id) DEFERRABLE INITIALLY DEFERRED,
  -- JSON: categories by number of slips.
  categories TEXT NOT NULL
);
