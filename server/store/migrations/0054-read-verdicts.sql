-- Whether somebody has read in a verdict that they opened, so much of it as is a reading (READ_PARAGRAPHS). Who opened one before this was kept
-- has done that step.
ALTER TABLE opened_verdicts ADD COLUMN read INTEGER NOT NULL DEFAULT 0;
UPDATE opened_verdicts SET read = 1;
