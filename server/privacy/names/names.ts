import { foldForSearch } from "../../../schema/language/fold.ts";
import {
  isMeant,
  type NamesCommand,
  type NameThing,
  isQuasiToAdd,
  type ThingToAdd,
  withSame,
} from "../../../schema/protocol/http/pseudonyms.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { overlaps } from "../../../schema/text/ranges.ts";
import { findTokens, parseToken } from "../../../schema/text/token.ts";
import { placeKey } from "../find/place-forms.ts";
import { addedPlaces, addedThings } from "./names-add.ts";
import {
  arranged,
  isApplied,
  type NamedPerson,
  type NamedPlace,
  type NamesContext,
  type NamesDocument,
  type NamesFound,
} from "../../store/shapes/names-document.ts";
import { holdersOf, labelsOf } from "./names-look.ts";
import { redoLast, stepBetween, undoLast } from "./names-undo.ts";
import { tokenKindOfIdentifier, tokenKindOfQuasi, tokenKindOfRole, wordsOf } from "./tokens.ts";

/** Why a command is refused: what it names is not there; it is in the text as a token already; the token is another's. */
export class NamesError extends Error {
  override name = "NamesError";
  readonly reason: "not-there" | "applied" | "token-taken";
  constructor(reason: NamesError["reason"]) {
    super(reason);
    this.reason = reason;
  }
}

/** What holds of a person of whom somebody has said that it is one. */
const SAID = { state: "confirmed", confidence: 1 } as const;
const NEW = { ...SAID, unit: null } as const;

/** So many commands can be undone. */
const STEPS = 200;

/**
 * The state after a command: numbered one higher, or the same object where nothing would change (to undo or redo with nothing of
 * one's own left, too). Throws a NamesError.
 */
export function decide(document: NamesDocument, command: NamesCommand, context: NamesContext): NamesDocument {
  if (command.kind === "undo") return undoLast(document, context);
  if (command.kind === "redo") return redoLast(document, context);
  const draft = new Draft(document, context);
  draft.run(command);
  const found = arranged(saidBy(document, draft, context.by));
  const step = stepBetween(document, found, context.by);
  if (!step) return document;
  const made = context.at ? { ...step, at: context.at } : step;
  const steps = [...document.steps, made].slice(-STEPS);
  const undone = (document.undone ?? []).filter(({ by }) => by !== context.by);
  return { ...document, ...found, number: document.number + 1, nextId: draft.nextId, steps, undone };
}

/** What is decided otherwise than before, with who did: whoever clears the verdict is told. */
function saidBy(before: NamesFound, after: NamesFound, by: NamesContext["by"]): NamesFound {
  const said = <Item extends { id: string; state: string }>(old: readonly Item[], items: readonly Item[]): Item[] => {
    const states = new Map(old.map(({ id, state }) => [id, state]));
    const isOpen = ({ state }: Item): boolean => state === "proposed" || state === "open";
    return items.map((each) => {
      if (states.get(each.id) === each.state) return each;
      return { ...each, by: isOpen(each) ? undefined : by };
    });
  };
  return {
    mentions: after.mentions,
    entities: said(before.entities, after.entities),
    identifiers: said(before.identifiers, after.identifiers),
    quasi: said(before.quasi, after.quasi),
  };
}

class Draft implements NamesFound {
  entities: NamedPerson[];
  mentions: NamedPlace[];
  identifiers: NamesFound["identifiers"];
  quasi: NamesFound["quasi"];
  nextId: number;
  readonly #document: NamesDocument;
  readonly #context: NamesContext;

  constructor(document: NamesDocument, context: NamesContext) {
    this.entities = [...document.entities];
    this.mentions = [...document.mentions];
    this.identifiers = [...document.identifiers];
    this.quasi = [...document.quasi];
    this.nextId = document.nextId;
    this.#document = document;
    this.#context = context;
  }

