-- A session that a removal ended is kept likewise: what ended it tells the two apart. Those of before were ended by a link.
ALTER TABLE sessions ADD COLUMN ended_how TEXT;
UPDATE sessions SET ended_how = 'link' WHERE ended_at IS NOT NULL;
