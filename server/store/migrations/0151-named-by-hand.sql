-- Somebody whom the host wrote down may be named in the minutes, if they said so.
ALTER TABLE workshop_attendance_by_hand ADD COLUMN named INTEGER NOT NULL DEFAULT 0;
