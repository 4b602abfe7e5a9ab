-- What follows a member to every device, and when they set their password; null: as the device has it, and not known.
ALTER TABLE members ADD COLUMN language TEXT;
ALTER TABLE members ADD COLUMN theme TEXT;
ALTER TABLE members ADD COLUMN password_set_at TEXT;
-- The address that an inviter knew: it is proposed to who joins. Lower-cased.
ALTER TABLE invitations ADD COLUMN email TEXT;
