import { onlyChange } from "../../schema/text/edits/only-change.ts";
import { CommentId, newId, randomId, ThreadId } from "../../schema/domain/ids.ts";
import { serverClock } from "../api/server-clock.ts";
import type { EntryChange } from "../sync/batch.ts";
import type { Draft } from "../sync/draft.ts";
import type { PendingStore, TypedBoxes } from "../sync/pending-store.ts";
import type { ScopeKind } from "../../schema/rooms/room-scope.ts";
import type { ForWhom } from "./for-whom.ts";
import { figureIn, typedEntry, typedIn, wordsOf } from "../sync/draft.ts";
import type { WorkEnd } from "../sync/offline/records.ts";
import { TAB } from "../sync/offline/tabs.ts";
import { draftLetters } from "../sync/letters/draft-letters.ts";
import { type HeldAs, type HeldWhy, isHeldHere, keepsWords } from "./held-draft.ts";
import { actOf, actPlace, answeredKey, tellScreened, typedKey, type TypedOn, unsentWords } from "./typed-on.ts";

/** Where words may go: of a verdict, of a document, or of the methodology. */
export interface TypedPlaces {
  /** What they are of. */
  readonly kind: ScopeKind;
  /** Where words for the layer that is shown, or for these readers, are written; null where that is not open. */
  placeOf(what: "layer" | ForWhom): string | null;
  /** Whether the server lets this person write there. */
  mayWrite(place: string): boolean;
  /** Whether what is said there is still before this person's eyes: boxes that a right closes stay there, with their words. */
  mayRead(place: string): boolean;
  /** Keeps as a draft of this id what was not written when its place closed. */
  setAside(place: string, entries: readonly EntryChange[], id: string, own?: { own?: true }): void;
  /** What has become of a place that words lose their field of. */
  whyClosed?(place: string): HeldWhy;
  /** What is kept of this person's work there. */
  store(): PendingStore;
  /** The key of the box for first words of a thread that are for whom `place` is for, where that box is always there. */
  boxOf?(thread: Record<string, unknown>, place: string): string | null;
}

/** While somebody types, words are kept this often. */
const REST_MS = 200;

interface Typed {
  on: TypedOn;
  place: string;
  body: string;
  /** Id of the draft that they are kept as. */
  draft: string;
  /** Behind what was typed last. */
  caret: number;
}

/**
 * Words that stand in a box and are not sent. They are kept as drafts of their author while they are typed, as unsent work is, so that
 * they outlive the page; they are listed as drafts once no box holds them, as when it is shut. Where the place that they are for closes (a blind round
 * begins, a layer is handed in), they are listed at once: what holds the box goes with the place. Where it can be read as before, the box stays.
 * Whoever types in a box that goes types on in a field that stands where it stood.
 */
export class TypedWords implements TypedBoxes {
  private readonly places: TypedPlaces;
  private readonly words = new Map<string, Typed>();
  /** Words of drafts that lie where a box looks for them when it opens, by its key. */
  private laidOut = new Map<string, string>();
  /** Boxes that one has typed in here: what is typed there next is new, and goes on with no draft that the box did not show. */
  private readonly taken = new Set<string>();
  /** What is erased of what first words are about, with what stands in its place, by the key of their box: its view may hold it as it was. */
  private readonly replaced = new Map<string, Map<unknown, unknown>>();
  /** Words whose place has closed, and as which draft they are kept, until something else is typed under their key. */
  private readonly closed = new Map<string, Typed>();
  /** Keys of words that are not kept as they stand now. */
  private readonly moving = new Set<string>();
  private rest: ReturnType<typeof setTimeout> | undefined;
  /** Drafts of words that were typed before this page was here; those of now are in their boxes, here or in another tab. */
  private found: Set<string> | null = null;

  private readonly hasGoneOn: () => boolean;

  /** `hasGoneOn`: whether this person works on in the layer that is theirs now, and not in one that was closed to them. */
  constructor(places: TypedPlaces, hasGoneOn: () => boolean = () => false) {
    this.places = places;
    this.hasGoneOn = hasGoneOn;
  }

  /** Drafts that no box holds. */
  get listed(): readonly Draft[] {
    const { drafts } = this.places.store();
    const found = this.findTyped();
    this.layOut();
    const held = new Set([...this.words.values()].map(({ draft }) => draft));
    return drafts.filter(({ id, why }) => !held.has(id) && !isHeldHere(id) && (why !== "typed" || found.has(id)));
  }

