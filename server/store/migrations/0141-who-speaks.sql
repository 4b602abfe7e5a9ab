-- Since when somebody has been let speak, without the floor. One of a workshop at a time.
ALTER TABLE workshop_seats ADD COLUMN speaks_at TEXT;
