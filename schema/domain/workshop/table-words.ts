import { z } from "zod";

/** Tables that a step may have, and how much is typed of them. */
export const TABLE_LIMITS = { tables: 12, name: 60, question: 300, words: 1000 } as const;

/** Typed by who leads, or plans; a table without one is called by its number. */
export const TableName = z.string().trim().max(TABLE_LIMITS.name);

/** What a table is asked, beside coding its passages; empty where it is asked nothing more. */
export const TableQuestion = z.string().trim().max(TABLE_LIMITS.question);
