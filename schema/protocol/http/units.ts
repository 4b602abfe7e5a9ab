import { z } from "zod";
import { UnitKind } from "../../domain/unit.ts";

/** POST /api/verdicts/:id/units → Unit, 201; the server gives the label. DELETE /api/verdicts/:id/units/:unit: 409 `unit-in-use`. */
export const UnitPost = z.object({ kind: UnitKind });
