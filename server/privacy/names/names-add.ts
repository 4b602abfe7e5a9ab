import type { VerdictLanguage } from "../../../schema/domain/language.ts";
import type { Mention } from "../../../schema/domain/privacy.ts";
import { foldForSearch } from "../../../schema/language/fold.ts";
import { isQuasiToAdd, type ThingToAdd } from "../../../schema/protocol/http/pseudonyms.ts";
import { overlaps } from "../../../schema/text/ranges.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { isOwnName, placeForms, placeKey } from "../find/place-forms.ts";
import { findForms, formsOf } from "../forms.ts";
import type { NamedPlace, NamesFound } from "../../store/shapes/names-document.ts";
import { PlaceIndex } from "../place-index.ts";

/** Words that a person has chosen, as places: the chosen one first. `replaced` are places that become part of one. */
export interface AddedPlaces {
  places: Mention[];
  replaced: NamedPlace[];
}

/**
 * The places that chosen words make, with `language` everywhere else that they occur in any form. A chosen place takes in
 * those that it overlaps; elsewhere only what is nobody's, or a false alarm's, is taken. Null where the words are none: blank,
 * outside of the text, or a token.
 */
export function addedPlaces(
  { mentions, entities }: Pick<NamesFound, "mentions" | "entities">,
  text: string,
  chosen: Range,
  language: VerdictLanguage | null,
  person: string | null,
): AddedPlaces | null {
  const here = trimmed(text, chosen);
  const tokens = new PlaceIndex(findTokens(text));
  if (!here || tokens.meeting(here).length > 0) return null;
  const known = new PlaceIndex(mentions);
  const met = known.meeting(here);
  const start = Math.min(here.start, ...met.map((place) => place.start));
  const end = Math.max(here.end, ...met.map((place) => place.end));
  const first: Mention = { start, end, text: text.slice(start, end), sure: true };
  if (!language) return { places: [first], replaced: met };

  const words = text.slice(here.start, here.end);
  const isFullName = /\s/u.test(words);
  const dismissed = new Set(entities.filter(({ state }) => state === "dismissed").map(({ id }) => id));
  const places = [first];
  const replaced = [...met];
  for (const found of findForms(text, formsOf(words, language, { parts: false }), language)) {
    if (found.start < end && start < found.end) continue;
    const others = known.meeting(found);
    const isInside = ({ start: from, end: to }: Range): boolean => found.start <= from && to <= found.end;
    const mayTake = (place: NamedPlace): boolean =>
      isInside(place) && place.entity !== person && dismissed.has(place.entity);
    if (!others.every(mayTake) || tokens.meeting(found).length > 0) continue;
    const at = text.slice(found.start, found.end);
    const isSame = foldForSearch(at).trim() === foldForSearch(words).trim();
    places.push({ start: found.start, end: found.end, text: at, sure: isSame || isFullName });
    replaced.push(...others);
  }
  return { places, replaced };
}

/** A number, place or organisation that is chosen: the place itself first, with `everywhere` all others, in any form of a name. */
export function addedThings(
  text: string,
  chosen: Range,
  { of, everywhere }: { of: ThingToAdd; everywhere: boolean },
  language: VerdictLanguage,
): (Range & { text: string })[] | null {
  const here = trimmed(text, chosen);
  const tokens = new PlaceIndex(findTokens(text));
  if (!here || tokens.meeting(here).length > 0) return null;
  const words = text.slice(here.start, here.end);
  const key = isQuasiToAdd(of) ? placeKey({ kind: of, text: words }, language) : "";
  const forms = key ? placeForms(text, new Set([key]), language) : [];
  // Who chooses a town in the name of a court means those names, too.
  const isMeant = forms.some((form) => form.ofCourt && overlaps(form, here));
  const others = key
    ? forms.filter((form) => isOwnName(form) || (isMeant && form.isCapital))
    : findForms(text, [words]);
  const elsewhere = others.filter((each) => !overlaps(each, here) && tokens.meeting(each).length === 0);
  return [here, ...(everywhere ? elsewhere : [])].map(({ start, end }) => ({
    start,
    end,
    text: text.slice(start, end),
  }));
}

function trimmed(text: string, { start, end }: Range): Range | null {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  const to = start + words.trimEnd().length;
  return end <= text.length && from < to && !words.trim().includes("\n") ? { start: from, end: to } : null;
}
