-- One more at each command that others go by (plan, state, step, phase, minutes, who sits at which table): a command that was given on an
-- older course is refused. Seats and hands, which raise the version alone, keep nobody from going on.
ALTER TABLE workshops ADD COLUMN course INTEGER NOT NULL DEFAULT 1;
