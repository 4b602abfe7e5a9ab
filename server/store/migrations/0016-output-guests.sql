-- Guests of outputs, and the discussion that they share with members; the one that was there is the members' own.
ALTER TABLE invitations ADD COLUMN output TEXT REFERENCES outputs (id);
CREATE INDEX invitations_output ON invitations (output);

INSERT INTO rooms (id, kind, audience, output)
SELECT lower(hex(randomblob(11))), 'discussion', 'review', id FROM outputs;
