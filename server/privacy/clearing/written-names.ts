import { type VerdictLanguage, withoutScript } from "../../../schema/domain/language.ts";
import type { IdentifierKind, QuasiKind, Suggestions } from "../../../schema/domain/privacy.ts";
import type { FindingPlace } from "../../../schema/protocol/http/clearing.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { stemOf } from "../../../schema/language/stem/stem.ts";
import { normaliseRanges } from "../../../schema/text/ranges.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { detectLanguage } from "../../import/recognise/language.ts";
import { findNames } from "../find/find.ts";
import { isCertain, isContact } from "../find/weights.ts";
import { findForms, type FormIndex, formsOf, indexForms, standingIn } from "../forms.ts";
import { PlaceIndex } from "../place-index.ts";
import { wordsOf } from "../words.ts";
import { isGivenName } from "./given-names.ts";

/** Somebody or something that seems to be named in what people typed; `kind` is null for a person. */
export interface WrittenName extends Range {
  kind: IdentifierKind | QuasiKind | null;
  /** In how many places of the same words it stands. */
  places: number;
}

/** What has a name of its own; a trade or an age is a description, which the verdict itself may give. */
const NAMED: ReadonlySet<QuasiKind> = new Set(["birth-place", "settlement", "business", "institution", "school"]);
const OF_SOMEBODY: ReadonlySet<IdentifierKind> = new Set(["address", "birth-date", "plate"]);

/** A text that somebody typed, and what was found in it. */
interface ReadText {
  text: string;
  language: VerdictLanguage;
  found: Suggestions;
}

/** What `namesWritten` needs to know of all that was typed beside a verdict. */
export interface Written {
  texts: readonly ReadText[];
  /** Given names and surnames of whoever is named in full in one of them: alone in another they are the same person's. */
  parts: FormIndex;
}

/** Reads what was typed as new files; the results are in the order of `typed`. */
export function readWritten(
  typed: readonly { place: FindingPlace; text: string }[],
  language: VerdictLanguage,
): Written {
  const texts = typed.map(({ place, text }): ReadText => {
    const own = languageOf(place, text, language);
    return { text, language: own, found: findNames(text, { language: own, script: "Latn" }) };
  });
  const mayStand = standingIn(
    texts.map(({ text }) => text),
    language,
  );
  const full = texts.flatMap(({ language: of, found: { entities } }) =>
    entities.flatMap(({ canonical, mentions }) =>
      canonical.includes(" ") && mentions.some(({ sure }) => sure) ? formsOf(canonical, of, { mayStand }) : [],
    ),
  );
  return { texts, parts: indexForms(full, language) };
}

/**
 * Who and what seems to be named in words that were typed beside a cleared verdict, in text order. The names that were replaced are
 * known to nobody any more, so they are looked for by their shape, as in a new file, and where they stand alone by the full names that
 * others wrote, and by a list of given names. What the verdict's text says in clear as well (`isRead`) is left out: it is asked about there.
 */
export function namesWritten(
  { text, language, found: { entities, identifiers, quasi } }: ReadText,
  parts: FormIndex,
  isRead: (words: string) => boolean,
): WrittenName[] {
  const people = entities.flatMap(({ mentions }): WrittenName[] => {
    // A word with a capital that nothing explains is no name in English: months have one, and offices.
    const written = mentions.filter((each) => (each.sure || language !== "en") && !isRead(each.text));
    const longest = written.toSorted((a, b) => b.text.length - a.text.length)[0];
    return longest ? [{ start: longest.start, end: longest.end, kind: null, places: written.length }] : [];
  });
  const known = new PlaceIndex(
    normaliseRanges([...entities.flatMap(({ mentions }) => mentions), ...identifiers, ...quasi, ...findTokens(text)]),
  );
  const alone = namesAlone(text, language, parts).filter(
    (each) => known.meeting(each).length === 0 && !isRead(text.slice(each.start, each.end)),
  );
  const named = quasi.filter((each) => NAMED.has(each.kind) && !isRead(each.text));
  const numbers = identifiers.filter(
    (each) => each.sure && OF_SOMEBODY.has(each.kind) && !isCertain(each) && !isContact(each),
  );
  const others = [...named, ...numbers].map(({ start, end, kind }) => ({ start, end, kind, places: 1 }));
  return [...people, ...onceEach(text, alone, language), ...others].sort((a, b) => a.start - b.start);
}

/** Words that are part of a name which stands in full elsewhere, or a given name. */
function namesAlone(text: string, language: VerdictLanguage, parts: FormIndex): Range[] {
  const ofOthers = findForms(text, parts);
  const met = new PlaceIndex(normaliseRanges(ofOthers));
  const given = wordsOf(text).filter(
    (word) => met.meeting(word).length === 0 && isGivenName(word.folded, language, word.isCapital),
  );
  return [...ofOthers, ...given].sort((a, b) => a.start - b.start);
}

/** The same name in several places of a text is one thing to answer for. */
function onceEach(text: string, ranges: readonly Range[], language: VerdictLanguage): WrittenName[] {
  const same = groupBy(ranges, ({ start, end }) => stemOf(foldForSearch(text.slice(start, end)), language));
  return [...same.values()].flatMap((places) => {
    const [first] = places;
    return first ? [{ start: first.start, end: first.end, kind: null, places: places.length }] : [];
  });
}

/** Of a verdict in one language people write in all of the network's: a short remark tells too little of which. */
function languageOf(place: FindingPlace, text: string, language: VerdictLanguage): VerdictLanguage {
  if (place.in === "translation") return withoutScript(place.language);
  const { language: written, certain } = detectLanguage(text);
  return certain ? written : language;
}

/** Whether words stand in a text, one behind the other, in some form and either script. */
export function readIn(text: string, language: VerdictLanguage): (words: string) => boolean {
  const stemsOf = (words: string): string =>
    ` ${wordsOf(words)
      .map(({ folded }) => stemOf(folded, language))
      .join(" ")} `;
  const all = stemsOf(text);
  return (words) => all.includes(stemsOf(words));
}
