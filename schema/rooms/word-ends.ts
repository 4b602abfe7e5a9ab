import { z } from "zod";

const At = z.int().nonnegative();

/**
 * Where words of a shared text begin and end, whatever is written around and between them: Yjs client and clock of their first letter,
 * then of their last. One value, so that it changes as a whole.
 */
export const WordEnds = z.tuple([At, At, At, At]);
export type WordEnds = z.infer<typeof WordEnds>;
