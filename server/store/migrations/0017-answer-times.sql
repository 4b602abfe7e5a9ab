-- When an answer was given or taken back, by the server's clock. Not in the document, and the log is compacted: a fact beside it, as
-- who is behind a client id is. Of answers from before this there is none.
CREATE TABLE answer_times (
  room TEXT NOT NULL REFERENCES rooms (id),
  question TEXT NOT NULL,
  subject TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (room, question, subject)
) WITHOUT ROWID;
