import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import { identifiersIn } from "../../../schema/language/identifiers.ts";
import type { Leak } from "../../../schema/protocol/http/exports.ts";
import { isBlockedInFiles } from "../../privacy/find/weights.ts";
import type { MatrixFile } from "../matrix/collect.ts";
import type { RulingsFile } from "../rulings/collect.ts";
import type { ExportContent } from "../content.ts";
import { writtenIn } from "../document/manuscript/printed-house.ts";
import type { ExportedVerdict, Passage } from "../passages/content.ts";
import { withoutTagWords } from "../../../schema/rooms/tag-words.ts";

/** A file was not written because of what would have gone out with it. */
export class LeakError extends Error {
  override name = "LeakError";
  readonly leaks: Leak[];
  constructor(leaks: Leak[]) {
    super("something in this file looks like a person's data");
    this.leaks = leaks;
  }
}

/** Where strings are that are being looked at. */
type Place = Omit<Leak, "kind">;

const NOWHERE: Place = { in: "file", verdict: null, annotation: null, thread: null, paragraph: null };

/**
 * Everything that a file may say, looked over: not field by field but every string that its content holds, so that a field
 * that comes later is looked over too. `wholeText`: the text of verdicts goes out, not only what is quoted. Each place once.
 */
export function leaksIn(content: ExportContent, fileName: string, wholeText: boolean): Leak[] {
  const looking = new Looking();
  lookAtContent(looking, content, fileName, wholeText);
  return looking.leaks;
}

function lookAtContent(looking: Looking, content: ExportContent, fileName: string, wholeText: boolean): void {
  // Whatever a kind has beside its own words is looked over as said by the file of itself.
  const lookAtRest = (rest: object): void => looking.look([rest, fileName], NOWHERE, "en");
  switch (content.kind) {
    case "passages": {
      const { verdicts, workbook, ...rest } = content;
      const { verdicts: ofTables = [], ...tables } = workbook?.tables ?? {};
      lookAtRest([rest, tables]);
      for (const exported of verdicts) lookAtVerdict(looking, exported, wholeText);
      for (const { verdict, ...said } of ofTables)
        looking.look([verdict, said], { ...NOWHERE, in: "data", verdict: verdict.id }, verdict.language);
      return;
    }
    case "matrix": {
      const { matrix, ...rest } = content;
      lookAtRest(rest);
      return lookAtMatrix(looking, matrix);
    }
    case "rulings": {
      const { rulings, ...rest } = content;
      lookAtRest(rest);
      return lookAtRulings(looking, rulings);
    }
    case "document": {
      const { output, ...rest } = content;
      lookAtRest(rest);
      return lookAtWritten(looking, writtenIn(output.manuscripts));
    }
    case "register": {
      const { register, ...rest } = content;
      lookAtRest([rest, register.shown]);
      return lookAtWritten(
        looking,
        register.groups.flatMap(([, group]) =>
          group.flatMap(({ said, others, addressee, addresseeLang: language }) => [
            said,
            ...others,
            { addressee, language },
          ]),
        ),
      );
    }
  }
}

function lookAtMatrix(looking: Looking, { columns, shown, lines }: MatrixFile): void {
  looking.look([columns, shown], NOWHERE, "en");
  for (const { verdict, language, cells } of lines) looking.look(cells, { ...NOWHERE, in: "text", verdict }, language);
}

function lookAtRulings(looking: Looking, rulings: RulingsFile): void {
  const { lines, changes, verdict, language, ...about } = rulings;
  looking.look(about, { ...NOWHERE, in: "data", verdict }, language);
  looking.look(changes, { ...NOWHERE, in: "note", verdict }, language);
  for (const { citation, ...line } of lines)
    looking.look(line, { ...NOWHERE, in: "note", verdict, paragraph: citation || null }, language);
}

/** What was written here, each in the language that it names. */
function lookAtWritten(looking: Looking, written: readonly { language: string }[]): void {
  for (const { language, ...said } of written)
    looking.look(said, { ...NOWHERE, in: "text" }, LANGUAGE_OF_KEY[language] ?? "en");
}