  /** Words that are not sent, those in boxes that are open too; figures, and what the server is asked for, have their own place. */
  get unsent(): readonly Draft[] {
    const isCounted = ({ on, body }: Typed): boolean =>
      !(on.kind === "answer" && (on.part === "figure" || body === ""));
    const boxes = [...this.words.values()].filter(isCounted);
    const inBoxes = boxes.map(({ on, place, body, draft: id }): Draft => {
      return { id, place, entries: entriesOf(on, body), why: "typed", late: false, at: serverClock.stamp() };
    });
    return [...inBoxes, ...this.listed].filter(
      (draft) => draft.why === "typed" && actOf(draft.place) === null && !figureIn(draft) && wordsOf(draft) !== "",
    );
  }

  private findTyped(): Set<string> {
    this.found ??= new Set(this.places.store().drafts.flatMap(({ id, why }) => (why === "typed" ? [id] : [])));
    return this.found;
  }

  /** The box is shut over what stands in it, which is listed from now on: else nothing on the page would tell of it. */
  shut(on: TypedOn): void {
    const key = typedKey(on);
    const known = this.words.get(key);
    if (!known) return;
    const found = this.findTyped();
    this.flush();
    this.forget(key);
    found.add(known.draft);
  }

  /**
   * Lays what was typed and not sent where its box looks for it, as the drafts have it now: what is erased is replaced in words for an act, and
   * no more there of others. What stands in a box of another tab stays there: two boxes that went on with one draft would overwrite each other's
   * words. Of several drafts for one box it has the last one; the others are listed, also once that one is sent.
   */
  layOut(): void {
    const store = this.places.store();
    store.boxes.add(this);
    const laid = new Map<string, string>();
    for (const draft of store.drafts) {
      const key = this.boxOf(draft);
      if (key !== null && !this.taken.has(key) && !isElsewhere(store, draft)) laid.set(key, wordsOf(draft));
    }
    for (const [key, words] of this.laidOut)
      if (!laid.has(key) && !this.words.has(key) && unsentWords.get(key) === words) unsentWords.delete(key);
    for (const [key, words] of laid) unsentWords.set(key, words);
    this.laidOut = laid;
  }

  /**
   * Empty: they are sent, or nobody wants them; of an answer that is said by null, and who has emptied what stood in its field has typed that. `draft`: they were listed as that one, and stand in their box again.
   */
  take(said: TypedOn, body: string | null, draft?: string): void {
    const key = typedKey(said);
    const known = this.words.get(key);
    this.closed.delete(key);
    if (said.kind !== "answer") keepsWords(key, (gone) => this.goOn(gone));
    const now = this.placeNow(said);
    const isNew = this.taken.has(key) && said.kind !== "answer";
    const before = isNew ? undefined : this.draftOf(key);
    const on = asBegun(this.withoutErased(said), known?.on ?? before);
    this.taken.add(key);
    // Of first words the writer may still choose for whom they are.
    const chosen = on.kind === "begin" ? (now ?? (on.stays && known ? known.place : null)) : (known?.place ?? null);
    // What was kept is not let go by the box that shows it, even where nothing can be written now.
    const place = chosen ?? before?.place ?? now;
    if (on.kind === "act" && body === "") unsentWords.delete(key);
    const isEmptied = body === "" && on.kind === "answer" && on.part !== "figure" && on.was.trim() !== "";
    if (body === null || place === null || (body.trim() === "" && !isEmptied)) this.letGo(key, "let-go", before);
    else {
      // What was there before is no longer to be told from these.
      void this.listed;
      const id = known?.draft ?? before?.id ?? draft ?? randomId();
      const { from, to, letters } = onlyChange(known?.body ?? "", body, null);
      // What was typed elsewhere in them is kept as it stood before: a name that is parted now is known by it.
      if (known && this.moving.has(key) && (known.caret < from || known.caret > to)) this.flush();
      this.words.set(key, { on, place, body, draft: id, caret: from + letters.length });
      // Its words are behind those that stood there.
      if (draft && id !== draft) this.places.store().drop(draft, "replaced");
      this.moving.add(key);
      if (!this.rest) this.flush();
    }
  }

