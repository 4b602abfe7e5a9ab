-- Since when a slip has been told with its author's name, which is for good: their author may show it no more, but those who read it know it.
-- What its author showed before was told at once.
ALTER TABLE workshop_slips ADD COLUMN named_at TEXT;
UPDATE workshop_slips SET named_at = frozen_at WHERE shown = 1;
