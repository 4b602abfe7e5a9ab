import { z } from "zod";
import { LayerId, MemberId, RoundId } from "../../../../schema/domain/ids.ts";
import type { CoderRow } from "../../round-store.ts";

/** Of a coder's assignment, with what their layer says. */
export const CoderColumns = z
  .object({
    round: RoundId,
    member: MemberId,
    due: z.string().nullable(),
    assigned_by: MemberId,
    layer: LayerId,
    frozen_at: z.string().nullable(),
    unfinished: z.int(),
    has_begun: z.int(),
    seen: z.string(),
    reminded_by: MemberId.nullable(),
    reminded_at: z.string().nullable(),
  })
  .transform(
    ({
      assigned_by: assignedBy,
      frozen_at,
      unfinished,
      has_begun,
      reminded_by: by,
      reminded_at: at,
      round: _round,
      ...row
    }): CoderRow => ({
      ...row,
      assignedBy,
      reminded: by !== null && at !== null ? { by, at } : null,
      frozenAt: frozen_at,
      isUnfinished: unfinished === 1,
      hasBegun: has_begun === 1,
    }),
  );
