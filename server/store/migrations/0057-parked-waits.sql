-- A guest's question is seen by who leads first: it waits until it is let in.
ALTER TABLE workshop_parked ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;
