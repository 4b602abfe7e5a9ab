import type { RoundAgreement } from "../../schema/agreement/agreement-of.ts";
import type { Round, RoundAnswer, RoundSpan } from "../../schema/agreement/round.ts";
import type { CategoryId } from "../../schema/domain/ids.ts";
import { readCalibration } from "../../schema/domain/workshop/calibration.ts";
import { areShown } from "../../schema/domain/workshop/slip-counts.ts";
import type { Calibration } from "../../schema/protocol/http/workshops/calibration.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { Range } from "../../schema/text/revision.ts";
import type { SlipTagRow } from "../store/rows.ts";
import type { Store } from "../store/store.ts";
import type { SlipRow } from "../store/workshops/slip-store.ts";
import type { PassageNow } from "./read-reveals.ts";

const QUESTION = "categories";

interface Figures {
  /** Null where who asks does not wait for them. */
  figures(key: string, round: () => Round): Promise<RoundAgreement> | RoundAgreement | null;
}

/**
 * How far members agree who coded a step's passages in silence; null where none of its passes is revealed, or too few slips are, and where
 * its figures are not there.
 */
export async function calibrationOf(
  { store, agreement }: { store: Pick<Store, "people" | "slips">; agreement: Figures },
  passages: readonly PassageNow[],
  counted: readonly SlipRow[],
  rule: number,
): Promise<Calibration | null> {
  const pass = Math.max(0, ...counted.map((slip) => slip.pass));
  const guests = new Set((await store.people.members()).flatMap(({ id, guest }) => (guest ? [id] : [])));
  const slips = counted.filter((slip) => slip.pass === pass && !guests.has(slip.member));
  if (slips.length < 2 || passages.length === 0 || !areShown(slips)) return null;
  const marks = await store.slips.tags(slips.map(({ id }) => id));
  const key = ["slips", ...slips.map(({ id }) => id).sort(), ...passages.map(({ id, revision }) => id + revision)];
  const figures = await agreement.figures(key.join(" "), () => roundOf(passages, slips, marks));
  if (!figures) return null;
  const [asked] = figures.questions;
  const category = { value: null, interval: null, ...asked?.scaled };
  const place = figures.all.passages.u;
  const reading = readCalibration({ ...category, n: passages.length }, rule);
  return { pass, passages: passages.length, coders: slips.length, rule, category, place, ...reading };
}

/** Each passage is a unit of one question, whose answer is the set of categories; all passages together are one text. */
function roundOf(passages: readonly PassageNow[], slips: readonly SlipRow[], marks: readonly SlipTagRow[]): Round {
  const answers: RoundAnswer[] = [];
  const spans: RoundSpan[] = [];
  let length = 0;
  for (const passage of passages) {
    const { id, verdict, revision, maps, ranges } = passage;
    for (const { id: coder } of slips) {
      const categories = new Set<string>();
      for (const mark of marks) {
        if (mark.slip !== coder || mark.verdict !== verdict || mark.anchor.revision > revision) continue;
        const marked = within(resolveAnchor(mark.anchor, maps, revision).ranges, ranges);
        if (marked.length > 0) categories.add(mark.category);
        for (const [i, { start, end }] of marked.entries()) {
          const part = i > 0 ? { isPart: true } : {};
          spans.push({ coder, start: length + start, end: length + end, category: mark.category, ...part });
        }
      }
      answers.push({ coder, question: QUESTION, unit: id, value: [...categories].sort() });
    }
    length += ranges.reduce((sum, { start, end }) => sum + end - start, 0);
  }
  const coders = slips.map(({ id }) => id as string);
  const verdict = { id: "passages", country: "", language: "", length, coders, spans, answers };
  return { verdicts: [verdict], questions: [{ id: QUESTION, scale: "set" }] };
}

/** The categories that a slip puts on a passage, sorted. */
export function setsOf(passage: PassageNow, slip: string, marks: readonly SlipTagRow[]): CategoryId[] {
  const { verdict, revision, maps, ranges } = passage;
  const found = marks.filter(
    (mark) =>
      mark.slip === slip &&
      mark.verdict === verdict &&
      mark.anchor.revision <= revision &&
      within(resolveAnchor(mark.anchor, maps, revision).ranges, ranges).length > 0,
  );
  return [...new Set(found.map(({ category }) => category))].sort();
}

/** Where marked words lie in a passage, in units from its beginning; its parts stand one behind the other. */
function within(marked: readonly Range[], passage: readonly Range[]): Range[] {
  const out: Range[] = [];
  let before = 0;
  for (const part of passage) {
    for (const { start, end } of marked) {
      const [from, to] = [Math.max(start, part.start), Math.min(end, part.end)];
      if (from < to) out.push({ start: before + from - part.start, end: before + to - part.start });
    }
    before += part.end - part.start;
  }
  return out;
}
