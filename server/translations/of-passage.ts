import type { LayerId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { Audience } from "../../schema/domain/room.ts";
import { resolveMany } from "../../schema/text/anchors.ts";
import { contentBlocks } from "../../schema/text/blocks.ts";
import type { Anchor, EditMap, Range, ResolvedAnchor, Revision } from "../../schema/text/revision.ts";
import { paragraphState } from "../../schema/text/translated-state.ts";
import type { Store } from "../store/store.ts";

/** The translation of a passage. */
export interface FoundTranslation {
  language: UiLanguage;
  text: string;
  /** Whether it translates these very words; else a longer stretch that they are part of. */
  isExact: boolean;
  /** The words were changed since. */
  isStale: boolean;
  author: MemberId;
}

/** What the asker may read: as `visibleAudiences` and `visibleLayers` say. */
export interface ReadableRooms {
  audiences: readonly Audience[];
  layers: readonly LayerId[];
}

/** Finds translations by ranges of the newest revision: one a language, the closest of them. */
export type TranslationsAt = (ranges: readonly Range[]) => FoundTranslation[];

/** The translations of a verdict as documents quote it. */
export interface QuotedTranslations {
  /** Of exactly these words, or of these with tokens for names that stood in them: what a quote of them carries. */
  own: TranslationsAt;
  /** Whether there is one of exactly this passage whose words were corrected since. */
  isOutdated(ranges: readonly Range[], language: UiLanguage): boolean;
  /**
   * What somebody may take the words of a translation from: those of exactly this passage whose words were corrected since, then those
   * of longer stretches, and of ones that meet these words. The closest first.
   */
  around(ranges: readonly Range[], language: UiLanguage): LongerTranslation[];
}

/** The translation of other words than those that are asked about. */
export interface LongerTranslation {
  /** Of this very passage, as its words were before they were corrected. */
  isOfEarlierWords: boolean;
  /** What it translates, in the newest revision. */
  ranges: readonly Range[];
  text: string;
  author: MemberId;
}

interface Candidate extends Omit<FoundTranslation, "isExact" | "isStale"> {
  /** What became of its words since it was written. */
  state: ResolvedAnchor["state"];
  ranges: readonly Range[];
  /** Paragraphs of a full translation stand for the passage only where it is the whole paragraph. */
  isParagraph: boolean;
  at: string;
}

type TranslationReads = Pick<Store, "verdicts" | "passages" | "translations">;

/** Reads all translations of a verdict that the asker may know once, for many passages. */
export async function readTranslations(
  store: TranslationReads,
  verdict: VerdictId,
  rooms: ReadableRooms,
): Promise<TranslationsAt> {
  const candidates = await readCandidates(store, verdict, rooms);
  return (ranges) => closest(candidates, ranges);
}

/** The same for quotes: the translation of a longer stretch is not theirs. */
export async function readQuotedTranslations(
  store: TranslationReads,
  verdict: VerdictId,
  rooms: ReadableRooms,
): Promise<QuotedTranslations> {
  const candidates = await readCandidates(store, verdict, rooms);
  const exact = (ranges: readonly Range[], isOutdated: boolean): Candidate[] =>
    candidates.filter((each) => (each.state === "changed") === isOutdated && isSame(each.ranges, ranges));
  return {
    own: (ranges) => closest(exact(ranges, false), ranges),
    isOutdated: (ranges, language) => exact(ranges, true).some((each) => each.language === language),
    around: (ranges, language) =>
      candidates
        .filter(
          (each) =>
            each.language === language &&
            meets(each.ranges, ranges) &&
            (each.state === "changed" || !isSame(each.ranges, ranges)),
        )
        .toSorted(
          (a, b) =>
            Number(isSame(b.ranges, ranges)) - Number(isSame(a.ranges, ranges)) ||
            Number(covers(b.ranges, ranges)) - Number(covers(a.ranges, ranges)) ||
            lengthOf(a.ranges) - lengthOf(b.ranges) ||
            b.at.localeCompare(a.at),
        )
        .map(({ ranges: of, text, author }) => ({ isOfEarlierWords: isSame(of, ranges), ranges: of, text, author })),
  };
}

async function readCandidates(
  store: TranslationReads,
  verdict: VerdictId,
  { audiences, layers }: ReadableRooms,
): Promise<Candidate[]> {
  const [rows, heads] = await Promise.all([
    store.passages.translations(verdict, audiences, layers),
    store.translations.list(verdict),
  ]);
  const wholes = await Promise.all(heads.map(({ language }) => store.translations.get(verdict, language)));
  // Read last and together: the text is then not older than any anchor on it.
  const [revision, maps] = await Promise.all([store.verdicts.revision(verdict), store.verdicts.maps(verdict)]);
  if (!revision) return [];
  const places = resolveMany(
    rows.map(({ anchor }) => anchor),
    maps,
    revision.number,
  );
  const candidates = rows.flatMap(({ deleted, language, body, author, createdAt }, i): Candidate[] => {
    const place = places[i];
    if (deleted || body.trim() === "" || !place || place === "newer" || place.ranges.length === 0) return [];
    return [
      { language, text: body, state: place.state, author, ranges: place.ranges, isParagraph: false, at: createdAt },
    ];
  });
  for (const whole of wholes) if (whole) candidates.push(...paragraphsOf(whole, revision, maps));
  return candidates;
}

/**
 * The translations of a passage, one a language: of exactly its words, or else of the shortest passage that covers it.
 */
export async function translationsOf(
  store: TranslationReads,
  verdict: VerdictId,
  rooms: ReadableRooms,
  anchor: Anchor,
): Promise<FoundTranslation[]> {
  const at = await readTranslations(store, verdict, rooms);
  const [revision, maps] = await Promise.all([store.verdicts.revision(verdict), store.verdicts.maps(verdict)]);
  const [place] = revision ? resolveMany([anchor], maps, revision.number) : [];
  return place && place !== "newer" ? at(place.ranges) : [];
}

type Whole = NonNullable<Awaited<ReturnType<Store["translations"]["get"]>>>;

function paragraphsOf({ translation, paragraphs }: Whole, revision: Revision, maps: readonly EditMap[]): Candidate[] {
  const blocks = new Map(contentBlocks(revision.blocks).map((block) => [block.number, block]));
  return paragraphs.flatMap(({ number, body, anchor, author, writtenAt }) => {
    const block = blocks.get(number);
    if (!block) return [];
    const state = paragraphState(anchor, block, maps, revision.number);
    const ranges = [{ start: block.start, end: block.end }];
    return [{ language: translation.language, text: body, state, author, ranges, isParagraph: true, at: writtenAt }];
  });
}

function closest(candidates: readonly Candidate[], ranges: readonly Range[]): FoundTranslation[] {
  if (ranges.length === 0) return [];
  const best = new Map<UiLanguage, Candidate & { isExact: boolean }>();
  for (const candidate of candidates) {
    const isExact = isSame(candidate.ranges, ranges);
    if (!isExact && (candidate.isParagraph || !covers(candidate.ranges, ranges))) continue;
    const before = best.get(candidate.language);
    const found = { ...candidate, isExact };
    if (!before || isCloser(found, before)) best.set(candidate.language, found);
  }
  return [...best.values()]
    .map(({ language, text, isExact, state, author }) => ({
      language,
      text,
      isExact,
      isStale: state !== "same",
      author,
    }))
    .toSorted((a, b) => a.language.localeCompare(b.language));
}

/** Exact first, then what somebody wrote of the passage itself, then the shorter, then the newer. */
function isCloser(a: Candidate & { isExact: boolean }, b: Candidate & { isExact: boolean }): boolean {
  if (a.isExact !== b.isExact) return a.isExact;
  if (a.isParagraph !== b.isParagraph) return !a.isParagraph;
  return (lengthOf(a.ranges) - lengthOf(b.ranges) || b.at.localeCompare(a.at)) < 0;
}

function lengthOf(ranges: readonly Range[]): number {
  return ranges.reduce((sum, { start, end }) => sum + end - start, 0);
}

function isSame(a: readonly Range[], b: readonly Range[]): boolean {
  return a.length === b.length && a.every(({ start, end }, i) => start === b[i]?.start && end === b[i]?.end);
}

function covers(outer: readonly Range[], inner: readonly Range[]): boolean {
  return inner.every(({ start, end }) => outer.some((range) => range.start <= start && end <= range.end));
}

function meets(a: readonly Range[], b: readonly Range[]): boolean {
  return a.some((one) => b.some((other) => one.start < other.end && other.start < one.end));
}
