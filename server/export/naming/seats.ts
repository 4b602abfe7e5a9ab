import { toLatin } from "../../../schema/language/script.ts";
import type { Range } from "../../../schema/text/revision.ts";

/*
 * A court is told by where it sits, too: its name in the data may differ by a word from what a sentence calls it, and its town beside
 * a court word names it all the same.
 */

const COURT =
  /^(?:sud(?:a|u|om|e|ovi|ova|ovima|ot|ovite)?|gikat\p{L}{0,5}|courts?|tuzilastv\p{L}{0,4}|tuzi(?:lac|oc\p{L}{0,3})|obvinitelstv\p{L}{0,4}|prokuror\p{L}{0,6}|prosecut\p{L}{0,5})$/u;
/** In capitals right before or behind a town: VS Niš, ОС Скопје, GJShP Durrës, Niš HC. */
const SHORT_COURT = /^(?:[voaphbd]s|vks|oks|[vop]?jt|[hbdas]c|g(?:sp|l|a|t)?)$/u;
/** Which of the town's courts it is: what stands before the court word is part of the name. */
const KIND =
  /^(?:vis|osnovn|osnoven|apelac|vrhov|prekrsajn|privredn|uprav|krivicn|okruzn|opstinsk|gragansk|javn|public$|higher$|high$|basic$|district$|ap?pel|appeal|supreme$|first$|instance$|criminal$|based$|s$)/u;
/** With one of these between them a court and a town are parts of a sentence: "sud je u Nišu saslušao". */
const SAYS = /^(?:je|su|nije|nisu|da|se|ce|bi|ja|go|ka|este|is|was|has|had|that|said)$/u;
const ENDING = /^(?:a|e|i|o|u|em|om|it|in|un|ut|se|es|en|esi|esit|esin)?$/u;
const ADJECTIVE = /^s?k\p{L}{1,3}$/u;
/** No town: what courts of whole countries are called by. */
const COUNTRY = /^(?:republi|srbi|makedoni|severn|scip|kosov|crn[ae]$|gor[ae]$|bosn|hercegovin)/u;
/** Towns that neighbours call otherwise. */
const ALSO_CALLED = [
  "Skopje Shkup Skoplje",
  "Beograd Belgrade",
  "Durrës Drač Durazzo",
  "Tetovo Tetovë",
  "Ohrid Ohër",
  "Bitola Bitolj Manastir",
  "Kičevo Kërçovë",
  "Debar Dibër",
  "Shkodër Skadar Scutari",
  "Vlorë Valona",
  "Korçë Korča Korica",
  "Gjirokastër Đirokastra Argirokastro",
  "Peja Peć",
  "Ferizaj Uroševac",
  "Preševo Preshevë",
  "Bujanovac Bujanoc",
];
/** So many words stand between a court and its town at most: "Gjykata e Shkallës së Parë e Juridiksionit të Përgjithshëm Durrës". */
const APART = 9;

interface Word extends Range {
  /** Its letters as `skeleton` has them. */
  latin: string;
  isCapital: boolean;
  isAllCapitals: boolean;
  /** Nothing but blanks, hyphens and apostrophes between it and the word before. */
  isJoined: boolean;
  /** The same, or a comma or bracket. */
  isNear: boolean;
}