  /** Its box has gone from under whoever types in it: as what the words are kept from now on. Null where they are sent, or nobody wants them. */
  private goOn(on: TypedOn): HeldAs | null {
    const key = typedKey(on);
    const typed = this.words.get(key) ?? this.closed.get(key);
    if (!typed) return null;
    const { on: begun, place, draft: id } = typed;
    const isJoint = begun.kind === "note" && !begun.isFirst;
    return {
      store: this.places.store(),
      id,
      isOver: () => isJoint && this.places.whyClosed?.(place) === "begun" && this.hasGoneOn(),
      // What an act was asked for on may be done, or not be its writer's to do.
      why: () => (on.kind === "act" ? "gone" : (this.places.whyClosed?.(place) ?? "closed")),
      keep: (body) => {
        if (this.words.has(key)) this.forget(key);
        this.places.setAside(place, entriesOf(this.withoutErased(on), body), id, ownOf(begun));
      },
    };
  }

  private placeNow(on: TypedOn): string | null {
    if (on.kind === "answer") return on.place;
    if (on.kind === "act") return actPlace(this.places.kind, on.key);
    return this.places.placeOf(on.kind === "note" ? "layer" : on.audience);
  }

  /** As what the words of a box are kept, but for those in a box of another tab. */
  kept(on: TypedOn): Draft | undefined {
    return this.draftOf(typedKey(on));
  }

  /** Whether words would go with the page: it is to ask before it is left. Keeps first what is not kept yet. */
  get areAtRisk(): boolean {
    this.flush();
    const store = this.places.store();
    const isTyped = this.words.size > 0 || store.drafts.some(({ why }) => why === "typed");
    return isTyped && !(store.isOnDevice && store.isSettled);
  }

  /** The server has said what is open. Of an act it says so when it is asked for; whoever has answers sees to those. */
  setAside(): void {
    this.layOut();
    const isOpen = ({ on, place }: Typed): boolean =>
      on.kind === "act" ||
      on.kind === "answer" ||
      (on.kind === "begin" && on.stays === true) ||
      this.places.mayWrite(place) ||
      (on.kind !== "note" && this.places.mayRead(place));
    this.keep((typed) => !isOpen(typed));
  }

  /** Nothing is open any more. */
  setAllAside(): void {
    this.keep(({ on }) => on.kind !== "answer");
  }

  keepNow(): void {
    this.flush();
  }

  /** The box goes on with what is left of its words. */
  screened(draft: Draft): void {
    this.layOut();
    for (const [key, typed] of this.words) {
      if (typed.draft !== draft.id) continue;
      const body = bodyIn(draft, typed);
      const replaced = this.noteReplaced(draft, typed.on);
      this.words.set(key, { ...typed, on: this.withoutErased(typed.on), body });
      if (typed.on.kind !== "answer") unsentWords.set(key, body);
      tellScreened(key, replaced);
    }
  }

  /** What of the words that a box is about was replaced in its draft. */
  private noteReplaced(draft: Draft, on: TypedOn): ReadonlyMap<unknown, unknown> {
    const replaced = new Map<unknown, unknown>();
    if (on.kind !== "begin") return replaced;
    const fields = draft.entries.find(({ root }) => root === "threads")?.fields ?? {};
    for (const [name, was] of Object.entries(on.fields))
      if (typeof was === "string" && name in fields && fields[name] !== was) replaced.set(was, fields[name]);
    this.replaced.set(on.key, new Map([...(this.replaced.get(on.key) ?? []), ...replaced]));
    return replaced;
  }

  private withoutErased(on: TypedOn): TypedOn {
    const replaced = on.kind === "begin" ? this.replaced.get(on.key) : undefined;
    if (on.kind !== "begin" || !replaced) return on;
    const fields = Object.entries(on.fields).map(([name, value]) => [name, replaced.get(value) ?? value] as const);
    return { ...on, fields: Object.fromEntries(fields) };
  }

  /** The boxes go: what stands in them is listed from now on. */
  close(): void {
    this.flush();
    this.places.store().boxes.delete(this);
    clearTimeout(this.rest);
    for (const key of this.words.keys()) unsentWords.delete(key);
    for (const draft of this.places.store().drafts) unsentWords.delete(this.boxOf(draft) ?? "");
    this.words.clear();
    this.taken.clear();
  }

  private flush(): void {
    clearTimeout(this.rest);
    this.rest = undefined;
    if (this.moving.size > 0) this.rest = setTimeout(() => this.flush(), REST_MS);
    for (const key of this.moving) {
      const typed = this.words.get(key);
      if (!typed) continue;
      const { on, place, body, draft: id } = typed;
      const draft = {
        id,
        place,
        entries: entriesOf(on, body),
        why: "typed" as const,
        late: false,
        tab: TAB,
        ...ownOf(on),
      };
      this.keepDraft({ ...draft, at: serverClock.stamp() }, on);
    }
    this.moving.clear();
  }

