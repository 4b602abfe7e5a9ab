import { findTokens } from "../text/token.ts";

/** Languages of the network that are written in both scripts. */
export type TwoScripts = "sr" | "mk";

const COMMON =
  "а=a б=b в=v г=g д=d е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t у=u ф=f х=h ц=c ч=č џ=dž ш=š";
const OWN: Record<TwoScripts, string> = { sr: "ђ=đ ћ=ć", mk: "ѓ=ǵ ќ=ḱ ѕ=dz ѐ=è ѝ=ì" };

interface Table {
  latin: Map<string, string>;
  cyrillic: Map<string, string>;
  /** Latin pairs that stand for one Cyrillic letter. */
  digraph: RegExp;
}

function table(language: TwoScripts): Table {
  const pairs = `${COMMON} ${OWN[language]}`.split(" ").map((pair) => pair.split("=") as [string, string]);
  const digraphs = pairs.map(([, latin]) => latin).filter((latin) => latin.length === 2);
  return {
    latin: new Map(pairs),
    cyrillic: new Map(pairs.map(([cyrillic, latin]) => [latin, cyrillic])),
    digraph: new RegExp(`^(?:${digraphs.join("|")})$`, "i"),
  };
}

const TABLES: Record<TwoScripts, Table> = { sr: table("sr"), mk: table("mk") };

const UPPER = /\p{Lu}/u;
const LETTER = /\p{L}/u;

/** Cyrillic of a language in its Latin script; everything else stays. Љ becomes LJ among capitals (also letter-spaced ones), else Lj. */
export function toLatin(text: string, language: TwoScripts = "sr"): string {
  const { latin } = TABLES[language];
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    const lower = char.toLowerCase();
    const to = latin.get(lower);
    if (to === undefined) out += char;
    else if (lower === char) out += to;
    else
      out += to.length > 1 && !isAmongCapitals(text, i) ? to.charAt(0).toUpperCase() + to.slice(1) : to.toUpperCase();
  }
  return out;
}

function isAmongCapitals(text: string, at: number): boolean {
  const after = text.charAt(at + 1);
  if (LETTER.test(after)) return UPPER.test(after);
  const before = text.charAt(at - 1);
  if (LETTER.test(before)) return UPPER.test(before);
  // Letter-spaced: `Р Е Ш Е Њ Е`, a capital alone on either side.
  const alone = (letter: number, beyond: number): boolean =>
    UPPER.test(text.charAt(letter)) && !LETTER.test(text.charAt(beyond));
  return (after === " " && alone(at + 2, at + 3)) || (before === " " && alone(at - 2, at - 3));
}

// Two letters, not one: a prefix meets the stem, or the word is foreign. Beginnings of words, the seam marked by |.
const SEAMS = new Map(
  (
    "in|jekc in|jekt kon|jun kon|jug tan|jug an|jon ben|jamin van|jezi van|jav " +
    "nad|živ nad|žnj nad|žup nad|žet pod|žup pod|žanr pod|žig pred|živ od|žal od|žet od|živ od|žvak"
  )
    .split(" ")
    .map((stem) => [stem.replace("|", ""), stem.indexOf("|")]),
);
const SEAM_WORDS = new RegExp(`(?<!\\p{L})(ne|re|pre|po|dez)?(${[...SEAMS.keys()].join("|")})`, "giu");

/** Offsets of first letters of pairs that are no digraph here (`n` of `injekcija`). */
function seams(text: string): Set<number> {
  const found = new Set<number>();
  for (const match of text.matchAll(SEAM_WORDS)) {
    const seam = SEAMS.get((match[2] ?? "").toLowerCase()) ?? 0;
    found.add(match.index + (match[1] ?? "").length + seam - 1);
  }
  return found;
}

// Two letters or more that are a number, not a word: `II`, `XIV`. (`I` alone may be "and".)
const ROMAN = /(?<![\p{L}\p{N}])(?=[IVX]{2,})X{0,3}(?:IX|IV|V?I{0,3})(?![\p{L}\p{N}])/gu;

/**
 * Latin of a language in Cyrillic, digraphs with their exceptions (injekcija, konjunktura, nadživeti, podžupan).
 * Typed tokens, Roman numbers of two letters and more, and letters that the language has not (q, w, x, y) stay.
 */
export function toCyrillic(text: string, language: TwoScripts = "sr"): string {
  const { cyrillic, digraph } = TABLES[language];
  const kept = [
    ...findTokens(text),
    ...[...text.matchAll(ROMAN)].map((match) => ({ start: match.index, end: match.index + match[0].length })),
  ].sort((a, b) => a.start - b.start);
  const apart = seams(text);
  let out = "";
  let nextKept = 0;
  for (let i = 0; i < text.length;) {
    const keep = kept[nextKept];
    if (keep && i >= keep.start) {
      nextKept++;
      if (keep.end <= i) continue;
      out += text.slice(i, keep.end);
      i = keep.end;
      continue;
    }
    const pair = text.slice(i, i + 2);
    const from = digraph.test(pair) && !/^\p{Ll}\p{Lu}$/u.test(pair) && !apart.has(i) ? pair : text.charAt(i);
    const to = cyrillic.get(from.toLowerCase());
    out += to === undefined ? from : UPPER.test(from.charAt(0)) ? to.toUpperCase() : to;
    i += from.length;
  }
  return out;
}
