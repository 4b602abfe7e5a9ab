import type { Range } from "../../schema/text/revision.ts";
import { findTokens } from "../../schema/text/token.ts";
import { namesApart } from "./names-apart.ts";
import { findWanted, replaceWanted, type Wanted, type Written } from "./words.ts";

/*
 * Who types into the middle of a name makes other words of it. Where it is known what was put between letters that stood side by side
 * (`parted`), a name is looked for in what stood there before, and its letters go from where they stand now; where it is not, by its two pieces.
 */

/** Letters on either side of what was put in that are read. */
const AROUND = 60;
/** So many that were put in behind it are left out with it. */
const OTHERS = 8;

/** Whether a text holds what is erased, also parted by what was typed into it. */
export function holdsErased(
  text: string,
  wanted: Wanted,
  written: Written = "settled",
  parted: readonly Range[] = [],
): boolean {
  if (findWanted(text, wanted, written === "typed").length > 0) return true;
  return namesIn(text, wanted, written, parted).length > 0;
}

/** The text with a token in the place of all that is erased. What was typed into a name stands behind its token, a word by itself. */
export function replaceErased(
  text: string,
  wanted: Wanted,
  token: string,
  written: Written = "settled",
  parted: readonly Range[] = [],
): string {
  const names = namesIn(text, wanted, written, parted);
  const isTyped = written === "typed";
  if (names.length === 0) return replaceWanted(text, wanted, token, isTyped);
  // What is typed into a name may go on as another form of it does: “Petrovi|kako|ć”.
  const whole = findWanted(text, wanted);
  const begun = findWanted(text, wanted, isTyped).filter((range) => !names.some((name) => areMeeting(name, [range])));
  const pieces = joined([...[...whole, ...begun].map((range) => [range]), ...names]).flatMap((name) =>
    name.map((range, i) => ({ ...range, isFirst: i === 0, isParted: name.length > 1 })),
  );
  let out = "";
  let at = 0;
  for (const { start, end, isFirst, isParted } of pieces.sort((a, b) => a.start - b.start)) {
    out += text.slice(at, start) + (isFirst ? token : "");
    const isBeforeWord = WORD.test(text[end] ?? "");
    if (isParted && isBeforeWord && (isFirst || WORD.test(out.at(-1) ?? ""))) out += " ";
    // The blank behind what was typed is there once.
    if (!isFirst && !isBeforeWord) out = out.replace(/ $/, "");
    at = end;
  }
  return out + text.slice(at);
}

/** Names that were parted, by their pieces. */
function namesIn(text: string, wanted: Wanted, written: Written, parted: readonly Range[]): Range[][] {
  if (written === "settled") return [];
  const known = written === "typed" ? partedNames(text, wanted, parted) : [];
  const apart = namesApart(text, wanted);
  if (apart.length === 0) return known;
  const whole = findWanted(text, wanted);
  const tokens = findTokens(text);
  const kept = [...known];
  for (const name of apart) {
    // A name that stands whole is not the rest of another one; its surname alone may be.
    const isRest = (range: Range): boolean => name.some(({ start, end }) => start <= range.start && range.end <= end);
    const isOther = whole.some((range) => areMeeting(name, [range]) && !isRest(range));
    if (!isOther && ![tokens, ...kept].some((other) => areMeeting(name, other))) kept.push(name);
  }
  return kept;
}

const WORD = /[\p{L}\p{M}\p{N}]/u;

/** Names by their pieces, in order. */
function partedNames(text: string, wanted: Wanted, parted: readonly Range[]): Range[][] {
  const names = parted.flatMap((range) => {
    // By itself, with another behind it, and with all: several may type in one name.
    const others = parted
      .filter(({ start }) => start > range.end && start < range.end + AROUND)
      .sort((a, b) => a.start - b.start || b.end - a.end)
      .slice(0, OTHERS);
    return [[range], ...others.map((other) => [range, other]), parted].flatMap((out) =>
      namesAt(text, wanted, range, out),
    );
  });
  const tokens = names.length > 0 ? findTokens(text) : [];
  const kept: Range[][] = [];
  // The same name may be read in several ways: that of most letters in fewest pieces.
  for (const name of names.sort((a, b) => lettersOf(b) - lettersOf(a) || a.length - b.length))
    if (![tokens, ...kept].some((other) => areMeeting(name, other))) kept.push(name);
  return kept;
}

const lettersOf = (name: readonly Range[]): number => name.reduce((sum, { start, end }) => sum + end - start, 0);

const areMeeting = (a: readonly Range[], b: readonly Range[]): boolean =>
  a.some((one) => b.some((other) => one.start < other.end && other.start < one.end));

/** Names that stand on both sides of a range, or against it, in the text without `out`. */
function namesAt(text: string, wanted: Wanted, { start, end }: Range, out: readonly Range[]): Range[][] {
  const [from, to] = [Math.max(0, start - AROUND), Math.min(text.length, end + AROUND)];
  const left = Array.from({ length: to - from }, (_, i) => from + i).filter(
    (at) => !out.some((range) => at >= range.start && at < range.end),
  );
  const cut = left.filter((at) => at < start).length;
  const read = left.map((at) => text[at]).join("");
  return findWanted(read, wanted)
    .filter((name) => name.start <= cut && name.end >= cut)
    .filter((name) => (name.start > 0 || from === 0) && (name.end < read.length || to === text.length))
    .map((name) => piecesOf(left.slice(name.start, name.end)));
}

function piecesOf(letters: readonly number[]): Range[] {
  const pieces: Range[] = [];
  for (const at of letters) {
    const last = pieces.at(-1);
    if (last?.end === at) last.end++;
    else pieces.push({ start: at, end: at + 1 });
  }
  return pieces;
}

/** Those that share letters are one name. */
function joined(names: readonly Range[][]): Range[][] {
  const apart: Set<number>[] = [];
  for (const name of names) {
    const letters = new Set(name.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)));
    for (const other of apart.filter((each) => [...each].some((at) => letters.has(at)))) {
      for (const at of other) letters.add(at);
      apart.splice(apart.indexOf(other), 1);
    }
    apart.push(letters);
  }
  return apart.map((letters) => piecesOf([...letters].sort((a, b) => a - b)));
}
