-- The first tables. Plain SQL that PostgreSQL takes too, but for BLOB (there BYTEA). Times are UTC ISO 8601 text, ids random text,
-- flags 0 or 1. Columns named after JSON hold JSON text that schema/ gives the shape of. Comparison keys (a lower-cased
-- e-mail address) are written by us, never made by SQL functions, because the two engines fold letters differently.

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE organisations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  country TEXT NOT NULL
);

CREATE TABLE members (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  initials TEXT NOT NULL,
  role TEXT NOT NULL,
  organisation TEXT NOT NULL REFERENCES organisations (id),
  country TEXT NOT NULL,
  -- JSON GuestBinding; null for members of the network.
  guest TEXT,
  removed_at TEXT,
  -- Lower-cased; null for who signs in by link only.
  email TEXT,
  password_hash TEXT
);
-- A removed person may be invited again under the same address.
CREATE UNIQUE INDEX members_email ON members (email) WHERE removed_at IS NULL;
CREATE INDEX members_organisation ON members (organisation);

CREATE TABLE sessions (
  hash TEXT PRIMARY KEY,
  member TEXT NOT NULL REFERENCES members (id),
  created_at TEXT NOT NULL,
  last_seen_at TEXT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX sessions_member ON sessions (member);

CREATE TABLE verdicts (
  id TEXT PRIMARY KEY,
  owner TEXT NOT NULL REFERENCES organisations (id),
  stage TEXT NOT NULL,
  -- Number of the newest revision.
  revision INTEGER NOT NULL,
  pages INTEGER,
  created_at TEXT NOT NULL,
  country TEXT NOT NULL,
  court TEXT NOT NULL,
  case_number TEXT NOT NULL,
  date TEXT,
  instance TEXT NOT NULL,
  form TEXT NOT NULL,
  language TEXT NOT NULL,
  script TEXT NOT NULL,
  invented INTEGER NOT NULL,
  kept_until TEXT,
  -- JSON arrays of ids.
  related TEXT NOT NULL,
  conflicts TEXT NOT NULL
);
CREATE INDEX verdicts_owner ON verdicts (owner);

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  token_hash TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  role TEXT NOT NULL,
  organisation TEXT NOT NULL REFERENCES organisations (id),
  name TEXT,
  verdict TEXT REFERENCES verdicts (id),
  member TEXT REFERENCES members (id),
  invited_by TEXT REFERENCES members (id),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  spent_at TEXT
);
CREATE INDEX invitations_member ON invitations (member);
CREATE INDEX invitations_invited_by ON invitations (invited_by);
CREATE INDEX invitations_verdict ON invitations (verdict);
CREATE INDEX invitations_organisation ON invitations (organisation);

-- text and blocks (JSON) become null when a later redaction takes the words away. numbers (JSON): Coram's numbers of the
-- blocks; they stay, since a number that was given once is never given again.
CREATE TABLE revisions (
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  number INTEGER NOT NULL,
  text TEXT,
  blocks TEXT,
  numbers TEXT NOT NULL,
  made_by TEXT NOT NULL REFERENCES members (id),
  made_at TEXT NOT NULL,
  PRIMARY KEY (verdict, number)
);

-- steps: JSON. Kept for ever: anchors are carried along them.
CREATE TABLE edit_maps (
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  from_revision INTEGER NOT NULL,
  steps TEXT NOT NULL,
  PRIMARY KEY (verdict, from_revision)
);

CREATE TABLE rounds (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  number INTEGER NOT NULL,
  mode TEXT NOT NULL,
  UNIQUE (verdict, number)
);

CREATE TABLE layers (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  round TEXT NOT NULL REFERENCES rounds (id),
  -- null = the shared layer.
  owner TEXT REFERENCES members (id),
  frozen_at TEXT
);
CREATE INDEX layers_verdict ON layers (verdict);
CREATE UNIQUE INDEX layers_shared ON layers (round) WHERE owner IS NULL;
CREATE UNIQUE INDEX layers_own ON layers (round, owner) WHERE owner IS NOT NULL;

CREATE TABLE rooms (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  verdict TEXT REFERENCES verdicts (id),
  audience TEXT,
  layer TEXT REFERENCES layers (id),
  gone INTEGER NOT NULL DEFAULT 0,
  -- Number of the last committed update.
  seq INTEGER NOT NULL DEFAULT 0,
  -- Server's time of the last committed update.
  active_at TEXT
);
CREATE INDEX rooms_verdict ON rooms (verdict);
CREATE INDEX rooms_layer ON rooms (layer);

CREATE TABLE room_log (
  room TEXT NOT NULL REFERENCES rooms (id),
  seq INTEGER NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  at TEXT NOT NULL,
  bytes BLOB NOT NULL,
  PRIMARY KEY (room, seq)
);

CREATE TABLE room_snapshots (
  room TEXT PRIMARY KEY REFERENCES rooms (id),
  -- The last update that the snapshot holds.
  seq INTEGER NOT NULL,
  state BLOB NOT NULL
);

CREATE TABLE room_clients (
  room TEXT NOT NULL REFERENCES rooms (id),
  -- Unsigned 32 bits.
  client BIGINT NOT NULL,
  member TEXT NOT NULL REFERENCES members (id),
  PRIMARY KEY (room, client)
);

-- Projected rows. What a peer may write freely (category, thread, annotation) has no foreign key; what the server sets has.
CREATE TABLE annotations (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL REFERENCES rooms (id),
  layer TEXT NOT NULL REFERENCES layers (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  category TEXT NOT NULL,
  version INTEGER NOT NULL,
  -- JSON [revision, start, end, …].
  anchor TEXT NOT NULL,
  note TEXT NOT NULL,
  created_at TEXT NOT NULL,
  deleted TEXT,
  author TEXT NOT NULL REFERENCES members (id),
  last_writer TEXT NOT NULL REFERENCES members (id)
);
CREATE INDEX annotations_layer ON annotations (layer);
CREATE INDEX annotations_room ON annotations (room);

CREATE TABLE threads (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL REFERENCES rooms (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  audience TEXT,
  layer TEXT REFERENCES layers (id),
  anchor TEXT,
  annotation TEXT,
  suggestion TEXT,
  applied TEXT,
  created_at TEXT NOT NULL,
  resolved TEXT,
  deleted TEXT,
  author TEXT NOT NULL REFERENCES members (id)
);
CREATE INDEX threads_verdict ON threads (verdict, audience);
CREATE INDEX threads_room ON threads (room);

CREATE TABLE comments (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL REFERENCES rooms (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  thread TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  edited_at TEXT,
  deleted TEXT,
  author TEXT NOT NULL REFERENCES members (id)
);
CREATE INDEX comments_room ON comments (room);
CREATE INDEX comments_thread ON comments (thread);

CREATE TABLE methodologies (
  id TEXT PRIMARY KEY,
  created_at TEXT NOT NULL
);

-- content: JSON.
CREATE TABLE methodology_versions (
  methodology TEXT NOT NULL REFERENCES methodologies (id),
  number INTEGER NOT NULL,
  frozen_at TEXT NOT NULL,
  frozen_by TEXT REFERENCES members (id),
  note TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (methodology, number)
);

-- Append-only. No foreign key: an entry outlives what it names. subject: JSON of ids and closed words.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  hash TEXT NOT NULL
);
