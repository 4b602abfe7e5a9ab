-- What a vote asked is put off once. Of those that were put off twice the first stays the vote's.
UPDATE workshop_parked SET ballot = NULL WHERE ballot IS NOT NULL
  AND rowid NOT IN (SELECT min(rowid) FROM workshop_parked WHERE ballot IS NOT NULL GROUP BY ballot);
CREATE UNIQUE INDEX workshop_parked_ballot ON workshop_parked (ballot) WHERE ballot IS NOT NULL;
