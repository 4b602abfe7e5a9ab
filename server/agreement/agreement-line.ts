import { agreementWords, fillWords } from "../../schema/agreement/words/words.ts";
import { figureOf } from "../../schema/agreement/reading.ts";
import type { Actor } from "../../schema/domain/can.ts";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import { AgreementFigures } from "../../schema/protocol/http/agreement.ts";
import type { Store } from "../store/store.ts";
import type { Agreement } from "./compute.ts";
import { newestRounds } from "./frozen-rounds.ts";
import { figureLine } from "../export/agreement/figure-line.ts";
import { numbersOf, readTogether } from "./view-agreement.ts";

/**
 * How far those agree who read some verdicts, in a line: which passages matter and which category they are, each with its word,
 * value, range and number. Null where no round of them was compared.
 */
export async function agreementLine(
  store: Store,
  agreement: Agreement,
  actor: Actor,
  verdicts: ReadonlySet<VerdictId>,
  language: UiLanguage,
): Promise<string | null> {
  const [inForce, newest] = await Promise.all([store.methodologies.current(), newestRounds(store, actor, {})]);
  const rounds = newest.filter(({ verdict }) => verdicts.has(verdict.id));
  if (!inForce || rounds.length === 0) return null;
  const read = await readTogether(store, inForce, rounds);
  if (read.rounds.length === 0) return null;
  const { all } = AgreementFigures.parse(await agreement.figures(read.key, () => numbersOf(read)));
  const words = agreementWords(language);
  const figures = (["matter", "category"] as const).map(
    (name) => `${words.figures[name].name}: ${figureLine(figureOf(all, name), language)}`,
  );
  return [...figures, fillWords(words.n.verdicts, { n: all.verdicts })].join("; ");
}
