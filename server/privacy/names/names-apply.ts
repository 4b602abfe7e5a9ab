import { newId, UnitId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import type { SealedKey } from "../../../schema/protocol/http/pseudonyms.ts";
import type { Edit, EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { isInsideRun, leftEdge, rightEdge } from "../../../schema/text/words.ts";
import { carryNames } from "./names-carry.ts";
import type { NamedPlace, NamesApplication, NamesDocument } from "../../store/shapes/names-document.ts";
import { PlaceIndex } from "../place-index.ts";
import { unitKindOf, wordsOf } from "./tokens.ts";

/** What is put in the place of what. */
export interface NamesPlan extends Pick<NamesApplication, "mentions" | "identifiers" | "quasi"> {
  /** Sorted, apart, each of whole words. */
  edits: Edit[];
}

/** A place that is certain, or that a person has looked at. */
const isReplaced = ({ sure, state }: NamedPlace): boolean => state === "yes" || (sure && state === "open");

/**
 * Everything that is confirmed: of persons the places that are sure or were looked at, identifiers, and what a person wants
 * replaced of the rest. Where places overlap one token stands for both, that of the longer one: nothing of either is left.
 */
export function planNames(document: NamesDocument, text: string): NamesPlan {
  const { tokens, mentions, identifiers, quasi } = placesToReplace(document);
  const edits: Edit[] = [];
  for (const { start, end, entity } of mentions) {
    const token = tokens.get(entity);
    if (token) edits.push({ ...wholeWords(text, { start, end }), insert: wordsOf(token) });
  }
  for (const { start, end, token } of [...identifiers, ...quasi])
    if (token) edits.push({ ...wholeWords(text, { start, end }), insert: wordsOf(token) });
  return { edits: joined(edits), mentions, identifiers, quasi };
}

/** Whether something that is confirmed stands in the text still. */
export function isToReplace(document: NamesDocument): boolean {
  const { mentions, identifiers, quasi } = placesToReplace(document);
  return mentions.length + identifiers.length + quasi.length > 0;
}

function placesToReplace(document: NamesDocument) {
  const tokens = new Map(document.entities.map(({ id, state, token }) => [id, state === "confirmed" ? token : null]));
  return {
    tokens,
    mentions: document.mentions.filter((place) => isReplaced(place) && tokens.get(place.entity)),
    identifiers: document.identifiers.filter(({ state }) => state === "confirmed"),
    quasi: document.quasi.filter(({ state, token }) => state === "replace" && token !== null),
  };
}

function wholeWords(text: string, { start, end }: Range): Range {
  return {
    start: isInsideRun(text, start) ? leftEdge(text, start, isInsideRun) : start,
    end: isInsideRun(text, end) ? rightEdge(text, end, isInsideRun) : end,
  };
}

function joined(edits: readonly Edit[]): Edit[] {
  const out: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1);
    if (!last || edit.start >= last.end) {
      out.push({ ...edit });
      continue;
    }
    if (edit.end - edit.start > last.end - last.start) last.insert = edit.insert;
    last.end = Math.max(last.end, edit.end);
  }
  return out;
}

/** The units that persons become with a plan: those that are there already, and new ones. */
export function unitsOf(
  { entities }: NamesDocument,
  { mentions }: NamesPlan,
  there: readonly Unit[],
  verdict: VerdictId,
  now: string,
): { byPerson: Map<string, UnitId>; added: Unit[] } {
  const applied = new Set(mentions.map(({ entity }) => entity));
  const byPerson = new Map<string, UnitId>();
  const added: Unit[] = [];
  for (const { id, token } of entities) {
    const kind = applied.has(id) ? unitKindOf(token.kind) : null;
    if (!kind) continue;
    const { label } = token;
    let unit = [...there, ...added].find((each) => each.kind === kind && each.label === label);
    if (!unit) added.push((unit = { id: newId(UnitId), verdict, kind, label, createdAt: now }));
    byPerson.set(id, unit.id);
  }
  return { byPerson, added };
}

/** The state once a plan has become a revision: numbered one higher, undone from now on as one. */
export function afterApplication(
  document: NamesDocument,
  plan: NamesPlan,
  units: ReturnType<typeof unitsOf>,
  made: { revision: Revision; map: EditMap },
  sealed: boolean,
): NamesDocument {
  const edits = new PlaceIndex(plan.edits);
  // Also what stood in the words of something longer: it comes back with them.
  const isGone = (place: Range): boolean => edits.meeting(place).length > 0;
  const application: NamesApplication = {
    revision: made.revision.number,
    units: units.added.map(({ id }) => id),
    sealed,
    mentions: document.mentions.filter(isGone),
    identifiers: document.identifiers.filter(isGone),
    quasi: document.quasi.filter(isGone),
  };
  const rest: NamesDocument = {
    ...document,
    number: document.number + 1,
    entities: document.entities.map((person) => ({ ...person, unit: units.byPerson.get(person.id) ?? person.unit })),
    mentions: document.mentions.filter((place) => !isGone(place)),
    identifiers: document.identifiers.filter((place) => !isGone(place)),
    quasi: document.quasi.filter((place) => !isGone(place)),
    // What was decided before can be undone only when the names are back.
    steps: [],
    undone: [],
    applications: [...document.applications, application],
  };
  return carryNames(rest, [made.map], made.revision);
}

/** Which token stands for which words, of all applications; sorted by token. */
export function keyEntries({ entities, applications }: NamesDocument): SealedKey["entries"] {
  const entries = new Map<string, { token: string; canonical: string; forms: Set<string> }>();
  const add = (token: string, canonical: string, form: string): void => {
    const entry = entries.get(token) ?? { token, canonical, forms: new Set() };
    entries.set(token, entry);
    entry.forms.add(form);
  };
  const persons = new Map(entities.map((person) => [person.id, person]));
  for (const { mentions, identifiers, quasi } of applications) {
    for (const { entity, text } of mentions.filter(isReplaced)) {
      const person = persons.get(entity);
      if (person?.state === "confirmed") add(wordsOf(person.token), person.canonical, text);
    }
    const others = [
      ...identifiers.filter(({ state }) => state === "confirmed"),
      ...quasi.filter(({ state }) => state === "replace"),
    ];
    for (const { token, text } of others) if (token) add(wordsOf(token), text, text);
  }
  return [...entries.values()]
    .map(({ token, canonical, forms }) => ({ token, canonical, forms: [...forms].sort() }))
    .sort((a, b) => (a.token < b.token ? -1 : 1));
}

/** A person whose names are replaced, with every form that was found, in the text or replaced already. */
export interface ConfirmedName {
  id: string;
  canonical: string;
  forms: string[];
}

/** All confirmed persons with their forms: what may stand nowhere any more when the verdict is cleared. */
export function confirmedNames({ entities, mentions, applications }: NamesDocument): ConfirmedName[] {
  const places = [...mentions, ...applications.flatMap((each) => each.mentions)].filter(({ state }) => state !== "no");
  return entities
    .filter(({ state }) => state === "confirmed")
    .map(({ id, canonical }) => ({
      id,
      canonical,
      forms: [...new Set(places.filter(({ entity }) => entity === id).map(({ text }) => text))].sort(),
    }));
}
