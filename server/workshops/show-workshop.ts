import type { VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { hasReached, type Verdict } from "../../schema/domain/verdict.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { ShownPassage, ShownStep, ShownWorkshop } from "../../schema/protocol/http/workshops/attending.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { Revision } from "../../schema/text/revision.ts";
import type { Deps } from "../deps.ts";
import type { Store } from "../store/store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { translationsOf } from "../translations/of-passage.ts";
import { readReveals, type PassageNow } from "./read-reveals.ts";
import { runningStep } from "./running-step.ts";

/** What guests and screens are shown of a workshop: the running step, of verdicts that are open to guests; no person, case number or court. */
export async function showWorkshop(
  { store, clock }: Pick<Deps, "clock" | "store">,
  workshop: WorkshopRow,
): Promise<ShownWorkshop> {
  const { title, state, days, languages, version } = workshop;
  const verdicts = await store.verdicts.all();
  const step = runningStep(workshop);
  return {
    title: withoutNumbers(title, verdicts) ?? "",
    state,
    days,
    languages,
    version,
    seats: (await store.workshops.seats(workshop.id)).length,
    step: step && (await showStep(store, step, verdicts)),
    now: clock().toISOString(),
  };
}

async function showStep(store: Store, step: Step, verdicts: readonly Verdict[]): Promise<ShownStep> {
  const { id, kind, minutes, phase, pass, endsAt } = step;
  const isOpen = (verdict: VerdictId): boolean =>
    verdicts.some((each) => each.id === verdict && hasReached(each.stage, "cleared-for-guests"));
  const open = step.passages.filter(({ verdict }) => isOpen(verdict));
  const hides = open.length < step.passages.length;
  const slips = await store.slips.ofStep(id);
  const places: PassageNow[] = [];
  const passages: ShownPassage[] = [];
  for (const passage of open) {
    const verdict = verdicts.find((each) => each.id === passage.verdict);
    const [revision, maps] = await Promise.all([
      store.verdicts.revision(passage.verdict),
      store.verdicts.maps(passage.verdict),
    ]);
    if (!verdict || !revision) continue;
    const { ranges } = resolveAnchor(passage.anchor, maps, revision.number);
    places.push({ id: passage.id, verdict: verdict.id, revision: revision.number, ranges, maps });
    const found = await translationsOf(store, verdict.id, { audiences: ["review"], layers: [] }, passage.anchor);
    passages.push({
      id: passage.id,
      verdict: verdict.id,
      revision: revision.number,
      lang: langOf(verdict.language, verdict.script),
      paragraphs: paragraphsOf(revision, ranges),
      translations: found.map(({ language, text }) => ({ language, text })),
    });
  }
  const counted = hides ? [] : slips.filter(({ frozenAt }) => frozenAt !== null);
  const reveals = await readReveals(store, places, { counted, readable: [], handedIn: 0 });
  const edition = step.edition === null || hides ? null : await store.slips.edition(step.edition);
  return {
    id,
    kind,
    minutes,
    title: hides ? null : withoutNumbers(step.title, verdicts),
    phase,
    pass,
    endsAt,
    passages,
    edition: edition && { number: edition.number, content: withoutExamples(edition.content, isOpen) },
    handedIn: slips.filter((slip) => slip.pass === pass && slip.handedInAt !== null).length,
    groups: reveals.at(-1)?.groups ?? [],
  };
}

/** Titles are typed by members, who name verdicts in them. */
function withoutNumbers(title: string, verdicts: readonly Verdict[]): string | null {
  const tells = verdicts.some(
    ({ caseNumber, court }) =>
      (caseNumber.trim() !== "" && title.includes(caseNumber.trim())) ||
      (court.trim() !== "" && title.includes(court.trim())),
  );
  return tells ? null : title;
}

/** Examples are passages of verdicts: of one that is not open to guests they are told none, nor whose it was. */
function withoutExamples(content: MethodologyContent, isOpen: (verdict: VerdictId) => boolean): MethodologyContent {
  return {
    ...content,
    categories: content.categories.map((category) =>
      category.exampleFrom && isOpen(category.exampleFrom.verdict)
        ? { ...category, nearMiss: {} }
        : { ...category, example: {}, exampleFrom: null, nearMiss: {} },
    ),
  };
}

function paragraphsOf({ text, blocks }: Revision, ranges: PassageNow["ranges"]): ShownPassage["paragraphs"] {
  return blocks.flatMap((block, i) =>
    block.kind === "page"
      ? []
      : ranges.flatMap(({ start, end }) => {
          const [from, to] = [Math.max(start, block.start), Math.min(end, block.end)];
          return from < to ? [{ block: i, number: block.number, start: from, text: text.slice(from, to) }] : [];
        }),
  );
}
