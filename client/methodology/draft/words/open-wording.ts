import type { HeldAs } from "../../../typed/held-draft.ts";
import type { WhichWording } from "../../../typed/wording-choice.ts";
import { bothWordings } from "./both-wordings.ts";
import { isAmong, isRidOf, ridFrom, withoutErased } from "./rid-wording.ts";

/** Where one's own wording lies while two wait for a choice: what is not in the draft would go with the page. */
export interface WordingKeeper {
  keep(mine: string): void;
  /** There is nothing to choose any more. */
  letGo(): void;
  /** What stands in the field and is not written, with what the draft held when it was begun; null for nothing. */
  note?(mine: string | null, was: string): void;
  /** False while what is stored is not known: that nothing is there says nothing then. */
  isHere?(): boolean;
  /** Whether this person wrote what is stored: an erasure leaves it theirs. */
  isOwn?(): boolean;
  /** Its field has gone from under whoever types in it: as what the words are kept from now on. */
  goOn?(wording: OpenWording): HeldAs | null;
}

/** So many wordings that were written one after the other may be on their way. */
const EARLIER_MAX = 20;

/**
 * What one has in a field while it is open, beside what the draft holds. A field is last-writer-wins: without this, who
 * writes last would take a colleague's wording away unseen.
 */
export class OpenWording {
  /** What stands in the field. */
  mine: string;
  /** What a colleague wrote since one began: one of the two is to be chosen. */
  theirs: string | null = null;
  /** What the draft held when both were last the same. */
  private base: string;
  /** What the draft held before one's own last wording was written into it. */
  private before: string;
  /** Of one's own wording that a colleague has put another over: as `replaced`, whether it may be shown now or not. */
  private covered: string | null = null;
  /** What was written here before that, the newest last: the server may rewrite any of them, as those behind it are on their way. */
  private earlier: string[] = [];
  /** Perhaps something is erased from what is remembered here. */
  private isCovered = false;
  /** What one wrote into the draft last, as long as it stands there. */
  private own: string | null = null;
  /** One has typed since the field was opened. */
  private isTouched = false;
  /** It was typed before this page was here, and nothing since. */
  isLeft = false;
  /** What is erased was replaced in it since one came here. */
  isScreened = false;
  /** What the draft held before what is erased was replaced in it here: it may hold that a while longer. */
  private unscreened: string | null = null;
  /** Words of a colleague's may be among those in the field. */
  isJoint = false;
  /** One's own wording lies with the keeper. */
  isKept = false;
  private readonly keeper: WordingKeeper | null;
  /** Called when what is erased was replaced in the field, or in what is shown below it: the next key would write it again into one that is not drawn anew. */
  onScreened = (): void => undefined;

  /** What stands between two wordings that are kept both. */
  private readonly between: string;

  constructor(stored: string, keeper: WordingKeeper | null = null, between = "\n") {
    this.mine = this.base = this.before = stored;
    this.isJoint = stored.trim() !== "";
    this.between = between;
    this.keeper = keeper;
  }

  /** One's own wording, written into the draft, that a colleague has put another over since one left the field; null = none, or that may stand. */
  get replaced(): string | null {
    return this.isCovered ? null : this.covered;
  }

  /** What was written last, or held before one began. */
  get written(): string {
    return this.base;
  }

  /** Not in the draft yet. */
  get isDirty(): boolean {
    return this.mine !== this.base;
  }

  /**
   * While two wordings wait for a choice, or a right that went has come back, each letter is kept: nothing of one's own is where it would
   * be found otherwise, and what is kept would come back over what was typed since.
   */
  type(text: string): void {
    this.mine = text;
    this.isTouched = true;
    this.isLeft = false;
    this.isJoint &&= text.trim() !== "";
    if (this.waits && (this.theirs !== null || this.isKept)) this.keep();
    else this.settle();
    this.note();
  }

  /** Lays what was typed before this page was here, and not written, into the field again. `was`: what the draft held then. */
  resume(mine: string, was: string): void {
    this.mine = mine;
    this.base = this.before = was;
    this.isJoint = was.trim() !== "";
    this.isTouched = this.isLeft = true;
  }

