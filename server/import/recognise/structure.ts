import { headingKey } from "../../../schema/text/sections.ts";
import { textOf, type DraftBlock } from "../draft.ts";

const LIST_MARK = /^[-•●▪◦‣·*\uf0b7]\s+(?=\S)/;
const NUMBER = /^\(?((?:\d{1,3}|[IVXLC]{1,7})(?:\.\d{1,3}){0,4}|\d{1,3}[a-zа-џ])[.)]{1,2}\s+(?=\S)/u;
const LETTER = /^\(?(\p{L})\)\s+(?=\S)/u;
/** "12. marta", "3. 2021. godine": a date at the beginning of a line is no number of a paragraph. */
const DATE_AFTER =
  /^(?:jan|feb|mar|apr|maj|ma[jy]|jun|jul|avg|aug|sep|okt|oct|nov|dec|ја[нм]|феб|мар|апр|мај|јун|јул|авг|сеп|окт|нов|ное|дец|shkurt|prill|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor|janar)[\p{L}]*|^(?:god|год|vit)|^(?:0?[1-9]|1[0-2])\.\s?(?:19|20)\d{2}(?!\d)/iu;

/** Anchors of a judgment that are headings of the first level wherever they stand alone on a line. */
const MAIN_HEADING =
  /^(?:uime|voime|neemerte|presud|res[eh]|rjesenj|odluk|vendim$|aktgjykim|obrazlozen|veren|vendos|pravnapouka|poukaopravno|arsyetim)/;
const OPERATIVE_HEADING =
  /^(?:krivje|krivaje|krivisu|vinov|osu[dg]j|gosudi|goosud|jaosud|iosud|osloba|seoslob|odbija|seodbi|utvrd|muutvrd|izrice)/;

/** "V. Vlerësimi i gjykatës", and "V.A. Për besueshmërinë" right below it. */
const SECTION = /^([IVXLC]{1,7})\.\s+\p{Lu}/u;
const SUBSECTION = /^([IVXLC]{1,7})\.(?:\p{Lu}|\d{1,2})[.)]?\s+\p{Lu}/u;

const SHORT = 120;
const LONG = 80;

/**
 * Sees in plain paragraphs what the court meant by how it wrote them: list items, printed numbers (which stay in the
 * text) and headings. A reader's own findings (styles, list markup) are left as they are.
 */
export function recogniseStructure(blocks: readonly DraftBlock[]): DraftBlock[] {
  const numbers = new Set<number>();
  const marked = blocks.map((block, i) => {
    const line = inProse(block, blocks[i - 1], numbers);
    if (line.kind === "list-item") numbers.add(Number(line.printed));
    return markLine(line);
  });
  // The names and dates over the formula are a letterhead, not headings.
  const formula = marked.findIndex((block) => {
    const text = textOf(block);
    return text.length <= SHORT && MAIN_HEADING.test(headingKey(text));
  });
  const out: DraftBlock[] = [];
  for (const [i, block] of marked.entries()) {
    const level = block.kind === "paragraph" && i >= formula ? headingLevel(block, out.at(-1), marked[i + 1]) : null;
    out.push(level === null ? block : { ...block, kind: "heading", level });
  }
  return out;
}

const MONTH =
  /^(?:(?:januar|februar|mart|april|jun|jul|avgust|septembr|oktobr|novembr|decembr|јануар|фебруар|март|април|јун|јул|август|септембр|октобр|новембр|децембр)(?:[aueауе]|om|em|ом|ем)?|(?:septemb|oktob|novemb|decemb|септемб|октоб|новемб|децемб)(?:ar|ра|ар)|ma[jy](?:[aue]|em)?|мај(?:[ауе]|ем)?|(?:јануари|февруари|јуни|јули|септември|октомври|ноември|декември)|(?:janar|shkurt|mars|prill|qershor|korrik|gusht|shtator|tetor|nëntor|dhjetor)(?:it|i)?)(?!\p{L})/iu;
const YEAR = /^(?:godin|god\.|годин|год\.)/iu;
/** "12. 2019. godine" behind a day. */
const MONTH_IN_DIGITS = /^(?:0?[1-9]|1[0-2])\.\s?(?:19|20)\d{2}(?!\d)/;
/** What the number that follows belongs to: "na osnovu člana | 388. Krivičnog zakonika". */
const CALLS_NUMBER =
  /(?<!\p{L})(?:član(?:a|om|u|ova|ovima)?|čl\.|st(?:av|ava|avom|avu|\.)|tač(?:ka|ke|kom|ki|\.)|dana|члан(?:а|ом|у|ова|овима)?|чл\.|ст(?:ав|ава|авом|аву|\.)|тач(?:ка|ке|ком|ки|\.)|дана|член(?:от)?|став(?:от)?|точка(?:та)?|на ден|nen(?:i|it|in)|paragraf(?:i|it)?|pik(?:a|ës|ën)|datë)$/iu;
const SENTENCE_END = /[.:;!?,)”"»]$/;