  /** Keeps a draft. What stood in its field before is where its first letters were typed. */
  private keepDraft(draft: Draft, on: TypedOn): void {
    const store = this.places.store();
    const was = "was" in on ? (on.was ?? "") : "";
    const isFirst = was !== "" && !store.drafts.some(({ id }) => id === draft.id);
    const before = { draft: { ...draft, entries: entriesOf(on, was) }, letters: {} };
    store.setAside(draft, null, isFirst ? draftLetters(before, draft) : undefined);
  }

  /** `before`: the draft that its box shows, where nothing was typed there since. */
  private letGo(key: string, why: WorkEnd, before?: Draft): void {
    const draft = this.words.get(key)?.draft ?? before?.id;
    this.words.delete(key);
    this.moving.delete(key);
    if (draft) this.places.store().drop(draft, why);
  }

  /** The draft that words for a box were kept as before this page was here: the last one, as it is the one that is laid out. */
  private draftOf(key: string): Draft | undefined {
    const store = this.places.store();
    return store.drafts.findLast((draft) => this.boxOf(draft) === key && !isElsewhere(store, draft));
  }

  /** The key of the box that a draft goes back into by itself; null where it is listed. */
  private boxOf(draft: Draft): string | null {
    const { place, why, entries } = draft;
    const typed = typedIn(draft);
    if (typed) return typedKey({ kind: "answer", place, ...typed });
    const act = actOf(place);
    const [first] = entries;
    if (act !== null || why !== "typed" || !first) return act;
    return first.root === "threads" ? (this.places.boxOf?.(first.fields, place) ?? null) : answeredKey(first);
  }

  private keep(isClosed: (typed: Typed) => boolean): void {
    for (const [key, typed] of this.words) {
      if (!isClosed(typed)) continue;
      const { on, place, body, draft } = typed;
      this.forget(key);
      this.closed.set(key, typed);
      this.places.setAside(place, entriesOf(on, body), draft, ownOf(on));
    }
  }

  /** No box has them any more. */
  private forget(key: string): void {
    this.words.delete(key);
    this.moving.delete(key);
    this.taken.delete(key);
    unsentWords.delete(key);
  }
}

/** Another field has its words: of another tab, or one that goes on without its place. */
function isElsewhere(store: PendingStore, draft: Draft): boolean {
  return store.isInOtherTab(draft) || isHeldHere(draft.id);
}

/** What a draft holds of what stood in a box, with the blanks around it that are not kept. */
function bodyIn(draft: Draft, { on, body }: Typed): string {
  if (on.kind === "answer") return typedIn(draft)?.words ?? "";
  const words = draft.entries.at(-1)?.fields[on.kind === "note" ? on.word : "body"];
  const [, before = "", after = ""] = /^(\s*)[^]*?(\s*)$/.exec(body) ?? [];
  return `${before}${typeof words === "string" ? words : ""}${after}`;
}

/** A note is its writer's alone where nothing stood there as it was begun, whatever a colleague has taken away since. */
function asBegun(on: TypedOn, begun: TypedOn | Draft | undefined): TypedOn {
  if (on.kind !== "note" || !begun) return on;
  const wasFirst = "kind" in begun ? begun.kind === "note" && begun.isFirst === true : begun.own === true;
  return { ...on, isFirst: on.isFirst === true && wasFirst };
}

/** What a draft of them says of whose they are. */
function ownOf(on: TypedOn): { own?: true } {
  return on.kind === "note" && on.isFirst ? { own: true } : {};
}

function entriesOf(on: TypedOn, words: string): EntryChange[] {
  const now = serverClock.stamp();
  // Which of its fields are empty is kept too.
  if (on.kind === "answer") return [typedEntry(on.answer, on.part, words, on.was)];
  const body = words.trim();
  if (on.kind === "note") return [{ root: "annotations", id: on.tag, made: false, fields: { [on.word]: body } }];
  if (on.kind === "edit") return [{ root: "comments", id: on.comment, made: false, fields: { body, editedAt: now } }];
  const comment = (thread: ThreadId): EntryChange => {
    return { root: "comments", id: newId(CommentId), made: true, fields: { thread, body, createdAt: now } };
  };
  if (on.kind === "reply") return [comment(on.thread)];
  // Under a name by which they are looked over for what was erased, as any words.
  if (on.kind === "act") return [{ root: "comments", id: newId(CommentId), made: true, fields: { body } }];
  const id = newId(ThreadId);
  return [{ root: "threads", id, made: true, fields: { ...on.fields, createdAt: now } }, comment(id)];
}
