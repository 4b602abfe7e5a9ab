-- A vote among those who sit at a table. One is open at each table, beside one of all.
ALTER TABLE workshop_ballots ADD COLUMN of_table TEXT REFERENCES workshop_tables (id);
CREATE INDEX workshop_ballots_table ON workshop_ballots (of_table);
DROP INDEX workshop_ballots_open;
CREATE UNIQUE INDEX workshop_ballots_open ON workshop_ballots (workshop, ifnull(of_table, '')) WHERE state = 'open';
