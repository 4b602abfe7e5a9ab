-- The methodology's draft, what became of categories between its versions, votes on proposals, and decisions on tags.

-- JSON {category: fate}: how the version before became this one. Kept for ever: tags are resolved along them.
ALTER TABLE methodology_versions ADD COLUMN fates TEXT NOT NULL DEFAULT '{}';

-- The version that the draft goes on from: what that one merged, split or retired is out of the draft. null = no draft yet.
ALTER TABLE methodologies ADD COLUMN draft_version INTEGER;

-- Of a draft and its discussion.
ALTER TABLE rooms ADD COLUMN methodology TEXT REFERENCES methodologies (id);
CREATE INDEX rooms_methodology ON rooms (methodology);

CREATE TABLE votes (
  methodology TEXT NOT NULL REFERENCES methodologies (id),
  -- In the methodology's discussion; no foreign key, since that is written by its peers.
  thread TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  vote TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (thread, member)
);
CREATE INDEX votes_member ON votes (member);

-- What coders decided of tags whose category has another meaning in a version: the newest decision of each tag and version.
CREATE TABLE reviews (
  annotation TEXT NOT NULL,
  -- Version of the methodology that the decision was made in.
  version INTEGER NOT NULL,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  layer TEXT NOT NULL REFERENCES layers (id),
  member TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  decision TEXT NOT NULL,
  from_category TEXT NOT NULL,
  from_version INTEGER NOT NULL,
  -- null = the tag was dropped.
  category TEXT,
  PRIMARY KEY (annotation, version)
);
CREATE INDEX reviews_layer ON reviews (layer);
CREATE INDEX reviews_verdict ON reviews (verdict);
CREATE INDEX reviews_member ON reviews (member);
