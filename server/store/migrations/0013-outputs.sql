-- Documents written from verdicts, their versions, and what their rooms hold of quotes, figures and recommendations.

CREATE TABLE outputs (
  id TEXT PRIMARY KEY,
  -- Of the methodology's version that follows.
  template TEXT NOT NULL,
  methodology_version INTEGER NOT NULL,
  -- As its room holds it.
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  -- JSON OutputScope; named verdicts stand in output_verdicts.
  scope TEXT NOT NULL,
  status TEXT NOT NULL,
  status_by TEXT NOT NULL REFERENCES members (id),
  status_at TEXT NOT NULL,
  -- Counts up with every command.
  number INTEGER NOT NULL,
  created_by TEXT NOT NULL REFERENCES members (id),
  created_at TEXT NOT NULL,
  partner TEXT REFERENCES outputs (id),
  approved_version INTEGER
);

-- Verdicts that it is about by name. No foreign key: the row says that there was one when the verdict is gone.
CREATE TABLE output_verdicts (
  output TEXT NOT NULL REFERENCES outputs (id),
  verdict TEXT NOT NULL,
  PRIMARY KEY (output, verdict)
);
CREATE INDEX output_verdicts_verdict ON output_verdicts (verdict);

-- document: JSON OutputDocument. Approving makes one too.
CREATE TABLE output_versions (
  output TEXT NOT NULL REFERENCES outputs (id),
  number INTEGER NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES members (id),
  made_at TEXT NOT NULL,
  title TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (output, number)
);

-- Every command about its status, oldest first.
CREATE TABLE output_statuses (
  output TEXT NOT NULL REFERENCES outputs (id),
  number INTEGER NOT NULL,
  status TEXT NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  -- The version that approving made.
  version INTEGER,
  PRIMARY KEY (output, number)
);

-- Of an output and of its discussion.
ALTER TABLE rooms ADD COLUMN output TEXT REFERENCES outputs (id);
CREATE INDEX rooms_output ON rooms (output);

-- Projected from rooms. `position`: order in the document; `section`: the template's section that it stands in. What peers write
-- has no foreign key.
CREATE TABLE evidence (
  room TEXT NOT NULL REFERENCES rooms (id),
  output TEXT NOT NULL REFERENCES outputs (id),
  -- Id of the node.
  block TEXT NOT NULL,
  position INTEGER NOT NULL,
  section TEXT,
  -- 'block', 'words' or 'note'; 'timeline' and 'actors' draw on a verdict and quote none of it.
  form TEXT NOT NULL,
  verdict TEXT,
  -- JSON [revision, start, end, …].
  anchor TEXT,
  annotation TEXT,
  layer TEXT,
  translation TEXT,
  -- JSON QuoteApproval.
  approved TEXT,
  PRIMARY KEY (room, block)
);
CREATE INDEX evidence_output ON evidence (output);
CREATE INDEX evidence_verdict ON evidence (verdict);
CREATE INDEX evidence_annotation ON evidence (annotation);

CREATE TABLE figures (
  room TEXT NOT NULL REFERENCES rooms (id),
  output TEXT NOT NULL REFERENCES outputs (id),
  block TEXT NOT NULL,
  position INTEGER NOT NULL,
  section TEXT,
  -- JSON FigureSubject, FigureScope, FigureApproval.
  subject TEXT,
  scope TEXT,
  approved TEXT,
  PRIMARY KEY (room, block)
);
CREATE INDEX figures_output ON figures (output);

CREATE TABLE recommendations (
  room TEXT NOT NULL REFERENCES rooms (id),
  output TEXT NOT NULL REFERENCES outputs (id),
  block TEXT NOT NULL,
  position INTEGER NOT NULL,
  section TEXT,
  body TEXT NOT NULL,
  finding TEXT NOT NULL,
  addressee TEXT NOT NULL,
  verb TEXT NOT NULL,
  deadline TEXT NOT NULL,
  indicator TEXT NOT NULL,
  PRIMARY KEY (room, block)
);
CREATE INDEX recommendations_output ON recommendations (output);