  /** What is erased was replaced in what stands in the field, and in what it was begun from; null where that is not known. */
  screened(mine: string, was: string | null): void {
    this.mine = mine;
    this.isScreened = true;
    if (was !== null) {
      if (was !== this.base) this.unscreened = this.base;
      this.base = was;
    }
    // What stands there was rewritten as well, and may have come first.
    const { theirs } = this;
    if (theirs !== null) {
      const isSame = theirs.trim() === mine.trim();
      if (isSame) this.mine = theirs;
      if (isSame || (this.isOwn && mine.startsWith(theirs.trim()))) this.goOnFrom(theirs);
    }
    this.onScreened();
  }

  /** What stands there is no second wording: what stands in the field is the same, or begins with it. */
  private goOnFrom(theirs: string): void {
    this.base = theirs;
    this.settle();
    this.note();
  }

  private get isOwn(): boolean {
    return this.keeper?.isOwn?.() ?? false;
  }

  /** Takes what the draft holds now. */
  take(stored: string): void {
    if (this.keeper?.isHere?.() === false) return;
    // Blanks at an end are typed before the next word, and not kept by all who keep words.
    if (this.isLeft && stored.trim() !== this.mine.trim()) {
      if (continues(stored, this.mine, this.base)) return this.giveWay(stored);
      // The room may not be here yet: what it holds then is nobody's second wording.
      this.theirs = stored.trim() === this.base.trim() ? null : stored;
      return;
    }
    this.isLeft = false;
    if (stored === this.unscreened) return;
    this.unscreened = null;
    if (stored === this.base) return;
    if (stored.trim() === this.mine.trim()) {
      this.base = this.mine;
      this.settle();
      this.note();
    } else if (this.isTouched && this.goesOnRid(stored)) return;
    else if (this.isTouched && !this.isWithin(stored) && !this.isRewritten) {
      if (stored === this.theirs) return;
      this.theirs = stored;
      this.keep();
    } else {
      // Who wrote it last may have gone on from a colleague's words: only what was begun here is known to be one's own alone.
      if (!(this.isTouched && this.isRewritten)) this.isJoint = stored.trim() !== "";
      this.putOver(stored);
      this.mine = this.base = stored;
    }
  }

  /** Whether what stands there is what this person began from, without what was erased of it: then so is what they typed. */
  private goesOnRid(stored: string): boolean {
    // What was written last may not be there yet: of both that one of which least is gone.
    const was = ridFrom(stored, [this.base, this.before, ...this.earlier]);
    // What is erased may have gone from the field before; what was written last is on its way.
    const isRid = this.isScreened && this.isDirty && isAmong(stored, this.mine);
    if (was === undefined && !(isRid && this.isOwn)) return false;
    if (was !== undefined && !isRid) this.mine = withoutErased(this.mine, was, stored);
    this.isScreened = true;
    this.earlier = [];
    this.goOnFrom(stored);
    return true;
  }

  /** All that was typed was written, and what stands there now is one's own still: what is erased was replaced in it. */
  private get isRewritten(): boolean {
    return this.theirs === null && !this.isDirty && this.isOwn;
  }

  /** All that was typed stands in what the draft holds. */
  private giveWay(stored: string): void {
    this.mine = this.base = stored;
    this.isLeft = this.isTouched = false;
    this.theirs = null;
    this.note();
  }

  /** Where one's own words stand in the new ones they were added to, not replaced. */
  private putOver(stored: string): void {
    const own = this.own?.trim() ?? "";
    if (own !== "" && !stored.includes(own) && !isRidOf(stored, own)) this.covered = this.own;
    else if (this.covered !== null && stored.includes(this.covered.trim())) this.covered = null;
    this.own = null;
  }

  /** What a colleague put over one's own may stand. */
  letStand(): void {
    this.covered = null;
  }

  /** One's own words that may be shown again beside what stands here: not before it is known what is left of them. */
  cover(): string[] {
    const words = [this.own, this.covered].filter((each) => each !== null);
    this.isCovered = words.length > 0;
    if (this.covered !== null) this.onScreened();
    return words;
  }

