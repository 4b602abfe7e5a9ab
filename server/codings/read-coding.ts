import { takesAnswer } from "../../schema/domain/methodology/takes-answer.ts";
import type { AnswerSubject, AnswerValue } from "../../schema/domain/answer.ts";
import {
  AnnotationId,
  newId,
  type LayerId,
  type MemberId,
  type RoomId,
  type VerdictId,
} from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { Unit } from "../../schema/domain/unit.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { CodingFile, LeftOut } from "../../schema/protocol/http/codings.ts";
import type { AnnotationRow, AnswerRow } from "../store/rows.ts";
import { namingNotes } from "./name-in-note.ts";
import { resolveQuote, type QuotedText } from "./resolve-quote.ts";
import { tagWords } from "../../schema/rooms/tag-words.ts";

/** What codings of a verdict are read by. */
export interface CodedVerdict {
  verdict: Pick<Verdict, "id" | "language" | "script">;
  text: QuotedText;
  units: readonly Unit[];
  inForce: MethodologyVersion;
  /** Puts tokens in the place of words that were erased. */
  screen: (verdict: VerdictId, text: string) => string;
}

/** Where the rows go. */
export interface CodedLayer {
  layer: LayerId;
  room: RoomId;
  owner: MemberId;
  at: string;
}

/** Rows of a coder's layer, and what of the file could not be taken. */
export interface ReadCoding {
  annotations: AnnotationRow[];
  answers: AnswerRow[];
  leftOut: LeftOut[];
}

/** A coding as rows of the present text. Nothing is guessed: what does not fit exactly is left out and listed. */
export async function readCoding(of: CodedVerdict, file: CodingFile, target: CodedLayer): Promise<ReadCoding> {
  const leftOut: LeftOut[] = [];
  const places = file.annotations.map(({ category, quote, occurrence }, index) => {
    const isKnown = of.inForce.content.categories.some(({ id, onlyChildren }) => id === category && !onlyChildren);
    const place = isKnown ? resolveQuote(of.text, quote, occurrence) : { why: "category-missing" as const };
    if (!("why" in place)) return place;
    leftOut.push({ part: "annotation", index, why: place.why });
    return null;
  });
  const replaced = places.flatMap((place) => place?.replaced ?? []);
  const noted = file.annotations.flatMap(({ note }, index) => (note && places[index] ? [{ index, note }] : []));
  const written = file.answers.map(({ value }) => (typeof value === "string" ? value : ""));
  const words = [...noted.map(({ note }) => note), ...written];
  const naming = await namingNotes(words, replaced, of.verdict);
  const silent = new Set(noted.filter((_, at) => naming.has(at)).map(({ index }) => index));
  for (const index of silent) leftOut.push({ part: "note", index, why: "names-somebody" });
  const named = new Set([...naming].map((at) => at - noted.length));

  const ids = places.map((place) => (place ? newId(AnnotationId) : null));
  const by = { room: target.room, layer: target.layer, verdict: of.verdict.id, author: target.owner };
  const annotations = file.annotations.flatMap(({ category, note }, index): AnnotationRow[] => {
    const [place, id] = [places[index], ids[index]];
    if (!place || !id) return [];
    return [
      {
        ...by,
        id,
        category,
        version: of.inForce.number,
        anchor: { revision: of.text.revision, ranges: place.ranges },
        ...tagWords({ note: silent.has(index) ? "" : of.screen(of.verdict.id, note) }),
        createdAt: target.at,
        deleted: null,
        lastWriter: target.owner,
      },
    ];
  });
  const answers = readAnswers(of, file, named, leftOut).map(({ index, ...answer }): AnswerRow => ({
    ...by,
    ...answer,
    version: of.inForce.number,
    note: "",
    certainty: "sure",
    evidence: [...new Set((file.answers[index]?.evidence ?? []).flatMap((at) => ids[at] ?? []))]
      .sort()
      .map((id) => ({ id, anchor: null })),
    lastWriter: target.owner,
  }));
  return { annotations, answers, leftOut };
}

type Answer = Pick<AnswerRow, "question" | "subject"> & { value: AnswerValue; index: number };

function readAnswers(of: CodedVerdict, file: CodingFile, named: ReadonlySet<number>, leftOut: LeftOut[]): Answer[] {
  const seen = new Set<string>();
  return file.answers.flatMap(({ question, unit, value }, index): Answer[] => {
    const out = (why: LeftOut["why"]): [] => {
      leftOut.push({ part: "answer", index, why });
      return [];
    };
    const asked = of.inForce.content.questions.find(({ id }) => id === question);
    const subject = subjectOf(of.units, unit);
    if (!asked) return out("question-missing");
    if (subject === null || kindOf(unit) !== asked.perUnit) return out("unit-missing");
    if (!takesAnswer(asked, value)) return out("value-unfit");
    if (asked.type === "text" && named.has(index)) return out("names-somebody");
    if (seen.has(`${question}/${subject}`)) return out("twice");
    seen.add(`${question}/${subject}`);
    // `takesAnswer` has looked at it.
    const taken = value as AnswerValue;
    const words = asked.type === "text" && typeof taken === "string" ? of.screen(of.verdict.id, taken) : taken;
    return [{ question, subject, value: words, index }];
  });
}

const kindOf = (unit: string): "verdict" | Unit["kind"] =>
  unit === "verdict" ? "verdict" : unit.startsWith("d") ? "defendant" : "victim";

/** `d2` is the second defendant in the order of labels: A to Z, then AA; 9 before 10. */
export function subjectOf(units: readonly Unit[], unit: string): AnswerSubject | null {
  if (unit === "verdict") return "verdict";
  const kind = kindOf(unit);
  const ofKind = units
    .filter((each) => each.kind === kind)
    .sort((a, b) => a.label.length - b.label.length || (a.label < b.label ? -1 : 1));
  return ofKind[Number(unit.slice(1)) - 1]?.id ?? null;
}
