import { foldForSearch } from "../../language/fold.ts";

/** Letters of other scripts that look like Latin ones in either case, by what they look like; the rest of Cyrillic is written in Latin. */
const LOOKS: ReadonlyMap<string, string> = new Map(
  (
    "а=a А=a в=b В=b с=c С=c е=e Е=e Н=h н=h һ=h і=i І=i ӏ=l Ӏ=l ј=j Ј=j к=k К=k М=m О=o о=o р=p Р=p ѕ=s Ѕ=s т=t Т=t У=y у=y Х=x х=x " +
    "α=a Α=a Β=b ϲ=c Ε=e Η=h ι=i Ι=i κ=k Κ=k Μ=m Ν=n ν=v ο=o Ο=o ρ=p Ρ=p Τ=t τ=t υ=u Υ=y Χ=x χ=x Ζ=z"
  )
    .split(" ")
    .map((pair) => pair.split("=") as [string, string]),
);

/** Without case, marks, punctuation, spaces and script; capital I, l and 1 are one sign, and so are O and 0. */
function bare(name: string): string {
  return foldForSearch(name.normalize("NFKC"))
    .replace(/[^\p{L}\p{N}]+/gu, "")
    .replace(/[l1]/g, "i")
    .replaceAll("0", "o");
}

/**
 * Whether readers take one name for the other: they are read the same, in whichever script, or they look the same. Two that have neither
 * letters nor digits are compared as they stand.
 */
export function looksAlike(a: string, b: string): boolean {
  if (bare(a) === "" || bare(b) === "") return a.normalize("NFKC").trim() === b.normalize("NFKC").trim();
  const [first, second] = [waysOf(a), waysOf(b)].map((ways) => ways.map((words) => words.join("")));
  return first?.some((way) => second?.includes(way)) ?? false;
}

/** Whether readers take one person's name for the other's: as `looksAlike`, whichever of its words stands first. */
export function calledAlike(a: string, b: string): boolean {
  if (looksAlike(a, b)) return true;
  const [first, second] = [waysOf(a).map(inOrder), waysOf(b).map(inOrder)];
  return first.some((way) => way !== "" && second.includes(way));
}

/** As it is read, and as it looks: words of it, each bare. */
function waysOf(name: string): string[][] {
  const looks = name.normalize("NFKC").replace(/./gu, (sign) => LOOKS.get(sign) ?? sign);
  return [name, looks].map((way) => way.split(/[\s,]+/u).map(bare));
}

function inOrder(words: readonly string[]): string {
  return words.toSorted().join("");
}
