-- What a table is asked, beside coding its passages. (What is prepared for a step of tables, or for a calibration, stands in its JSON.)
ALTER TABLE workshop_tables ADD COLUMN question TEXT NOT NULL DEFAULT '';
