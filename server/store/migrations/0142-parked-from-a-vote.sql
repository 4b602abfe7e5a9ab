-- A question that was put off after a vote on it: which vote that was. Of those before, it is known by their words.
ALTER TABLE workshop_parked ADD COLUMN ballot TEXT REFERENCES workshop_ballots (id);
UPDATE workshop_parked SET ballot = (
  SELECT id FROM workshop_ballots
  WHERE workshop_ballots.workshop = workshop_parked.workshop AND workshop_ballots.words = workshop_parked.words
    AND state = 'closed' AND of_table IS NULL AND ended_at <= workshop_parked.at
  ORDER BY ended_at DESC LIMIT 1
);
