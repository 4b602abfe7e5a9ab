-- That the host said of somebody that they were not there: who confirms all at once does not mean them.
ALTER TABLE workshop_attendance ADD COLUMN absent INTEGER NOT NULL DEFAULT 0 CHECK (absent IN (0, 1));