function wordsOf(text: string): Word[] {
  let end = 0;
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map(({ 0: word, index }) => {
    const gap = text.slice(end, index);
    end = index + word.length;
    return {
      start: index,
      end,
      latin: skeleton(word),
      isCapital: /^\p{Lu}/u.test(word),
      isAllCapitals: /^\p{Lu}{2}/u.test(word) && /\p{Lu}$/u.test(word),
      isJoined: /^[\s\u00ad\u2060'’–-]*$/u.test(gap),
      isNear: /^[\s\u00ad\u2060'’(,–-]*$/u.test(gap),
    };
  });
}

/** A word without scripts, marks and spellings: Ниш, Niš, NIS and Nish are "nis", Gjykata and Ѓиката "gikata". */
function skeleton(word: string): string {
  const known = skeletons.get(word);
  if (known !== undefined) return known;
  if (skeletons.size > SKELETONS_MAX) skeletons.clear();
  const made = bare(word);
  skeletons.set(word, made);
  return made;
}

/** A text says the same words again and again. */
const skeletons = new Map<string, string>();
const SKELETONS_MAX = 20_000;

function bare(word: string): string {
  return toLatin(word)
    .toLowerCase()
    .replaceAll(/đ|dj|gj|ǵ/g, "g")
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([scz])h/g, "$1")
    .replaceAll("kj", "c")
    .replaceAll("q", "c")
    .replaceAll("y", "i")
    .replaceAll(/([lr])\1/g, "$1");
}

/** A town by the beginnings of its words in any case of the noun, in Latin letters. */
export interface Seat {
  words: readonly string[][];
}

/** The town in which a court sits, of its name; null where that does not say one. */
export function seatOf(court: string): Seat | null {
  const words = wordsOf(court.split(/[,(]/)[0] ?? "").filter(({ latin }) => !/^(?:\p{N}+|[ivx]+)$/u.test(latin));
  const at = words.findIndex(({ latin }) => COURT.test(latin));
  if (at < 0) return null;
  const last = words.findLastIndex(({ isCapital }) => isCapital);
  const from = words.findLastIndex(({ isCapital }, i) => i <= at || (i < last && !isCapital)) + 1;
  const run = words.slice(from, last + 1).map(({ latin }) => latin);
  // All words of an Albanian court are capital, and its town is the last of them.
  const seat = words[at]?.latin.startsWith("gik") ? (run.length > 1 ? run.slice(-1) : []) : run;
  if (seat.length === 0 || seat.some((word) => word.length < 3 || COUNTRY.test(word))) return null;
  return { words: seat.length === 1 ? [seat.flatMap(alsoCalled)] : seat.map(stemsOf) };
}

const TOWNS = ALSO_CALLED.map((town) => town.split(" ").map((name) => stemsOf(skeleton(name))));

function alsoCalled(town: string): string[] {
  const stems = stemsOf(town);
  const same = TOWNS.filter((names) => names.some((each) => each.some((stem) => stems.includes(stem))));
  return [...new Set([...stems, ...same.flat(2)])];
}

/** "nišu" begins as "niš" does, "leskovcu" as "leskovac" does, and "skopje" as "skopski" does. */
function stemsOf(latin: string): string[] {
  const stem = latin.replace(/[aeiou]$/u, "");
  const fleeting = /^(.+[^aeiou])a?c$/u.exec(stem)?.[1];
  return [
    ...new Set([
      stem,
      stem.replace(/j$/u, ""),
      ...(fleeting === undefined ? [] : ["ac", "c"].map((end) => fleeting + end)),
    ]),
  ].filter((each) => each.length > 2);
}

/** Where a text names a court of these towns; in a title, the town by itself. */
export function seatsIn(text: string, seats: readonly Seat[], isTitle: boolean): Range[] {
  if (seats.length === 0) return [];
  const words = wordsOf(text);
  return seats.flatMap(({ words: seat }) =>
    words.flatMap((_, at) => {
      const town = townAt(words, at, seat);
      if (town === null) return [];
      const isAdjective = !words[at]?.isCapital;
      const range = { start: words[at]?.start ?? 0, end: words[town - 1]?.end ?? 0 };
      const court = (isAdjective ? null : courtBefore(words, at)) ?? courtBehind(words, town);
      if (court === null) return isTitle && words[at]?.isCapital ? [range] : [];
      return [{ start: Math.min(court.start, range.start), end: Math.max(court.end, range.end) }];
    }),
  );
}

/** The index behind the town that begins here; null where none does. */
function townAt(words: readonly Word[], at: number, seat: Seat["words"]): number | null {
  const isHere = seat.every((stems, i) => {
    const word = words[at + i];
    if (!word || (i > 0 && !word.isJoined)) return false;
    const rest = stems.filter((stem) => word.latin.startsWith(stem)).map((stem) => word.latin.slice(stem.length));
    const isAdjective = seat.length === 1 && rest.some((each) => ADJECTIVE.test(each));
    return isAdjective || (word.isCapital && rest.some((each) => ENDING.test(each)));
  });
  return isHere ? at + seat.length : null;
}

/** The court to which a town belongs that begins here. */
function courtBefore(words: readonly Word[], town: number): Range | null {
  for (let at = town - 1; at >= 0 && town - at <= APART + 1; at--) {
    const word = words[at];
    const next = words[at + 1];
    if (!word || !next || SAYS.test(word.latin)) return null;
    if (!(at === town - 1 ? next.isNear : next.isJoined)) return null;
    const isCourt = COURT.test(word.latin) || (town - at <= 2 && isShortCourt(word));
    if (isCourt) return { start: words[kindsBefore(words, at)]?.start ?? word.start, end: word.end };
  }
  return null;
}

/** "niškog Višeg suda", "Niš Higher Court". */
function courtBehind(words: readonly Word[], from: number): Range | null {
  for (let at = from; words[at]?.isJoined; at++) {
    const word = words[at];
    if (!word) return null;
    if (COURT.test(word.latin) || (at === from && isShortCourt(word)))
      return { start: words[from]?.start ?? word.start, end: word.end };
    if (!KIND.test(word.latin)) return null;
  }
  return null;
}

function isShortCourt({ isAllCapitals, latin }: Word): boolean {
  return isAllCapitals && SHORT_COURT.test(latin);
}

function kindsBefore(words: readonly Word[], court: number): number {
  let at = court;
  while (at > 0 && words[at]?.isJoined && KIND.test(words[at - 1]?.latin ?? "")) at--;
  return at;
}
