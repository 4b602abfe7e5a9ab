import type { Round } from "../../schema/agreement/round.ts";
import type { CategoryId, VerdictId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import { hasReached, type Verdict } from "../../schema/domain/verdict.ts";
import { KEY_SETTERS } from "../../schema/domain/workshop/calibration.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { ShownPassage, ShownStep, ShownWorkshop } from "../../schema/protocol/http/workshops/attending.ts";
import type { Calibration } from "../../schema/protocol/http/workshops/calibration.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { Range, Revision } from "../../schema/text/revision.ts";
import { isCounted, isKeySaid, revealedPasses, slipsIn } from "../access/visible-slips.ts";
import type { Deps } from "../deps.ts";
import type { Store } from "../store/store.ts";
import type { SlipRow } from "../store/workshops/slip-store.ts";
import type { WorkshopRow } from "../store/workshops/workshop-store.ts";
import { type FoundTranslation, readTranslations } from "../translations/of-passage.ts";
import { namesGone } from "../methodology/names-gone.ts";
import { readPaper } from "./paper/read-paper.ts";
import { calibrationOf } from "./read-calibration.ts";
import { keySays } from "./key-distance.ts";
import { readReveals, type PassageNow } from "./read-reveals.ts";
import { runningStep } from "./running-step.ts";
import { showBallot, type Viewer } from "./show-ballot.ts";
import { showAtWork, showTables } from "./show-tables.ts";
import { tellWorkshop } from "./tell-workshop.ts";
import { readUnsaid, sayable, sayableTitle, type Unsaid } from "./unsaid.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "agreement" | "clock" | "realtime" | "secretVotes" | "store">;

/** What guests and screens are shown of a workshop: the running step, of verdicts that are open to guests; no person, case number or court. */
export async function showWorkshop(deps: Needs, workshop: WorkshopRow, viewer: Viewer = null): Promise<ShownWorkshop> {
  const { store, clock } = deps;
  const { title, state, days, languages, version } = workshop;
  const [verdicts, unsaid] = await Promise.all([store.verdicts.all(), readUnsaid(store)]);
  const seats = await store.workshops.seats(workshop.id);
  const seat = seats.find(({ member }) => member === viewer?.id) ?? null;
  const step = runningStep(workshop, seat?.id);
  const { endsAt = null } = runningStep(workshop) ?? {};
  const table = workshop.tables.find(({ work }) => work === step) ?? null;
  const isClosed = (each: VerdictId): boolean => !isOpenIn(verdicts, each);
  const titleOf = titlesFor(verdicts, unsaid);
  const tables = step && (await showTables(store, workshop, step, { isClosed, unsaid }));
  const decided = (tables ?? []).flatMap(({ decisions }) => decisions.flatMap(({ categories }) => categories));
  // Where what their table works on has no clock, that of all tables.
  const now = step && { ...step, endsAt: step.endsAt ?? endsAt };
  return {
    title: sayable(title, unsaid) ?? "",
    state,
    days,
    languages,
    version,
    seats: (table ?? { seats }).seats.length,
    begins: workshop.begins,
    country: workshop.country,
    agenda: showAgenda(workshop, { isClosed, titleOf }),
    step: now && (await showStep(deps, workshop, now, { verdicts, titleOf, decided })),
    tables,
    atWork: showAtWork(workshop, { isClosed, unsaid }),
    // Of a step that they do not read they learn kind and minutes.
    ballot: step?.passages.some(({ verdict }) => isClosed(verdict))
      ? null
      : await showBallot(deps, workshop, { viewer, table: table?.id ?? null }, unsaid),
    now: clock().toISOString(),
  };
}

type TitleOf = (title: string) => string | null;

/** Titles as guests and screens are told them: one that names a verdict which is not open to them is not told, whatever it is about. */
function titlesFor(verdicts: readonly Verdict[], unsaid: Unsaid): TitleOf {
  const closed = verdicts.filter(({ id }) => !isOpenIn(verdicts, id));
  const numbers: Unsaid = { verdicts: closed.map(({ caseNumber }) => ({ caseNumber, court: "" })), members: [] };
  return (title) => (sayable(title, numbers) === null ? null : sayableTitle(title, unsaid));
}

/** What comes when, as guests and screens may know: of a step that they will not read kind and minutes. */
function showAgenda(
  { step: now, steps }: WorkshopRow,
  { isClosed, titleOf }: { isClosed: (verdict: VerdictId) => boolean; titleOf: TitleOf },
): ShownWorkshop["agenda"] {
  return steps.map(({ id, kind, title, minutes, day, beganAt, endedAt, passages }) => ({
    kind,
    title: passages.some(({ verdict }) => isClosed(verdict)) ? null : titleOf(title),
    minutes,
    day,
    beganAt,
    endedAt,
    isNow: id === now,
  }));
}

/** Whether guests may read it. */
export function isOpenIn(verdicts: readonly Verdict[], id: VerdictId): boolean {
  return verdicts.some((each) => each.id === id && hasReached(each.stage, "cleared-for-guests"));
}

async function showStep(
  deps: Pick<Deps, "agreement" | "realtime" | "store">,
  workshop: WorkshopRow,
  step: Step,
  { verdicts, titleOf, decided }: { verdicts: readonly Verdict[]; titleOf: TitleOf; decided: readonly CategoryId[] },
): Promise<ShownStep> {
  const { store } = deps;
  const { id, kind, minutes, phase, pass, endsAt } = step;
  const isOpen = (verdict: VerdictId): boolean => isOpenIn(verdicts, verdict);
  const kept = step.passages.filter(({ verdict }) => !isOpen(verdict)).length;
  // Where they read none of its words they learn kind and minutes; beside passages that they read they code as everybody does.
  const hides = kept > 0 && kept === step.passages.length;
  const slips = await store.slips.ofStep(id);
  const passages = await showPassages(store, step, verdicts);
  const places: PassageNow[] = [];
  for (const shown of passages) places.push({ ...shown, maps: await store.verdicts.maps(shown.verdict) });
  const counted = hides ? [] : slips.filter(isCounted);
  const reveals = await readReveals(store, places, {
    counted,
    passes: hides ? [] : revealedPasses(slips),
    readable: [],
    left: { groups: [], figures: null },
  });
  const groups = reveals.at(-1)?.groups ?? [];
  return {
    id,
    kind,
    minutes,
    title: kept > 0 ? null : titleOf(step.title),
    kept,
    phase,
    pass,
    endsAt,
    passages,
    edition: hides ? null : await namesIn(store, step, [...countedIn(groups), ...decided]),
    handedIn: slipsIn(slips, step).length,
    groups,
    calibration: kind === "calibrate" ? await calibrationNow(deps, workshop, places, counted) : null,
    key: kind === "calibrate" && !hides ? await showKey(store, step, places, slips) : null,
    paper: hides ? null : await showPaper(store, workshop, step, passages),
  };
}

function countedIn(groups: ShownStep["groups"]): CategoryId[] {
  return groups.flatMap(({ passages }) =>
    passages.flatMap(({ categories }) => categories.map(({ category }) => category)),
  );
}

/** What categories are called of which something is told, in the order of the step's edition; those that are in it no more come last. */
async function namesIn(
  store: Pick<Store, "methodologies" | "slips">,
  step: Pick<Step, "edition">,
  told: readonly CategoryId[],
): Promise<ShownStep["edition"]> {
  const edition = step.edition === null ? null : await store.slips.edition(step.edition);
  if (!edition) return null;
  const { categories } = edition.content;
  const isTold = new Set(told);
  const named = [...categories, ...(isTold.size === 0 ? [] : await namesGone(store, categories))]
    .filter(({ id }) => isTold.has(id))
    .map(({ id, code, label }) => ({ id, code, label }));
  return { number: edition.number, named };
}

/** What is told of the key of the newest pass once it is revealed. */
async function showKey(
  { slips: store }: Pick<Store, "slips">,
  { id }: Pick<Step, "id">,
  places: readonly PassageNow[],
  slips: readonly SlipRow[],
): Promise<ShownStep["key"]> {
  const pass = Math.max(0, ...revealedPasses(slips));
  if (pass === 0) return null;
  const keys = slips.filter((slip) => slip.pass === pass && isKeySaid(slip));
  const said = keySays(keys, await store.tags(keys.map((slip) => slip.id)), places);
  const { length: setters } = await store.keySetters(id);
  const alike = said.filter(({ categories }) => categories !== null).length;
  return { setters, passages: keys.length === KEY_SETTERS ? alike : null, of: places.length };
}

/** How far a group agrees, where that is computed: nobody waits for it who waits for an agenda and a vote, and all are told once it is. */
function calibrationNow(
  { agreement, ...deps }: Pick<Deps, "agreement" | "realtime" | "store">,
  { id, rule }: WorkshopRow,
  places: readonly PassageNow[],
  counted: readonly SlipRow[],
): Promise<Calibration | null> {
  // Where the server stops meanwhile nobody is there to be told.
  const told = (): void => void tellWorkshop(deps, id).catch(() => {});
  const now = { figures: (key: string, round: () => Round) => agreement.figuresNow(key, round, told) };
  return calibrationOf({ store: deps.store, agreement: now }, places, counted, rule);
}

/** What was counted by hand, with the categories that it is of. */
async function showPaper(
  store: Store,
  workshop: WorkshopRow,
  step: Step,
  passages: readonly ShownPassage[],
): Promise<ShownStep["paper"]> {
  const paper = await readPaper(store, workshop, step, passages);
  if (!paper?.counts) return null;
  const crossed = new Set(
    paper.counts.passages.flatMap(({ categories }) => categories.map(({ category }) => category)),
  );
  return { ...paper, categories: paper.categories.filter(({ id }) => crossed.has(id)) };
}

/** The passages of a step that are open to guests, as they read them. */
export async function showPassages(
  store: Store,
  step: Pick<Step, "passages">,
  verdicts: readonly Verdict[],
): Promise<ShownPassage[]> {
  const passages: ShownPassage[] = [];
  for (const passage of step.passages) {
    const verdict = isOpenIn(verdicts, passage.verdict) && verdicts.find((each) => each.id === passage.verdict);
    const shown = verdict && (await showPassage(store, verdict, passage));
    if (shown) passages.push(shown);
  }
  return passages;
}

/** Its words as they are now, with what translates these very words: a longer stretch is not theirs to read. */
async function showPassage(
  store: Store,
  verdict: Verdict,
  { id, anchor }: Step["passages"][number],
): Promise<ShownPassage | null> {
  const [revision, maps, translations] = await Promise.all([
    store.verdicts.revision(verdict.id),
    store.verdicts.maps(verdict.id),
    readTranslations(store, verdict.id, { audiences: ["review"], layers: [] }),
  ]);
  if (!revision || revision.number < anchor.revision) return null;
  const { ranges } = resolveAnchor(anchor, maps, revision.number);
  const exact = (of: readonly Range[]): FoundTranslation[] => translations(of).filter(({ isExact }) => isExact);
  const ofAll = exact(ranges);
  const pieces = piecesOf(revision, ranges);
  const paragraphs = pieces.map((piece, i) => {
    const range = { start: piece.start, end: piece.start + piece.text.length };
    const own =
      pieces.length === 1 ? [] : exact([range]).filter((each) => !ofAll.some((all) => all.language === each.language));
    const found = [...own, ...(i === pieces.length - 1 ? ofAll : [])];
    return { ...piece, translations: found.map(({ language, text, isStale }) => ({ language, text, isStale })) };
  });
  return {
    id,
    verdict: verdict.id,
    revision: revision.number,
    ranges,
    maps: maps.filter(({ from }) => from >= anchor.revision),
    lang: langOf(verdict.language, verdict.script),
    paragraphs,
  };
}

function piecesOf(
  { text, blocks }: Revision,
  ranges: readonly Range[],
): Omit<ShownPassage["paragraphs"][number], "translations">[] {
  return blocks.flatMap((block, i) =>
    block.kind === "page"
      ? []
      : ranges.flatMap(({ start, end }) => {
          const [from, to] = [Math.max(start, block.start), Math.min(end, block.end)];
          return from < to ? [{ block: i, number: block.number, start: from, text: text.slice(from, to) }] : [];
        }),
  );
}
