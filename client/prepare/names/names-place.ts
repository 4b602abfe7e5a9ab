import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import type { EditMap, Range } from "../../../schema/text/revision.ts";
import { inLaterNames, ShownPlaces, type ShownText } from "./walk/shown-places.ts";
import { isSameItem, keyOf, decisionOf, placeOf, stepFrom, type WalkItem, walkOf } from "./walk/names-walk.ts";

/** Where one is: the thing that is decided now, the person that is open in the list, the words that are looked at. */
export class NamesPlace implements ReactiveController {
  private readonly host: ReactiveControllerHost;
  private item: WalkItem | null = null;
  /** The order in which `item` stood: from there the next one is found when it is decided. */
  private order: readonly WalkItem[] = [];
  /** How many waited when the walk was begun, or since more came. */
  private all = 0;
  private person: string | null = null;
  private looked: Range | null = null;
  /** The revision that `looked` is of; null: of that which is shown at the next update. */
  private lookedIn: number | null = null;
  /** The names that `item` and `order` are of. */
  private names: NamesView | null = null;
  private readonly places = new ShownPlaces();
  private isAtEnd = false;
  private isBack = false;
  /** What was in hand before, with its number: the way back, over what has been decided since too. */
  private trail: { item: WalkItem; number: number }[] = [];
  /** Where one has come back to `item` though it is decided: its number, and what was in hand before one turned back. */
  private again: { number: number; from: WalkItem | null } | null = null;

