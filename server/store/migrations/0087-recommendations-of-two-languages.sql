-- Which recommendation of the leading document one says in another language: ids of blocks; null of one that is said here only.
ALTER TABLE recommendations ADD COLUMN pair TEXT;
-- 1: a migration changed what the room's rows hold, and they are made anew before anybody reads them (server/store/verify.ts).
ALTER TABLE rooms ADD COLUMN rows_old INTEGER NOT NULL DEFAULT 0;
UPDATE rooms SET rows_old = 1 WHERE id IN (SELECT room FROM recommendations);
