-- Of a version that was kept before much was taken out: how much, and of whose work, as JSON; null for all others.
ALTER TABLE output_versions ADD COLUMN took TEXT;
