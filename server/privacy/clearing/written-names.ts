import { type VerdictLanguage, withoutScript } from "../../../schema/domain/language.ts";
import type { IdentifierKind, QuasiKind } from "../../../schema/domain/privacy.ts";
import type { FindingPlace } from "../../../schema/protocol/http/clearing.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { stemOf } from "../../../schema/language/stem/stem.ts";
import { detectLanguage } from "../../import/recognise/language.ts";
import { findNames } from "../find/find.ts";
import { isCertain, isContact } from "../find/weights.ts";
import { wordsOf } from "../words.ts";

/** Somebody or something that seems to be named in what people typed; `kind` is null for a person. */
export interface WrittenName extends Range {
  kind: IdentifierKind | QuasiKind | null;
  /** In how many places of the same words it stands. */
  places: number;
}

/** What has a name of its own; a trade or an age is a description, which the verdict itself may give. */
const NAMED: ReadonlySet<QuasiKind> = new Set(["birth-place", "settlement", "business", "institution", "school"]);
const OF_SOMEBODY: ReadonlySet<IdentifierKind> = new Set(["address", "birth-date", "plate"]);

/**
 * Who and what seems to be named in words that were typed beside a cleared verdict, in text order. The names that were replaced are
 * known to nobody any more, so they are looked for by their shape, as in a new file. What the verdict's text says in clear as well
 * (`isRead`) is left out: it is asked about there.
 */
export function namesWritten(
  { place, text }: { place: FindingPlace; text: string },
  language: VerdictLanguage,
  isRead: (words: string) => boolean,
): WrittenName[] {
  const { entities, identifiers, quasi } = findNames(text, {
    language: languageOf(place, text, language),
    script: "Latn",
  });
  const people = entities.flatMap(({ mentions }): WrittenName[] => {
    const sure = mentions.filter((each) => each.sure && !isRead(each.text));
    const longest = sure.toSorted((a, b) => b.text.length - a.text.length)[0];
    return longest ? [{ start: longest.start, end: longest.end, kind: null, places: sure.length }] : [];
  });
  const named = quasi.filter((each) => NAMED.has(each.kind) && !isRead(each.text));
  const numbers = identifiers.filter(
    (each) => each.sure && OF_SOMEBODY.has(each.kind) && !isCertain(each) && !isContact(each),
  );
  const others = [...named, ...numbers].map(({ start, end, kind }) => ({ start, end, kind, places: 1 }));
  return [...people, ...others].sort((a, b) => a.start - b.start);
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
