-- A session that a new password by link ended is kept until it would have ended, so that its browser can say why it is signed out.
ALTER TABLE sessions ADD COLUMN ended_at TEXT;
