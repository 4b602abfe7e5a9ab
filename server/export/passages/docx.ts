import { HeadingLevel, Paragraph, type Table } from "docx";
import { layerOf, stateOf, taggers } from "./columns.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { labelOf } from "../names.ts";
import { decidedWords } from "../ruling-columns.ts";
import { passagesAbout } from "./about.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Passage, PassagesContent } from "./content.ts";
import { isSpoken } from "../../../schema/editor/quote-order.ts";
import { EXPORT_WORDS, RULING_WORDS } from "../words/words.ts";
import { run, runs, title, writeDocument } from "../files/docx-parts.ts";
import { INK, STYLE } from "../files/docx-styles.ts";
import { aboutTable } from "../files/docx-tables.ts";
import { writePartialDate } from "../../../schema/language/dates.ts";
import { joinedTagWords, TAG_WORDS } from "../../../schema/rooms/tag-words.ts";

/** The passages as a document to read, grouped by category or by verdict, each with its citation. */
export function passagesDocx(
  content: PassagesContent,
  by: "category" | "verdict",
  onPassage: () => void = () => {},
): Promise<Uint8Array> {
  const words = EXPORT_WORDS[content.language];
  const children: (Paragraph | Table)[] = [
    title(words.taggedPassages),
    aboutTable(passagesAbout(content)),
    ...untranslatedAbove(content),
  ];
  for (const paragraph of by === "category" ? byCategory(content, onPassage) : byVerdict(content, onPassage))
    children.push(paragraph);
  return writeDocument({
    network: content.head.network,
    title: words.taggedPassages,
    lang: content.language,
    headings: "product",
    children,
  });
}

/** In the order of the methodology's tree; what it does not know comes last. */
function* byCategory(content: PassagesContent, onPassage: () => void): Generator<Paragraph> {
  const order = new Map<string, number>(content.categories.map(({ id }, i) => [id, i]));
  const place = ([id]: [string, Passage[]]): number => order.get(id) ?? Number.MAX_SAFE_INTEGER;
  const groups = groupBy(
    content.verdicts.flatMap(({ passages }) => passages),
    ({ category }): string => category,
  );
  let branch = "";
  for (const [, passages] of [...groups].sort((a, b) => place(a) - place(b))) {
    const [first] = passages;
    if (!first) continue;
    const [root = "", ...below] = first.path;
    if (root !== branch && below.length > 0) yield heading(HeadingLevel.HEADING_1, `${first.code.charAt(0)} ${root}`);
    branch = root;
    const level = below.length > 0 ? HeadingLevel.HEADING_2 : HeadingLevel.HEADING_1;
    const name = below.length > 0 ? labelOf({ code: first.code, path: below }) : labelOf(first);
    yield heading(level, `${name} (${passages.length})`);
    for (const passage of passages) {
      onPassage();
      yield* block(content, passage, true);
    }
  }
}

function* byVerdict(content: PassagesContent, onPassage: () => void): Generator<Paragraph> {
  for (const { verdict, passages } of content.verdicts) {
    yield heading(
      HeadingLevel.HEADING_1,
      `${[verdict.court, verdict.caseNumber].filter(Boolean).join(", ")} (${passages.length})`,
    );
    let above = "";
    for (const passage of passages) {
      onPassage();
      const name = labelOf(passage);
      // Neighbours under one category stand under one heading.
      if (name !== above) yield heading(HeadingLevel.HEADING_3, name);
      above = name;
      yield* block(content, passage, false);
    }
  }
}

function heading(level: (typeof HeadingLevel)[keyof typeof HeadingLevel], text: string): Paragraph {
  return new Paragraph({ heading: level, children: [run(text)] });
}

/** One passage: the quote, then where it stands and who tagged it, then what was said of it. */
function* block(content: PassagesContent, passage: Passage, nameVerdict: boolean): Generator<Paragraph> {
  const words = EXPORT_WORDS[content.language];
  const { verdict, lang } = passage;
  const source = [...(nameVerdict ? [verdict.court, verdict.caseNumber] : []), passage.citation].filter(Boolean);
  const tagged = [
    taggers(passage),
    writePartialDate(passage.createdAt.slice(0, 10), content.language),
    layerOf(passage, words),
    stateOf(passage, words),
    passage.awaitsReview ? words.awaitsReview : "",
  ].filter(Boolean);
  yield new Paragraph({
    style: STYLE.quote,
    keepNext: true,
    children: passage.quote
      ? [run(passage.quote, { lang }), ...(isUntranslated(passage, content.language) ? [run(` ${UNTRANSLATED}`)] : [])]
      : [run(`(${words.removed})`, { italics: true })],
  });
  for (const { language, text, isExact, isStale } of passage.translations)
    yield new Paragraph({
      style: STYLE.remark,
      keepNext: true,
      children: [
        run(`${words.translation} (${language}${isStale ? `, ${words.changed}` : ""}): `, { bold: true }),
        ...runs(isExact ? text : `[… ${text} …]`, { lang: language }),
      ],
    });
  yield new Paragraph({
    style: STYLE.source,
    keepNext:
      passage.isAdded || passage.ruling !== null || joinedTagWords(passage) !== "" || passage.comments.length > 0,
    children: [
      ...(source.length > 0 ? [run(source.join(", "), { color: INK }), run(" · ")] : []),
      run(tagged.join(", ")),
    ],
  });
  const said = content.language;
  if (passage.reason) yield remark(`${RULING_WORDS[said].added}: `, passage.reason, said);
  else if (passage.isAdded) yield remark(`${RULING_WORDS[said].addedLater}.`, "", said);
  if (passage.ruling) yield remark(`${decidedWords(passage.ruling, said)}. `, passage.ruling.reason, said);
  for (const word of TAG_WORDS.filter((each) => passage[each] !== ""))
    yield remark(`${words[word]}: `, passage[word], said);
  for (const { author, at, body, audience } of passage.comments)
    yield remark(`${author} (${words[audience]}, ${writePartialDate(at.slice(0, 10), said)}): `, body, said);
}

/** Behind a quote that stands in another language than the file; what it means is said once, above. */
const UNTRANSLATED = "*";

/** How many quotes nobody has put into the language of the file, and how they are marked. */
function untranslatedAbove({ verdicts, language }: PassagesContent): Paragraph[] {
  const passages = verdicts.flatMap((each) => each.passages).filter((each) => isUntranslated(each, language));
  const { untranslatedQuotes } = EXPORT_WORDS[language];
  return passages.length === 0
    ? []
    : [
        new Paragraph({
          style: STYLE.remark,
          children: [run(`${UNTRANSLATED} ${untranslatedQuotes}: ${passages.length}`, { italics: true })],
        }),
      ];
}

/** Nobody has put it into the language of the file: who reads that is told, rather than left with words of another. */
function isUntranslated({ quote, lang, translations }: Passage, language: UiLanguage): boolean {
  return quote !== "" && !isSpoken(lang, language) && !translations.some((each) => isSpoken(each.language, language));
}

/** What was said of a passage, below it. */
function remark(by: string, body: string, lang: UiLanguage): Paragraph {
  return new Paragraph({ style: STYLE.remark, children: [run(by, { bold: true }), ...runs(body, { lang })] });
}
