-- Whose facilitators run rounds is decided by each organisation for its own verdicts; all begin with what held for the network.
ALTER TABLE organisations ADD COLUMN round_runners TEXT NOT NULL DEFAULT 'owner';
UPDATE organisations SET round_runners = 'all' WHERE EXISTS (SELECT 1 FROM settings WHERE key = 'round-runners' AND value = 'all');
DELETE FROM settings WHERE key = 'round-runners';