  run(command: Exclude<NamesCommand, { kind: "undo" | "redo" }>): void {
    switch (command.kind) {
      case "confirm":
        // With the role that was shown.
        return this.#change(command.entity, { state: "confirmed", isRoleGuessed: undefined });
      case "dismiss":
        return this.#changeFree(command.entity, { state: "dismissed" });
      case "reopen":
        return this.#changeFree(command.entity, { state: "proposed" });
      case "role":
        return this.#setRole(command.entity, command.role);
      case "token":
        return this.#setToken(command.entity, command.token);
      case "rename":
        return this.#change(command.entity, { canonical: command.canonical });
      case "merge":
        return this.#merge(command.entities);
      case "split":
        return this.#split(command.entity, command.starts);
      case "move":
        return this.#move(command.entity, command.starts, command.to);
      case "mention":
        return this.#sayOf(command.entity, command.start, command.is);
      case "add":
        return this.#add(command);
      case "identifier":
        this.identifiers = withState(this.identifiers, command);
        return;
      case "quasi":
        this.quasi = withState(this.quasi, command);
        this.#number(command.id);
        return;
      case "add-thing":
        return this.#addThing(command);
      case "same":
        return this.#setSame(command);
      case "confirm-sure":
        return this.#confirmSure();
    }
  }

