-- How revisions came about, and what members have seen of them.

-- How, where the edit map alone does not tell: reimport. Null else.
ALTER TABLE revisions ADD COLUMN how TEXT;

-- A map is taken back once; what took it back can be taken back in its turn.
CREATE UNIQUE INDEX edit_maps_undone_once ON edit_maps (verdict, undoes) WHERE undoes IS NOT NULL;

-- A tag or thread whose words were touched, and up to which revision its reader has looked at it.
CREATE TABLE seen_changes (
  member TEXT NOT NULL REFERENCES members (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  subject TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (member, verdict, subject)
);
