-- Full translations, or single paragraphs of them, that were taken away or replaced by another whole one: kept until somebody puts
-- them back. Apart from those that stand, so that nothing that reads a translation reads these.
CREATE TABLE removed_translations (
  id TEXT PRIMARY KEY,
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  language TEXT NOT NULL,
  -- Coram's number of the block where one paragraph was taken away; null for a whole one.
  number TEXT,
  source TEXT NOT NULL,
  created_at TEXT NOT NULL,
  created_by TEXT NOT NULL REFERENCES members (id),
  deleted_at TEXT NOT NULL,
  deleted_by TEXT NOT NULL REFERENCES members (id)
);
CREATE INDEX removed_translations_verdict ON removed_translations (verdict);
CREATE TABLE removed_paragraphs (
  removed TEXT NOT NULL REFERENCES removed_translations (id),
  number TEXT NOT NULL,
  body TEXT NOT NULL,
  anchor TEXT NOT NULL,
  author TEXT NOT NULL REFERENCES members (id),
  written_at TEXT NOT NULL,
  PRIMARY KEY (removed, number)
);