/**
 * A number that a word processor took for that of a list because a line of prose begins with it ("4. oktobar", "388. stav 1")
 * goes back into the text. `numbers`: those of lists so far, which a list goes on with.
 */
function inProse(block: DraftBlock, before: DraftBlock | undefined, numbers: ReadonlySet<number>): DraftBlock {
  const [first, ...rest] = block.pieces;
  const { printed } = block;
  if (block.kind !== "list-item" || !first || printed === null) return block;
  // "A. M. iz Niša": the first of two initials.
  if (/^\p{Lu}$/u.test(printed) && /^\p{Lu}\.(?:\s|,|$)/u.test(first.text)) return asProse(block, first, rest, printed);
  if (!/^\d{1,3}$/.test(printed)) return block;
  const isDate =
    Number(printed) <= 31 && (MONTH.test(first.text) || YEAR.test(first.text) || MONTH_IN_DIGITS.test(first.text));
  const said = before?.kind === "paragraph" ? textOf(before).trim() : "";
  const isCalled = printed !== "1" && CALLS_NUMBER.test(said);
  const goesOn =
    /^\p{Ll}/u.test(first.text) &&
    printed !== "1" &&
    !numbers.has(Number(printed) - 1) &&
    before?.kind === "paragraph" &&
    !SENTENCE_END.test(said);
  if (!isDate && !isCalled && !goesOn) return block;
  return asProse(block, first, rest, printed);
}

type Piece = DraftBlock["pieces"][number];

function asProse(block: DraftBlock, first: Piece, rest: readonly Piece[], printed: string): DraftBlock {
  const pieces = [{ ...first, text: `${printed}. ${first.text}` }, ...rest];
  return { ...block, kind: "paragraph", level: null, printed: null, pieces };
}

function markLine(block: DraftBlock): DraftBlock {
  if (block.kind !== "paragraph" && block.kind !== "heading") return block;
  const first = block.pieces[0];
  if (!first) return block;
  const mark = block.kind === "paragraph" ? LIST_MARK.exec(first.text) : null;
  if (mark) {
    const pieces = [{ ...first, text: first.text.slice(mark[0].length) }, ...block.pieces.slice(1)];
    return { ...block, kind: "list-item", level: block.level ?? 1, pieces };
  }
  if (block.printed !== null) return block;
  return { ...block, printed: printedNumber(first.text) };
}

/** The number with which a line begins as literal text; null where it begins with none, or with a date. */
export function printedNumber(text: string): string | null {
  const match = NUMBER.exec(text) ?? LETTER.exec(text);
  if (!match) return null;
  return DATE_AFTER.test(text.slice(match[0].length)) ? null : (match[1] ?? null);
}

function headingLevel(block: DraftBlock, before: DraftBlock | undefined, after: DraftBlock | undefined): number | null {
  const text = textOf(block);
  if (text.length === 0 || text.length > SHORT || /\t/.test(text) || !/\p{L}{2}|\p{L} \p{L}/u.test(text)) return null;
  const key = headingKey(text);
  const spaced = isLetterSpaced(text);
  const capitals = isCapitals(text);
  if ((capitals || spaced) && !/[,;]$/.test(text)) {
    if (MAIN_HEADING.test(key)) return 1;
    if (OPERATIVE_HEADING.test(key)) return 2;
    if (spaced) return 2;
  }
  if (/[.,;:!?–-]$|s\. ?r\.$|с\. ?р\.$/.test(text) || /^[–\p{Ll}]/u.test(text)) return null;
  const next = after ? textOf(after) : "";
  if (capitals && text.length <= 90 && after && after.kind !== "table-cell" && next.length > 40) return 2;
  // "Odbrana okrivljenog": a short line that ends no sentence, between a finished paragraph and a long one.
  const finished = !before || before.kind !== "paragraph" || /[.;!?”"»)]$/.test(textOf(before));
  const numeral = SECTION.exec(text)?.[1];
  const isOpened = numeral !== undefined && SUBSECTION.exec(next)?.[1] === numeral;
  const introduces =
    after !== undefined && (isOpened || next.length >= LONG || next.includes("\t") || after.kind === "table-cell");
  if (finished && introduces && text.length <= 90 && !/^\W*\d[\d. /-]*$/.test(text)) return 3;
  return block.emphasised && finished && next.length > 40 && text.length <= 90 ? 3 : null;
}

/** "O b r a z l o ž e nj e": words of one letter or a digraph, three of them at least. */
export function isLetterSpaced(text: string): boolean {
  const words = text.replace(/[:!]/g, "").trim().split(/\s+/);
  const single = words.filter((word) => /^(?:\p{L}|nj|lj|dž|NJ|LJ|DŽ|Nj|Lj)$/u.test(word)).length;
  return single >= 3 && single >= words.length - 2;
}

/** Letters are there, and none of them is small (digraph halves of "R E Š E NJ E" apart). */
export function isCapitals(text: string): boolean {
  return /\p{Lu}{2}|\p{Lu} \p{Lu}/u.test(text) && !/\p{Ll}/u.test(text);
}