  /** `left`: what is left of them. Where that stands here, nobody has put anything over it. */
  uncover(left: (words: string) => string): void {
    const { own, covered } = this;
    this.isCovered = false;
    if (own !== null) this.own = left(own);
    if (covered === null) return;
    const rid = left(covered);
    this.covered = this.base.includes(rid.trim()) ? null : rid;
    this.onScreened();
  }

  /** Into the field, over what a colleague put there, which one has seen. */
  putBack(): void {
    if (this.replaced !== null) this.type(this.replaced);
  }

  /** One wrote this while away from the server, and a colleague what the draft holds. */
  meet(mine: string, isScreened = false): void {
    if (isScreened && this.theirs !== null && mine !== this.mine) return this.screened(mine, null);
    const isHeld = this.isKept && mine === this.mine;
    if (this.theirs !== null || isHeld || mine === this.base) return;
    this.theirs = this.base;
    this.mine = mine;
    this.isTouched = this.isKept = true;
  }

  /** What is to be written into the draft now; null for nothing. While two wordings are there, nothing is written. */
  commit(): string | null {
    // Nobody has typed here yet: whoever laid it out writes it, once it is known that it goes over nobody's words.
    if (this.isLeft) return null;
    if (this.theirs !== null) this.keep();
    if (this.theirs !== null || !this.isDirty) return null;
    this.earlier = [...this.earlier, this.before].slice(-EARLIER_MAX);
    this.before = this.base;
    this.base = this.own = this.mine;
    this.covered = null;
    this.isLeft = false;
    this.settle();
    this.note();
    return this.mine;
  }

  /** One may write here no more: what is not in the draft is kept until one may, or gives it up. */
  hold(): void {
    if (this.waits) this.keep();
  }

  /** Whether there are words of one's own that the draft has not. */
  get waits(): boolean {
    return this.isDirty || this.theirs !== null;
  }

  choose(which: WhichWording): void {
    if (this.theirs === null) return;
    // Where one's own was written already, a colleague who came over it began from what was there before.
    const base = this.mine === this.base ? this.before : this.base;
    if (which === "both") this.mine = bothWordings(base, this.theirs, this.mine, this.between);
    this.isJoint ||= which !== "mine" && this.theirs.trim() !== "";
    if (which === "theirs") {
      this.mine = this.theirs;
      this.own = null;
      this.isTouched = false;
    }
    this.base = this.theirs;
    this.isLeft = false;
    this.settle();
    this.note();
  }

  /** Its field has gone from under whoever types in it; null where nobody keeps its words. */
  goOn(): HeldAs | null {
    return this.keeper?.goOn?.(this) ?? null;
  }

  /** What it is of is closed, and what was written in it and not sent is kept elsewhere: what is stored there later is nobody's second wording. */
  close(): void {
    this.isTouched = false;
    this.own = null;
  }

  /** What stands in the field is given up for what the draft holds. */
  drop(): void {
    this.mine = this.base = this.theirs ?? this.base;
    this.settle();
    this.isTouched = this.isLeft = false;
    this.note();
  }

  /** One's own was written, and a colleague has put theirs beside it: nothing of it would go. */
  private isWithin(stored: string): boolean {
    const mine = this.mine.trim();
    return this.theirs === null && !this.isDirty && mine !== "" && `\n${stored}\n`.includes(`\n${mine}\n`);
  }

  private settle(): void {
    if (this.theirs === null && !this.isKept) return;
    this.theirs = null;
    this.isKept = false;
    this.keeper?.letGo();
  }

  /** Of two that wait for a choice the keeper has one's own. */
  private note(): void {
    if (this.theirs === null) this.keeper?.note?.(this.isDirty ? this.mine : null, this.base);
  }

  private keep(): void {
    this.keeper?.keep(this.mine);
    this.isKept = true;
  }

  /** The field is left: what a colleague writes from now on is simply shown, unless there is still something to choose. */
  leave(): void {
    this.isScreened = false;
    this.earlier = [];
    if (this.theirs === null && !this.isDirty) this.isTouched = false;
  }
}

/**
 * Whether what is stored goes on from words that were left, as where the last letters came to the server and not to the device. What was there
 * as they were begun does not, whatever somebody has added to it since: of that one took the end away.
 */
export function continues(stored: string, left: string, was: string): boolean {
  return !was.trim().startsWith(left.trim()) && stored.startsWith(left.trim());
}