/** As `leaksIn`, for what is of no verdict. */
export function leaksInTexts(content: unknown, fileName: string): Leak[] {
  const looking = new Looking();
  looking.look([content, fileName], NOWHERE, "en");
  return looking.leaks;
}

function lookAtVerdict(looking: Looking, exported: ExportedVerdict, wholeText: boolean): void {
  const { verdict, revision, passages, threads, ...rest } = exported;
  const { language } = verdict;
  const here: Place = { ...NOWHERE, verdict: verdict.id, in: "data" };
  looking.look([verdict, rest], here, language);
  const { text, ...others } = revision;
  looking.look(others, here, language);
  if (wholeText)
    for (const { start, end, number } of revision.blocks)
      looking.look(text.slice(start, end), { ...here, in: "text", paragraph: number }, language);
  for (const passage of passages) lookAtPassage(looking, passage, here, language);
  for (const thread of threads) looking.look(thread, { ...here, in: "comment", thread: thread.id }, language);
}

function lookAtPassage(looking: Looking, passage: Passage, here: Place, language: VerdictLanguage): void {
  const { reason, ruling, comments, translations, verdict: _looked, ...said } = passage;
  const [beside, words] = withoutTagWords(said);
  const of = { ...here, annotation: passage.id };
  looking.look([beside, reason, ruling], { ...of, in: "note" }, language);
  looking.look(comments, { ...of, in: "comment" }, language);
  looking.look(translations, { ...of, in: "translation" }, language);
  // What stands around a quote goes out with it.
  looking.look(words, { ...of, in: "text", paragraph: numbersOf(passage) }, language);
}

/** Coram's numbers of a passage's paragraphs, the first and the last. */
function numbersOf({ cited: { numbers } }: Passage): string | null {
  const [first] = numbers;
  return first === undefined ? null : [...new Set([first, ...numbers.slice(-1)])].join("–");
}

const LANGUAGE_OF_KEY: Partial<Record<string, VerdictLanguage>> = {
  en: "en",
  "sr-Latn": "sr",
  "sr-Cyrl": "sr",
  mk: "mk",
  sq: "sq",
};

/** Fewer digits are nobody's number. */
const MIGHT_BE = /@|(?:\d\D*){6}/;

/** A day, a time, or the name of a file with its day, as the program writes them, and nothing else. */
export const STAMP = /^(?:[a-z]+-)*\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{3})?Z|\.[a-z]{3,6})?$/;

/** A hash that a file proves something with: sixty-four random signs, a few digits of which may look like a telephone number. */
const HASH = /(?<![\p{L}\d])[0-9a-f]{64}(?![\p{L}\d])/gu;

class Looking {
  readonly leaks: Leak[] = [];
  readonly #seen = new Set<string>();

  look(value: unknown, place: Place, language: VerdictLanguage): void {
    if (typeof value === "string") this.#lookAt(value, place, language);
    else if (Array.isArray(value)) for (const each of value) this.look(each, place, language);
    else if (typeof value === "object" && value !== null)
      for (const [key, each] of Object.entries(value)) {
        this.#lookAt(key, place, language);
        // Texts of the methodology stand under the language that they are in.
        this.look(each, place, LANGUAGE_OF_KEY[key] ?? language);
      }
  }

  #lookAt(said: string, place: Place, language: VerdictLanguage): void {
    const text = said.replace(HASH, "");
    if (!MIGHT_BE.test(text) || STAMP.test(text)) return;
    for (const found of identifiersIn(text, language)) {
      if (!isBlockedInFiles(found)) continue;
      // The same words of one verdict, quoted by ten passages, are one place.
      const key = JSON.stringify([
        place.verdict,
        place.in,
        found.kind,
        found.text,
        place.in === "note" && place.annotation,
      ]);
      if (this.#seen.has(key)) continue;
      this.#seen.add(key);
      this.leaks.push({ ...place, kind: found.kind });
    }
  }
}
