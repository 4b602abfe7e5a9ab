-- When each member last opened a verdict or a document on its page. Written with the entry of the audit log that says so, which would
-- have to be read from end to end for it.
CREATE TABLE opened_verdicts (
  member TEXT NOT NULL REFERENCES members (id),
  verdict TEXT NOT NULL REFERENCES verdicts (id),
  at TEXT NOT NULL,
  PRIMARY KEY (member, verdict)
) WITHOUT ROWID;
CREATE INDEX opened_verdicts_verdict ON opened_verdicts (verdict);

CREATE TABLE opened_outputs (
  member TEXT NOT NULL REFERENCES members (id),
  output TEXT NOT NULL REFERENCES outputs (id),
  at TEXT NOT NULL,
  PRIMARY KEY (member, output)
) WITHOUT ROWID;

CREATE TABLE opened_methodologies (
  member TEXT NOT NULL REFERENCES members (id),
  methodology TEXT NOT NULL REFERENCES methodologies (id),
  at TEXT NOT NULL,
  PRIMARY KEY (member, methodology)
) WITHOUT ROWID;

-- Members who have put their first steps away.
CREATE TABLE hidden_steps (member TEXT PRIMARY KEY REFERENCES members (id));

-- Until now reading a verdict did not say whether its page was opened.
INSERT INTO opened_verdicts (member, verdict, at)
SELECT audit.actor, verdicts.id, MAX(audit.at) FROM audit
  JOIN members ON members.id = audit.actor
  JOIN verdicts ON verdicts.id = audit.subject ->> '$.verdict'
WHERE audit.action = 'verdict.read' GROUP BY 1, 2;

INSERT INTO opened_outputs (member, output, at)
SELECT audit.actor, outputs.id, MAX(audit.at) FROM audit
  JOIN members ON members.id = audit.actor
  JOIN outputs ON outputs.id = audit.subject ->> '$.output'
WHERE audit.action = 'output.read' AND audit.subject ->> '$.opened' GROUP BY 1, 2;
