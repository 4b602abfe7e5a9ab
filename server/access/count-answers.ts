import type { Actor } from "../../schema/domain/can.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { sheetProgress } from "../../schema/domain/methodology/sheet-progress.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Store } from "../store/store.ts";
import type { TagCount } from "./count-tags.ts";
import { visibleUnits } from "./visible-units.ts";

/**
 * How many of the questions that are asked are answered in the layers that `countTags` counted: fewest and most of its coders where
 * nothing is settled. Null where that is hidden, and without questions.
 */
export async function countAnswers(
  store: Pick<Store, "names" | "passages" | "verdicts">,
  actor: Actor | null,
  verdict: Verdict,
  { standing, layers }: Pick<TagCount, "standing" | "layers">,
  methodology: MethodologyVersion | null,
): Promise<{ min: number; max: number; of: number } | null> {
  const isHidden = standing.state === "blind" || standing.state === "in-preparation";
  if (isHidden || !methodology || methodology.content.questions.length === 0) return null;
  const ids = layers.map(({ id }) => id);
  const [units, rows] = await Promise.all([
    visibleUnits(store, actor, verdict),
    ids.length > 0 ? store.passages.answers(ids) : [],
  ]);
  // Without any layer all is still to be answered.
  const counted = (ids.length > 0 ? ids : [null]).map((layer) => {
    const given = new Map(
      rows
        .filter((row) => row.layer === layer)
        .map(({ question, subject, value }) => [`${question}/${subject}`, value]),
    );
    return sheetProgress(methodology.content.questions, units, (question, of) => given.get(`${question}/${of}`));
  });
  const answered = counted.map((each) => each.answered);
  return {
    min: Math.min(...answered),
    max: Math.max(...answered),
    of: Math.max(...counted.map(({ asked }) => asked)),
  };
}
