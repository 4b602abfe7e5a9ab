-- What came of a recommendation of an approved document, as somebody found out; the highest number holds.
CREATE TABLE recommendation_states (
  output TEXT NOT NULL REFERENCES outputs (id),
  -- Of the leading document.
  block TEXT NOT NULL,
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  -- Since when, and from where one knows.
  date TEXT,
  source TEXT NOT NULL,
  -- When it was sent to whom it addresses, and when somebody is to ask what came of it.
  sent TEXT,
  due TEXT,
  said_by TEXT NOT NULL REFERENCES members (id),
  said_at TEXT NOT NULL,
  PRIMARY KEY (output, block, number)
) WITHOUT ROWID;
