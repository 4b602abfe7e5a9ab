-- Who wrote over the author's words beside a tag, and when; null once the author has written there again. Not projected: kept with each commit.
ALTER TABLE annotations ADD COLUMN note_by TEXT REFERENCES members (id);
ALTER TABLE annotations ADD COLUMN note_at TEXT;
