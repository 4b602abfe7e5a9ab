-- What people were invited as, where they came under another name, and what they were called before they renamed themselves: the audit log
-- holds no words. Kept for as long as it is told.
CREATE TABLE name_changes (
  id INTEGER PRIMARY KEY,
  member TEXT NOT NULL REFERENCES members (id),
  how TEXT NOT NULL,
  was TEXT NOT NULL,
  now TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX name_changes_at ON name_changes (at);
