-- Signatures under documents: what was frozen when they were asked for, who signed, and why what is open may stay open.

-- Who has typed in a document. What the server writes for a member is not theirs; rooms come and go, this stays.
CREATE TABLE output_writers (
  output TEXT NOT NULL REFERENCES outputs (id),
  member TEXT NOT NULL REFERENCES members (id),
  PRIMARY KEY (output, member)
) WITHOUT ROWID;
-- Of rooms of before nobody knows which of their changes the server made.
INSERT INTO output_writers (output, member)
  SELECT DISTINCT rooms.output, room_clients.member FROM room_clients JOIN rooms ON rooms.id = room_clients.room
   WHERE rooms.kind = 'output' AND rooms.output IS NOT NULL;

-- A document in its languages, frozen. An erasure renews key and digest.
CREATE TABLE candidates (
  id TEXT PRIMARY KEY,
  -- 'asked', 'approved', 'taken-back', 'voided'.
  state TEXT NOT NULL,
  -- One signature of each organisation, instead of one.
  joint INTEGER NOT NULL,
  -- Version of the house.
  house INTEGER NOT NULL,
  key BLOB NOT NULL,
  digest TEXT NOT NULL,
  -- When an erasure last took words out of it.
  altered_at TEXT,
  asked_by TEXT NOT NULL REFERENCES members (id),
  asked_at TEXT NOT NULL,
  ended_by TEXT REFERENCES members (id),
  ended_at TEXT,
  -- What had changed: JSON [{output, key}], of points and of parts.
  changed TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(changed))
) WITHOUT ROWID;

-- `version`: of output_versions, which holds what is signed.
CREATE TABLE candidate_documents (
  candidate TEXT NOT NULL REFERENCES candidates (id),
  output TEXT NOT NULL REFERENCES outputs (id),
  version INTEGER NOT NULL,
  PRIMARY KEY (candidate, output)
) WITHOUT ROWID;
CREATE INDEX candidate_documents_output ON candidate_documents (output);

CREATE TABLE signatures (
  candidate TEXT NOT NULL REFERENCES candidates (id),
  member TEXT NOT NULL REFERENCES members (id),
  -- For which they signed.
  organisation TEXT NOT NULL REFERENCES organisations (id),
  at TEXT NOT NULL,
  -- They had typed in it, as everybody had who might have signed; it is printed.
  wrote INTEGER NOT NULL,
  PRIMARY KEY (candidate, member)
) WITHOUT ROWID;

-- Why a point of a document may stay as it is.
CREATE TABLE point_reasons (
  output TEXT NOT NULL REFERENCES outputs (id),
  point TEXT NOT NULL,
  words TEXT NOT NULL,
  said_by TEXT NOT NULL REFERENCES members (id),
  said_at TEXT NOT NULL,
  PRIMARY KEY (output, point)
) WITHOUT ROWID;
