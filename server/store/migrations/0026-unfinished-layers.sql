-- Layers that a reveal froze though their owner had not handed in: they are shown, and are in no figure of agreement. Rounds that were
-- revealed before keep the agreement that they had.
ALTER TABLE layers ADD COLUMN unfinished INTEGER NOT NULL DEFAULT 0;
