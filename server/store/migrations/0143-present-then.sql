-- How many were present at a workshop, kept when attendance goes: numbers by organisation, as JSON.
ALTER TABLE workshops ADD COLUMN present TEXT;
-- Until now minutes counted whoever had a seat; from now on who was there is read from attendance alone.
INSERT INTO workshop_presence (seat, day)
SELECT workshop_seats.id, substr(max(workshop_seats.at, begun.at), 1, 10) FROM workshop_seats
JOIN members ON members.id = workshop_seats.member
JOIN (SELECT workshop, min(began_at) AS at FROM workshop_steps WHERE began_at IS NOT NULL GROUP BY workshop) AS begun
  ON begun.workshop = workshop_seats.workshop
WHERE members.guest IS NULL AND NOT (members.removed_at IS NOT NULL AND members.email IS NULL)
  AND NOT EXISTS (SELECT 1 FROM workshop_presence WHERE workshop_presence.seat = workshop_seats.id);
