import type { UnitId, VerdictId } from "../../schema/domain/ids.ts";
import { Unit, type UnitKind } from "../../schema/domain/unit.ts";
import { command, request } from "./http.ts";

/** A defendant or victim of a verdict; the server gives the label. */
export const addUnit = (verdict: VerdictId, kind: UnitKind): Promise<Unit> =>
  request("POST", `/api/verdicts/${verdict}/units`, Unit, { kind });
/** Throws unit-in-use where something was answered for it, or its token stands in the text. */
export const removeUnit = (verdict: VerdictId, unit: UnitId): Promise<void> =>
  command("DELETE", `/api/verdicts/${verdict}/units/${unit}`);
