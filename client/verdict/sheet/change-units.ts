import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import { proposeUnit } from "../../api/rounds.ts";
import { addUnit, removeUnit } from "../../api/units.ts";
import { t } from "../../i18n/t.ts";
import { unitHere } from "../../i18n/tokens.ts";
import "./answer-act.ts";

/** Adds, proposes or removes a person of a verdict; the words that say so. */
export async function changeUnits(
  verdict: VerdictId,
  units: readonly Unit[],
  act: HTMLElementEventMap["coram-unit-act"]["detail"],
): Promise<string> {
  if (act.kind === "remove") {
    await removeUnit(verdict, act.unit);
    const unit = units.find(({ id }) => id === act.unit);
    return t("sheet.unit-removed", { unit: unit ? unitHere(unit) : "" });
  }
  if (act.kind === "propose")
    return t("rounds.unit-proposed", { unit: unitHere(await proposeUnit(verdict, act.unit)) });
  return t("sheet.unit-added", { unit: unitHere(await addUnit(verdict, act.unit)) });
}
