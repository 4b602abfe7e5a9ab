-- The document that holds the minutes of a workshop, in the language that leads.
CREATE TABLE workshop_minutes (
  workshop TEXT PRIMARY KEY REFERENCES workshops (id),
  output TEXT NOT NULL REFERENCES outputs (id)
);
