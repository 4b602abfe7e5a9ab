import type { StepPassage } from "../../../schema/domain/workshop/workshop.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { t } from "../../i18n/t.ts";
import { numbersFromTo } from "../slip/coding-texts.ts";
import { paragraphsOf, readOpen } from "../coram-step-passages.ts";

type Passage = Pick<StepPassage, "anchor" | "verdict">;

/** A passage by its verdict and paragraphs, and the way to it. */
export interface PassagePlace {
  words: string;
  href: string;
}

export const passageKey = ({ verdict, anchor }: Passage): string => JSON.stringify([verdict, anchor]);

/** Where passages stand now, each by its key; those that one may not read, or of which nothing is left, are left out. */
export async function readPlaces(
  passages: readonly Passage[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, PassagePlace>> {
  const places = new Map<string, PassagePlace>();
  for (const id of new Set(passages.map(({ verdict }) => verdict))) {
    const view = await readOpen(id, signal);
    if (!view) continue;
    for (const passage of passages.filter(({ verdict }) => verdict === id)) {
      const [first] = resolveAnchor(passage.anchor, view.maps, view.revision.number).ranges;
      const numbers = paragraphsOf(view, passage.anchor).flatMap(({ number }) => number ?? []);
      if (!first) continue;
      const number = numbersFromTo(numbers);
      const words = [view.verdict.caseNumber, number && t("workshop.paragraph", { number })].filter(Boolean).join(" ");
      places.set(passageKey(passage), { words, href: `/verdicts/${id}?at=${first.start}` });
    }
  }
  return places;
}
