import { z } from "zod";
import { UnitId } from "../../domain/ids.ts";
import { UnitKind } from "../../domain/unit.ts";

/** POST /api/verdicts/:id/units → Unit, 201; the server gives the label. DELETE /api/verdicts/:id/units/:unit: 409 `unit-in-use`. */
export const UnitPost = z.object({ kind: UnitKind });

/**
 * POST /api/verdicts/:id/units/proposals → Unit: by a coder of a blind round; others see it after the reveal. `again`: one that the
 * asker proposed in a round that was called off; it keeps its id, which answers name, and is no draft any more. `not-found` where it is
 * none of theirs.
 */
export const UnitProposal = UnitPost.extend({ again: UnitId.optional() });

/** POST /api/verdicts/:id/units/:unit/accept → Unit under a label of its own. No body. DELETE /api/verdicts/:id/units/:unit/proposal turns it down. */

/** POST /api/verdicts/:id/units/:unit/merge → 204: the proposed unit is that one. `unit-in-use` where a coder answered for both. */
export const UnitMerge = z.object({ into: UnitId });
