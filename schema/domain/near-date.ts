import { z } from "zod";

/** A time so far away is a slip, or was meant to stand first or last for ever. */
export const CENTURY_MS = 100 * 365.25 * 24 * 3_600_000;

/** A date as a person gives it: not a century away. */
export const NearDate = z.iso.date().refine((date) => Math.abs(Date.parse(date) - Date.now()) < CENTURY_MS);
