import { z } from "zod";

/**
 * POST /api/outputs/:id/delete → 204. A draft goes for good with all that is of it, and whoever was its guest alone leaves. `output-moved`
 * where number or title are not the output's any more, `output-signed` where it was approved once or bears a signature, `output-leads`
 * where other languages are measured against it.
 */
export const OutputDelete = z.object({ number: z.int().positive(), title: z.string().max(300) });
export type OutputDelete = z.infer<typeof OutputDelete>;
