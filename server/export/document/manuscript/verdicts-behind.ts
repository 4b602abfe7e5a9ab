import type { NamingPlace } from "../../../../schema/protocol/http/parts/own-words.ts";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import { BlockId, type OutputScope, verdictsOfScope } from "../../../../schema/domain/output.ts";
import { verdictsDrawnOn } from "../../../../schema/editor/drawn-on.ts";
import { nodesOf, type OutputDocument, printedOf, sectionsOf } from "../../../../schema/editor/output-document.ts";
import { kindOf } from "../../../../schema/editor/paper-kinds.ts";
import { wordsIn } from "../../../erasure/outputs.ts";
import { readHead } from "../../../import/recognise/head-data.ts";
import { verdictsIn } from "../../../outputs/output-subjects.ts";
import { countedIn } from "../../../outputs/readable-version.ts";
import { VerdictSources, type VerdictSource } from "../../../quotes/verdict-source.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import type { OutputRow } from "../../../store/output-store.ts";
import { OUTPUT_WORDS } from "../../words/words.ts";
import { anatomyOf } from "./anatomy.ts";
import { bareNumberOf, keysOf } from "../../naming/file-numbers.ts";
import { namesInText } from "../../naming/in-text.ts";
import { type Named, Naming, type VerdictNames } from "../../naming/naming.ts";

/** Whether files of a document of this template say of which verdicts it is. */
export function namesVerdicts(template: string, document: OutputDocument): boolean {
  const sections = sectionsOf(document).flatMap(({ section }) => section ?? []);
  return anatomyOf(kindOf(template, sections)).namesVerdicts;
}

/**
 * `rests`: the verdicts that a document's text rests on: which its box, quotes and tables are of, and which its figures count. `about`:
 * what the document, or one of its figures, names in its scope.
 */
export async function verdictsOf(
  sources: VerdictSources,
  { document, scope, boxed = [] }: { document: OutputDocument; scope: OutputScope; boxed?: readonly VerdictId[] },
): Promise<{ rests: VerdictSource[]; about: VerdictSource[] }> {
  const drawnOn = [...boxed, ...[...nodesOf(document)].flatMap(({ node }) => verdictsDrawnOn(node))];
  const readable = await sources.readable();
  const overs = countedIn(document, scope);
  const counted = new Set(overs.flatMap((over) => verdictsIn(over, readable)).map(({ id }) => id));
  const rests: VerdictSource[] = [];
  for (const id of new Set([...drawnOn, ...counted])) {
    const source = await sources.of(id);
    if (source && (drawnOn.includes(id) || (await source.isCounted()))) rests.push(source);
  }
  const about: VerdictSource[] = [];
  for (const id of new Set([scope, ...overs].flatMap((each) => verdictsOfScope(each)))) {
    const source = await sources.of(id);
    if (source) about.push(source);
  }
  return { rests, about };
}

/**
 * What else verdicts may be told by than by their data as it is: by what stood there before, by what their own heads say, and by
 * numbers and days of papers of the case that their texts name. A name that somebody changed by a word in the data is still what sentences
 * call the court.
 */
export async function otherNamesOf(verdicts: readonly VerdictSource[]): Promise<VerdictNames[]> {
  const names: VerdictNames[] = [];
  for (const source of new Set(verdicts)) {
    names.push(...(await source.printedBefore()));
    const { revision } = await source.text();
    const { court, caseNumber, date } = readHead(revision.text.split("\n"), source.verdict.language);
    names.push({ court: court ?? "", caseNumber: caseNumber ?? "", date, ...namesInText(revision.text) });
  }
  return names;
}

/**
 * Numbers of all verdicts of the network that the asker may read, those that a document is not about: published numbers tell who is in
 * them as well. Their courts and days are also those of others.
 */
export async function numbersOf(sources: VerdictSources): Promise<VerdictNames[]> {
  return (await sources.readable()).map(({ caseNumber, date }) => {
    const numbers = keysOf(caseNumber, date);
    const bare = bareNumberOf(caseNumber);
    return { caseNumber: "", court: "", date: null, numbers, bare: bare === null ? [] : [bare] };
  });
}

/**
 * Where a document's own words, not its quotes, name a verdict, one that it is about or another of the network, with what files without such
 * names say there; and where they may tell which it is by what such files leave as it is.
 */
export async function placesNaming(
  sources: VerdictSources,
  { id, language, scope }: Pick<OutputRow, "id" | "language" | "scope">,
  { title, document }: { title: string; document: OutputDocument },
): Promise<NamingPlace[]> {
  const { rests, about } = await verdictsOf(sources, { document, scope });
  const verdicts = [...new Set([...rests, ...about])];
  const others = [...(await otherNamesOf(verdicts)), ...(await numbersOf(sources))];
  const naming = new Naming([...verdicts.map(({ ref }) => ref), ...others]);
  const { leftOut } = OUTPUT_WORDS[language];
  return [...wordsIn(id, title, printedOf(document))].flatMap(({ place, text }) => {
    const at = BlockId.safeParse(place.split("/")[1]).data ?? null;
    const said = ({ start, end }: Range) => ({ at, words: text.slice(start, end) });
    const named = placesIn(naming, text, at === null).map((range) => ({
      ...said(range),
      isSure: range.isSure,
      inPlace: leftOut[range.what],
    }));
    const telling = naming
      .mayTell(text, at === null)
      .map((range) => ({ ...said(range), isSure: false, inPlace: null }));
    return [...named, ...telling];
  });
}

/** What is left out, in the words that it is left out by; a stretch is sure where a part of it is. */
function placesIn(naming: Naming, text: string, isTitle: boolean): Named[] {
  const found = naming.found(text, isTitle);
  return naming.in(text, isTitle).map((range) => ({
    ...range,
    isSure: found.some(({ start, end, isSure }) => isSure && start < range.end && range.start < end),
  }));
}
