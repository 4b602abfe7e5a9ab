import { type Marks, typographyOf } from "../language/typography.ts";

const MARK = /[„“”«»"]/gu;
/** Words that are one quotation as a whole. */
const WHOLE = /^[„“”«»"]([^„“”«»"]*)[“”«»"]$/su;
const BEFORE_OPENING = /[\s([–—-]$/u;

/** Quotation marks of a language, by its code or BCP 47 tag. */
export function marksOf(lang: string): readonly [string, string] {
  const [open, close] = typographyOf(lang).marks;
  return [open, close];
}

/** Whether words bring a pair of marks round all of them. */
export function isQuoted(words: string): boolean {
  return WHOLE.test(words);
}

/** Words as they stand between those marks: a pair of their own round all of them is not doubled, marks within them are the inner ones. */
export function betweenMarks(words: string, lang: string, marks = typographyOf(lang).marks): string {
  const [, , open, close] = marks;
  const bare = WHOLE.exec(words)?.[1] ?? words;
  return bare.replace(MARK, (_, at: number) => (at === 0 || BEFORE_OPENING.test(bare.slice(0, at)) ? open : close));
}

/** Words in the quotation marks of a language, or in those that a house sets for it. */
export function quoted(words: string, lang: string, marks: Marks = typographyOf(lang).marks): string {
  const [open, close] = marks;
  return `${open}${betweenMarks(words, lang, marks)}${close}`;
}
