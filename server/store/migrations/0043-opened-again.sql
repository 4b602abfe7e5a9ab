-- Why an approved document was opened again; '' of everything else.
ALTER TABLE output_statuses ADD COLUMN why TEXT NOT NULL DEFAULT '';
-- Whether papers print a signature with its name (1) or by role (0); of those of before the consent to be named as an author says it.
ALTER TABLE signatures ADD COLUMN named INTEGER;
