-- How far a coder of a blind round has read: Coram's numbers of the paragraphs that were on their screen, as ranges ("1-211 213 213a").
-- It goes with the reveal.
ALTER TABLE assignments ADD COLUMN seen TEXT NOT NULL DEFAULT '';

-- When somebody became a member, or one again; null where nobody kept that.
ALTER TABLE members ADD COLUMN joined_at TEXT;
UPDATE members SET joined_at = (
  SELECT MAX(at) FROM audit
  WHERE audit.actor = members.id
    AND (audit.action = 'network.setup' OR (audit.action = 'link.use' AND audit.subject ->> '$.kind' = 'member'))
) WHERE guest IS NULL;