  #person(id: string): NamedPerson {
    const person = this.entities.find((each) => each.id === id);
    if (!person) throw new NamesError("not-there");
    return person;
  }

  /** A person whose token does not stand in the text yet. */
  #freePerson(id: string): NamedPerson {
    const person = this.#person(id);
    if (isApplied(this.#document, id)) throw new NamesError("applied");
    return person;
  }

  #change(id: string, change: Partial<NamedPerson>): void {
    const changed = { ...this.#person(id), ...change };
    this.entities = this.entities.map((each) => (each.id === id ? changed : each));
  }

  #changeFree(id: string, change: Partial<NamedPerson>): void {
    if (this.#person(id).state === change.state) return;
    this.#freePerson(id);
    this.#change(id, change);
  }

  #labels(): ReturnType<typeof labelsOf> {
    return labelsOf(this.#document, this.#context.text, this.#context.unitLabels);
  }

  #setRole(id: string, role: NamedPerson["role"]): void {
    const person = this.#person(id);
    const said = { role, isRoleGuessed: undefined };
    if (person.role === role) return person.isRoleGuessed ? this.#change(id, said) : undefined;
    const kind = tokenKindOfRole(role);
    if (kind === person.token.kind) return this.#change(id, said);
    this.#freePerson(id);
    this.#change(id, { ...said, token: this.#labels().next(kind) });
  }

  #setToken(id: string, token: NamedPerson["token"]): void {
    const { kind, label } = this.#person(id).token;
    if (kind === token.kind && label === token.label) return;
    this.#freePerson(id);
    // One that only stands in the text is the same person's, of whom the names have been put in before.
    const others = this.entities.filter((each) => each.id !== id);
    if (holdersOf({ ...this.#document, entities: others }).has(wordsOf(token))) throw new NamesError("token-taken");
    this.#change(id, { token });
  }

  #merge(ids: readonly string[]): void {
    const [first, ...others] = [...new Set(ids)].map((id) => this.#person(id));
    if (!first || others.length === 0) throw new NamesError("not-there");
    for (const { id } of others) this.#freePerson(id);
    const gone = new Set(others.map(({ id }) => id));
    // Somebody has said of one of them that it is a name.
    const state = [first, ...others].some((each) => each.state === "confirmed") ? "confirmed" : first.state;
    this.mentions = this.mentions.map((place) => (gone.has(place.entity) ? { ...place, entity: first.id } : place));
    this.entities = this.entities.filter(({ id }) => !gone.has(id));
    this.#change(first.id, { state });
  }

  /** The places of a person that begin at `starts`, each of which must be there. */
  #places(person: string, starts: readonly number[]): NamedPlace[] {
    const wanted = new Set(starts);
    const places = this.mentions.filter(({ entity, start }) => entity === person && wanted.has(start));
    if (places.length !== wanted.size) throw new NamesError("not-there");
    return places;
  }

  #split(id: string, starts: readonly number[]): void {
    const person = this.#person(id);
    const places = this.#places(id, starts);
    // All of them are the person as it is.
    if (places.length === this.mentions.filter(({ entity }) => entity === id).length && !isApplied(this.#document, id))
      return;
    const longest = places.reduce((a, b) => (b.text.length > a.text.length ? b : a));
    const to = this.#newPerson({ ...person, canonical: longest.text, unit: null });
    this.mentions = this.mentions.map((place) => (places.includes(place) ? { ...place, entity: to } : place));
  }

  #newPerson(person: Omit<NamedPerson, "id" | "token">): string {
    const id = `e${this.nextId++}`;
    this.entities = [...this.entities, { ...person, id, token: this.#labels().next(tokenKindOfRole(person.role)) }];
    return id;
  }

  #move(id: string, starts: readonly number[], to: string): void {
    this.#person(id);
    this.#person(to);
    const places = this.#places(id, starts);
    if (id === to) return;
    this.mentions = this.mentions.map((place) =>
      places.includes(place) ? { ...place, entity: to, state: "yes" } : place,
    );
    this.#dropEmpty(id);
  }

  #dropEmpty(id: string): void {
    if (this.mentions.some(({ entity }) => entity === id) || isApplied(this.#document, id)) return;
    this.entities = this.entities.filter((each) => each.id !== id);
  }

  #sayOf(id: string, start: number, is: boolean): void {
    const [place] = this.#places(id, [start]);
    this.mentions = this.mentions.map((each) => (each === place ? { ...each, state: is ? "yes" : "no" } : each));
  }

  #add({ entity, role, range, everywhere }: NamesCommand & { kind: "add" }): void {
    const { text, language } = this.#context;
    if (entity !== null) this.#person(entity);
    const added = addedPlaces(this, text, range, everywhere ? language : null, entity);
    if (!added) throw new NamesError("not-there");
    const [here, ...elsewhere] = added.places;
    if (!here) throw new NamesError("not-there");
    const to = entity ?? this.#taken(added.replaced, here) ?? this.#newPerson({ ...NEW, canonical: here.text, role });
    if (entity === null) {
      this.#setRole(to, role);
      this.#change(to, { ...SAID, canonical: here.text });
    }
    const losers = new Set(added.replaced.map((place) => place.entity));
    this.mentions = [
      ...this.mentions.filter((place) => !added.replaced.includes(place)),
      { ...here, entity: to, sure: true, state: "yes" },
      ...elsewhere.map((place) => ({ ...place, entity: to, state: "open" as const })),
    ];
    for (const id of losers) if (id !== to) this.#dropEmpty(id);
  }

  /**
   * Whose chosen place it was, where all their places become the new person's: they go on as that one, so that what somebody has
   * ticked or opened meanwhile is still there.
   */
  #taken(replaced: readonly NamedPlace[], here: Range): string | null {
    const id = replaced.find(({ start, end }) => here.start <= start && end <= here.end)?.entity;
    if (id === undefined || isApplied(this.#document, id)) return null;
    return this.mentions.every((place) => place.entity !== id || replaced.includes(place)) ? id : null;
  }

  #addThing({ of, range, as, own, everywhere }: NamesCommand & { kind: "add-thing" }): void {
    const { text, language } = this.#context;
    const places = addedThings(text, range, { of, everywhere }, language);
    const kind = tokenKindToAdd(of);
    if (!places || !kind) throw new NamesError("not-there");
    const all = [...this.identifiers, ...this.quasi];
    const other = as === null ? undefined : (all.find(({ id }) => id === as)?.token ?? standing(as, text));
    if (as !== null && other?.kind !== kind) throw new NamesError("not-there");
    const [here, ...elsewhere] = places;
    const free = elsewhere.filter((place) => !all.some((each) => overlaps(each, place)));
    const known = all.find(
      (each) => each.token?.kind === kind && places.some(({ start, end }) => each.start === start && each.end === end),
    );
    const same = own ? undefined : (known?.token ?? this.#replacedBefore(of, places));
    const token = other ?? same ?? this.#labels().next(kind);
    const isLeft = (each: Range): boolean => !here || !overlaps(each, here);
    const fresh = here ? [here, ...free] : [];
    this.identifiers = this.identifiers.filter(isLeft);
    this.quasi = this.quasi.filter(isLeft);
    if (!isQuasiToAdd(of)) {
      const made = { kind: of, valid: null, sure: true, state: "confirmed" as const, token };
      for (const place of fresh) this.identifiers.push({ id: `i${this.nextId++}`, ...place, ...made });
      return;
    }
    const made = { kind: of, state: "replace" as const, token };
    this.quasi = this.quasi.map((each) =>
      each.token && wordsOf(each.token) === wordsOf(token) ? { ...each, state: "replace" } : each,
    );
    for (const place of fresh) this.quasi.push({ id: `q${this.nextId++}`, ...place, ...made });
  }

  /** The placeholder that stands in the text already for the same number, place or organisation. */
  #replacedBefore(of: ThingToAdd, places: readonly { text: string }[]): NamedPerson["token"] | undefined {
    const { language } = this.#context;
    const keyOf = (text: string): string =>
      (isQuasiToAdd(of) ? placeKey({ kind: of, text }, language) : "") || foldForSearch(text).trim();
    const keys = new Set(places.map(({ text }) => keyOf(text)));
    const kind = tokenKindToAdd(of);
    return (
      this.#document.applications
        .flatMap(({ identifiers, quasi }) => [...identifiers, ...quasi])
        .find(({ token, text }) => token?.kind === kind && keys.has(keyOf(text)))?.token ?? undefined
    );
  }

  /** The first place that is replaced is number one: what stays in the text gives its lower number up. */
  #number(id: string): void {
    const one = this.quasi.find((each) => each.id === id);
    const { token } = one ?? {};
    if (!one || !token || one.state !== "replace") return;
    const ofKind = this.quasi.filter((each) => each.token?.kind === token.kind);
    const fixed = new Set(
      this.#document.applications.flatMap(({ quasi }) => quasi.flatMap((each) => each.token?.label ?? [])),
    );
    for (const each of this.#document.quasi) if (each.state === "replace" && each.token) fixed.add(each.token.label);
    if (fixed.has(token.label)) return;
    const isLower = ({ label }: { label: string }): boolean => Number(label) < Number(token.label) && !fixed.has(label);
    const lower = ofKind
      .flatMap((each) => (each.token && isLower(each.token) ? [each.token] : []))
      .sort((a, b) => Number(a.label) - Number(b.label))[0];
    if (!lower) return;
    const swapped = new Map([
      [wordsOf(token), lower],
      [wordsOf(lower), token],
    ]);
    this.quasi = this.quasi.map((each) =>
      each.token ? { ...each, token: swapped.get(wordsOf(each.token)) ?? each.token } : each,
    );
  }

  #setSame(command: NamesCommand & { kind: "same" }): void {
    const identifiers = command.of === "identifier" ? withSame(this.identifiers, command, "confirmed") : null;
    const quasi = command.of === "quasi" ? withSame(this.quasi, command, "replace") : null;
    if (!identifiers && !quasi) throw new NamesError("not-there");
    this.identifiers = identifiers ?? this.identifiers;
    this.quasi = quasi ?? this.quasi;
  }

  /** What is certain enough to be replaced without a look, and that nobody has decided. */
  #confirmSure(): void {
    const sure = new Set(this.mentions.filter((place) => place.sure).map(({ entity }) => entity));
    this.entities = this.entities.map((each) =>
      each.state === "proposed" && sure.has(each.id) && !each.isRoleGuessed ? { ...each, state: "confirmed" } : each,
    );
    this.identifiers = this.identifiers.map((each) =>
      each.state === "proposed" && each.sure ? { ...each, state: "confirmed" } : each,
    );
  }
}

function tokenKindToAdd(of: ThingToAdd): NamedPerson["token"]["kind"] | null {
  return isQuasiToAdd(of) ? tokenKindOfQuasi(of) : tokenKindOfIdentifier(of);
}

/** A token of the text by its words. */
function standing(words: string, text: string): NamedPerson["token"] | undefined {
  const isThere = findTokens(text).some(({ token }) => token === words);
  return (isThere && parseToken(words)) || undefined;
}

function withState<Item extends NameThing & { state: string }>(
  items: readonly Item[],
  { id, state, alike }: { id: string; state: Item["state"]; alike?: boolean | undefined },
): Item[] {
  const one = items.find((each) => each.id === id);
  if (!one) throw new NamesError("not-there");
  return items.map((each) => (isMeant(one, each, alike) ? { ...each, state } : each));
}
