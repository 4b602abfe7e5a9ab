-- Units that a coder proposes in a blind round. The label of such a row is its id, so that it is nobody's and tells nobody
-- anything; `proposed_label` is what its proposer sees. All three are null for a unit that is set.
ALTER TABLE units ADD COLUMN proposed_by TEXT REFERENCES members (id);
ALTER TABLE units ADD COLUMN proposed_in TEXT REFERENCES rounds (id);
ALTER TABLE units ADD COLUMN proposed_label TEXT;
