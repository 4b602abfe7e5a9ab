-- That a member sat in a workshop on a day while a step ran, whatever they say of their name. Hidden where the host erased them.
CREATE TABLE workshop_presence (
  seat TEXT NOT NULL REFERENCES workshop_seats (id),
  day TEXT NOT NULL,
  hidden INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (seat, day)
);

-- Somebody who came without a device, as the host wrote them down. They have no seat; their id is one for the routes.
CREATE TABLE workshop_attendance_by_hand (
  seat TEXT PRIMARY KEY,
  workshop TEXT NOT NULL REFERENCES workshops (id),
  day TEXT NOT NULL,
  -- Name and organisation, under the workshop's key.
  sealed TEXT NOT NULL,
  remote INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  confirmed_at TEXT
);
CREATE INDEX workshop_attendance_by_hand_workshop ON workshop_attendance_by_hand (workshop);
