-- Translations of passages, as their rooms hold them.
CREATE TABLE translations (
  id TEXT PRIMARY KEY,
  room TEXT NOT NULL REFERENCES rooms (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  -- Of a discussion's; null in a layer.
  audience TEXT,
  layer TEXT REFERENCES layers (id),
  -- JSON [revision, start, end, …].
  anchor TEXT NOT NULL,
  language TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at TEXT NOT NULL,
  deleted TEXT,
  author TEXT NOT NULL REFERENCES members (id),
  last_writer TEXT NOT NULL REFERENCES members (id)
);
CREATE INDEX translations_room ON translations (room);
CREATE INDEX translations_verdict ON translations (verdict);
CREATE INDEX translations_layer ON translations (layer);

-- Translations of whole verdicts, one a language.
CREATE TABLE full_translations (
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  language TEXT NOT NULL,
  -- Where it is from, as its author says.
  source TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES members (id),
  -- Counts up with every change.
  version INTEGER NOT NULL,
  PRIMARY KEY (verdict, language)
);
CREATE TABLE translated_paragraphs (
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  language TEXT NOT NULL,
  -- Coram's number of the block.
  number TEXT NOT NULL,
  body TEXT NOT NULL,
  -- JSON [revision, start, end]: the block as it stood when it was translated.
  anchor TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES members (id),
  written_at TEXT NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (verdict, language, number)
);
