-- What was erased, in numbers, and the jobs that erase.

-- No foreign keys: a row outlives the verdict or the member that it names. counts: JSON. needs (JSON): the words, until the
-- job has used them; trace (JSON): where they stood, as numbers and ids, until it is in the ledger. Both are null in the end.
CREATE TABLE erasures (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  verdict TEXT,
  member TEXT,
  token TEXT,
  -- The step that comes next.
  step TEXT NOT NULL,
  counts TEXT NOT NULL,
  -- What became of the entry in the sealed key: none, left, erased.
  sealed_key TEXT NOT NULL,
  -- null = from the command line.
  asked_by TEXT,
  started_at TEXT NOT NULL,
  done_at TEXT,
  -- Line of the ledger and its hash.
  number INTEGER,
  hash TEXT,
  needs TEXT,
  trace TEXT
);

-- Keyed hashes (JSON) of erased words, by which late arrivals are known. Each key is a file beside the database; row and key
-- go together.
CREATE TABLE screens (
  erasure TEXT PRIMARY KEY REFERENCES erasures (id),
  verdict TEXT NOT NULL,
  token TEXT NOT NULL,
  until TEXT NOT NULL,
  words TEXT NOT NULL
);