  private isOwn = false;
  private isNews = false;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.item = this.person = this.looked = this.again = null;
    this.trail = [];
    this.isAtEnd = this.isBack = false;
  }

  /**
   * After a reload, once, when the names are there: the item that was looked at before, or the first that waits where that one
   * has been decided. True if it went.
   */
  comeBack(names: NamesView): boolean {
    const key = this.isBack ? null : keptKey();
    this.isBack = true;
    if (key === null || this.item || this.person !== null) return false;
    const waiting = walkOf(names);
    const item = waiting.find((each) => keyOf(each) === key) ?? waiting[0];
    if (item) this.go(names, item);
    else keepKey(null);
    return item !== undefined;
  }

  /** What is decided now, while they are walked; null in the list. */
  get at(): WalkItem | null {
    return this.item;
  }

  /** A colleague has decided on what is in hand, and one has not said anything since: no key decides on it before it is read. */
  get hasNews(): boolean {
    return this.isNews;
  }

  readNews(): void {
    this.isNews = false;
    this.host.requestUpdate();
  }

  /** The next change of the names has a decision of one's own in it. */
  decide(): void {
    this.isOwn = true;
  }

  /** Nothing is left to walk since the last one was decided: who undoes that is back at it. */
  get hasEnded(): boolean {
    return this.isAtEnd;
  }

  /** Before each update: what is looked at goes along where others correct the text before it, and is left where they correct it itself. */
  carry(maps: readonly EditMap[], revision: number): void {
    const { looked, lookedIn } = this;
    if (looked && lookedIn !== null && lookedIn !== revision) {
      const { state, ranges } = resolveAnchor({ revision: lookedIn, ranges: [looked] }, maps, revision);
      this.looked = state === "same" ? (ranges[0] ?? null) : null;
    }
    this.lookedIn = revision;
  }

  /** Which of how many, counted from 1: what has been decided on the way stands before it. */
  get position(): { number: number; all: number } {
    const { item, order, all, again } = this;
    if (again) return { number: again.number, all };
    const at = item ? order.findIndex((each) => isSameItem(each, item)) + 1 : 0;
    return { number: all - order.length + at, all };
  }

  /** The person whose details are open. */
  get opened(): string | null {
    return this.person;
  }

  /** Where the item in hand stands in the text that is shown; nobody decides on words that they do not see. */
  shown(names: NamesView, view: ShownText): Range | null {
    return this.item && this.places.placeOf(names, this.item, view);
  }

  /** The words that are looked at, as a place of the text. */
  current(names: NamesView): Range | null {
    return this.looked ?? (this.item && placeOf(names, this.item));
  }

  /**
   * Goes to an item, null: none is left. The person that was open in the list is closed: a key pressed once too often at
   * the end would decide on somebody out of view.
   */
  go(names: NamesView, item: WalkItem | null): void {
    if (this.item === null && !this.isAtEnd) {
      this.all = 0;
      this.trail = [];
    }
    if (this.item) this.trail.push({ item: this.item, number: this.position.number });
    this.goTo(names, item);
  }

  private goTo(names: NamesView, item: WalkItem | null): void {
    this.item = item;
    this.again = null;
    this.isNews = false;
    this.names = names;
    this.person = null;
    this.isAtEnd = item === null;
    this.take(walkOf(names));
    this.looked = this.lookedIn = null;
    keepKey(item && keyOf(item));
    this.host.requestUpdate();
  }

  /** On to the next that waits, or back to what was in hand before, decided or not. False where there is no way back. */
  step(names: NamesView, by: 1 | -1): boolean {
    if (by < 0 && this.stepBack(names)) return true;
    if (!this.item) return false;
    const waiting = walkOf(names);
    if (!this.again) this.go(names, stepFrom(this.order, waiting, this.item, by));
    else {
      const { from } = this.again;
      this.go(names, waiting.find((each) => from && isSameItem(each, from)) ?? waiting[0] ?? null);
    }
    return true;
  }

  private stepBack(names: NamesView): boolean {
    const from = this.again ? this.again.from : this.item;
    for (let last = this.trail.pop(); last; last = this.trail.pop()) {
      const { item, number } = last;
      if (!placeOf(names, item) || (this.item && isSameItem(item, this.item))) continue;
      this.goTo(names, item);
      this.again = decisionOf(names, item) === null ? null : { number, from };
      return true;
    }
    return false;
  }

  /** What has been decided once is decided anew: on from there. True if it went. */
  decidedAgain(names: NamesView): boolean {
    return this.again !== null && this.step(names, 1);
  }

  /**
   * After the names have changed: goes on where one has decided on the item in hand oneself, or it is gone; what a colleague has decided
   * stays in hand, so that no key meant for it falls on another. True if it went. Where they are of a later text, it is the same item still.
   */
  follow(names: NamesView, view: ShownText): boolean {
    const before = this.names;
    const isOwn = this.isOwn;
    if (before !== names) this.isOwn = false;
    this.names = names;
    this.places.follow(names, view);
    if (this.item && before && before.revision < names.revision) {
      const carry = (each: WalkItem): WalkItem => inLaterNames(each, before, names, view.maps);
      this.item = carry(this.item);
      this.order = this.order.map(carry);
      this.trail = this.trail.map((each) => ({ ...each, item: carry(each.item) }));
      if (this.again?.from) this.again = { ...this.again, from: carry(this.again.from) };
      keepKey(keyOf(this.item));
    }
    const { item } = this;
    if (!item) return false;
    const waiting = walkOf(names);
    const isWaiting = waiting.some((each) => isSameItem(each, item));
    if (isWaiting) {
      this.again = null;
      this.isNews = false;
    } else if (!isOwn && !this.again && before !== names && decisionOf(names, item) !== null) {
      this.again = { number: this.position.number, from: stepFrom(this.order, waiting, item, 1) };
      this.isNews = true;
    }
    const stays = isWaiting || (this.again !== null && placeOf(names, item) !== null);
    if (stays) this.take(waiting);
    else this.step(names, 1);
    return !stays;
  }

  private take(waiting: readonly WalkItem[]): void {
    this.order = waiting;
    this.all = Math.max(this.all, waiting.length);
  }

  /** Opens a person in the list at the first place, or at the one given; answers with that place. */
  open(names: NamesView, id: string | null, at?: Range): Range | null {
    this.item = null;
    keepKey(null);
    this.isAtEnd = false;
    this.person = id;
    const mentions = names.entities.find((entity) => entity.id === id)?.mentions ?? [];
    const [first] = [...mentions].sort((a, b) => a.start - b.start);
    this.lookedIn = null;
    this.looked = at ?? (first ? { start: first.start, end: first.end } : null);
    this.host.requestUpdate();
    return this.looked;
  }

  look(range: Range): void {
    this.looked = range;
    this.lookedIn = null;
    this.host.requestUpdate();
  }

  /** Out of what one is in: the walk, else the open person. False where one is in neither. */
  leave(): boolean {
    this.isAtEnd = false;
    const isIn = this.item !== null || this.person !== null;
    if (this.item) this.item = null;
    else this.person = null;
    keepKey(null);
    this.looked = null;
    this.host.requestUpdate();
    return isIn;
  }
}

/** With the step of the browser's history, as a number that says nothing of anybody: neither in the address nor in a store. */
function keepKey(key: string | null): void {
  if (key !== keptKey()) history.replaceState({ ...(history.state as object | null), names: key }, "");
}

function keptKey(): string | null {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "names" in state && typeof state.names === "string"
    ? state.names
    : null;
}
