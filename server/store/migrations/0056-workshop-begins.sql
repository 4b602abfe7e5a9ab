-- The time of day at which each day of a workshop begins.
ALTER TABLE workshops ADD COLUMN begins TEXT NOT NULL DEFAULT '09:00';
