-- Who is mentioned in which comment of a discussion, by ids alone: what was said is read in the room, by who may open it. Projected.
-- A page may name anybody: no foreign key to members.
CREATE TABLE mentions (
  room TEXT NOT NULL REFERENCES rooms (id),
  comment TEXT NOT NULL,
  member TEXT NOT NULL,
  PRIMARY KEY (room, comment, member)
) WITHOUT ROWID;
CREATE INDEX mentions_by_member ON mentions (member);
-- Mentions that somebody has put away.
CREATE TABLE mentions_done (
  member TEXT NOT NULL REFERENCES members (id),
  comment TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (member, comment)
) WITHOUT ROWID;
