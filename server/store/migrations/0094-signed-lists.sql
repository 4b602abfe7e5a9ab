-- Until when the lists that people signed on paper are kept for the donor, as their form says.
ALTER TABLE workshops ADD COLUMN signed_until TEXT;
