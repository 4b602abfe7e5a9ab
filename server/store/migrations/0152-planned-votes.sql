-- A vote that asks what was made ready for its step, whatever was changed of it as it was opened. Before, that was told by its words.
ALTER TABLE workshop_ballots ADD COLUMN planned INTEGER NOT NULL DEFAULT 0;
UPDATE workshop_ballots SET planned = 1
  WHERE of_table IS NULL AND words = (
    SELECT json_extract(prepared, '$.question.words') FROM workshop_steps WHERE workshop_steps.id = workshop_ballots.step
  );
