import { setImmediate } from "node:timers/promises";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { Leak } from "../../../schema/protocol/http/exports.ts";
import type { MatrixContent } from "../matrix/collect.ts";
import type { RulingsContent } from "../rulings/collect.ts";
import type { ExportContent } from "../content.ts";
import { writtenIn } from "../document/manuscript/printed-house.ts";
import type { PassagesContent } from "../passages/content.ts";
import { TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

/** Characters that are looked over before others get their turn: some ten milliseconds where much was erased. */
const TURN = 6000;

/** Something typed of a verdict, and where it stands. */
interface Typed {
  texts: readonly string[];
  leak: Leak & { verdict: VerdictId };
}

/**
 * Notes, comments, answers, in a matrix too, and documents, that hold words of the verdict that were erased. Each word is hashed
 * for each erasure, which takes seconds of a document of a hundred pages; the server goes on between.
 */
export async function erasedIn(
  content: ExportContent,
  isErased: (verdict: VerdictId, text: string) => boolean,
): Promise<Leak[]> {
  const leaks: Leak[] = [];
  let looked = 0;
  for (const { texts, leak } of typedIn(content))
    for (const text of new Set(texts)) {
      if (text === "") continue;
      looked += text.length;
      if (looked > TURN) {
        looked = 0;
        await setImmediate();
      }
      if (!isErased(leak.verdict, text)) continue;
      leaks.push(leak);
      break;
    }
  return leaks;
}

function typedIn(content: ExportContent): Iterable<Typed> {
  switch (content.kind) {
    case "passages":
      return ofPassages(content);
    case "matrix":
      return ofMatrix(content);
    case "rulings":
      return ofRulings(content);
    case "document":
      return ofDocuments(writtenIn(content.output.manuscripts), content.output.verdicts);
    case "register":
      return ofDocuments(content.register.groups, content.register.verdicts);
  }
}

function* ofRulings({ rulings: { verdict, lines, changes } }: RulingsContent): Iterable<Typed> {
  yield typed(
    changes.flatMap(({ about, reason }) => [about, reason]),
    { in: "note", verdict },
  );
  for (const { citation, entries, ruling, earlier } of lines)
    for (const words of [
      ...entries.flatMap(({ says, note }) => [says, note]),
      ...[ruling ?? [], earlier].flat().map((each) => each.reason),
    ])
      yield typed([words], { in: "note", verdict, paragraph: citation || null });
}

/** Answers in words stand in it. */
function* ofMatrix({ matrix }: MatrixContent): Iterable<Typed> {
  for (const { verdict, cells } of matrix.lines) if (verdict) yield typed(cells, { in: "note", verdict });
}

/** What was written may be of any verdict that is drawn on. */
function* ofDocuments(written: unknown, verdicts: readonly VerdictId[]): Iterable<Typed> {
  const said = wordsIn(written);
  for (const verdict of new Set(verdicts)) yield typed(said, { in: "text", verdict });
}

function* ofPassages({ verdicts, workbook }: PassagesContent): Iterable<Typed> {
  for (const { verdict, passages, threads, answers } of verdicts) {
    const of = { verdict: verdict.id };
    for (const passage of passages) {
      const { id: annotation, reason, ruling, translations } = passage;
      yield typed([...TAG_WORDS.map((word) => passage[word]), reason, ruling?.reason ?? ""], {
        in: "note",
        annotation,
        ...of,
      });
      yield typed(
        translations.map(({ text }) => text),
        { in: "translation", annotation, ...of },
      );
    }
    for (const { value, note, reason, ruling } of answers)
      yield typed([typeof value === "string" ? value : "", note, reason, ruling?.reason ?? ""], { in: "note", ...of });
    for (const { id: thread, comments } of threads)
      yield typed(
        comments.map(({ body }) => body),
        { in: "comment", thread, ...of },
      );
  }
  // Answers of what stands were looked at above; those of coders stand in the tables alone.
  for (const { verdict, state, answers } of workbook?.tables.verdicts ?? [])
    if (state === "unsettled")
      yield typed(
        answers.map(({ words }) => words),
        { in: "note", verdict: verdict.id },
      );
}

function typed(texts: readonly string[], where: Partial<Leak> & Pick<Typed["leak"], "in" | "verdict">): Typed {
  return { texts, leak: { kind: "erased", annotation: null, thread: null, paragraph: null, ...where } };
}

/** Every text that a value holds. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}
