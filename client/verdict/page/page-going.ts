import { takeWords } from "../../app/found-words.ts";
import type { ReactiveController } from "lit";
import type { Ref } from "lit/directives/ref.js";
import { tell } from "../../elements/announce.ts";
import { t } from "../../i18n/t.ts";
import { codesBlind } from "../../../schema/domain/blind-part.ts";
import type { MemberId, ThreadId } from "../../../schema/domain/ids.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { contentBlocks } from "../../../schema/text/blocks.ts";
import type { PageContext } from "./page-context.ts";
import type { PageDrawer } from "./page-drawer.ts";
import { storeSize } from "../bars/reading-size.ts";
import { HearsAddress } from "../../elements/address/hears-address.ts";
import { NARROW } from "../../elements/screen.ts";
import type { CoramVerdictText } from "../text/coram-verdict-text.ts";
import type { VerdictModel } from "../model/verdict-model.ts";

/** So many frames a card has to be drawn in, before an answer to it is left to be begun by hand. */
const FRAMES = 120;

/**
 * Goes to passages: where the address points, where the outline leads, what a card belongs to, where a colleague reads; and
 * stays on one where the text grows.
 */
export class PageGoing implements ReactiveController {
  private readonly page: PageContext;
  private readonly drawer: PageDrawer;
  private readonly scroller: Ref<HTMLElement>;
  private wanted = new URLSearchParams(location.search);
  private readonly seek: (tag: string) => Promise<boolean>;
  private readonly unread: () => number | null;
  private readonly findWords: (words: string) => void;
  /** The tag that is looked for in other layers than what is shown. */
  private sought: string | null = null;
  private followed = -1;
  private isStarting = false;

  /**
   * `seek`: shows the layer that holds a tag; false where none does that is open to the reader. `unread`: where a coder goes on to read;
   * null = at the beginning, or nowhere. `findWords`: marks words that the page was opened for.
   */
  constructor(
    page: PageContext,
    drawer: PageDrawer,
    scroller: Ref<HTMLElement>,
    seek: (tag: string) => Promise<boolean>,
    unread: () => number | null,
    findWords: (words: string) => void,
  ) {
    this.seek = seek;
    this.unread = unread;
    this.findWords = findWords;
    this.page = page;
    this.drawer = drawer;
    this.scroller = scroller;
    page.host.addController(this);
    new HearsAddress(page.host, () => {
      this.wanted = new URLSearchParams(location.search);
      this.goWanted();
    });
  }

  /** The box that an answer is to be written in is on its way: what is typed is meant for it. */
  get isStartingReply(): boolean {
    const { model, text } = this.page;
    return this.isStarting || (this.wanted.has("reply") && !(model?.hasContent && text?.isDrawn));
  }

  hostConnected(): void {
    addEventListener("coram-reading-size", this.onSize);
  }

  hostDisconnected(): void {
    removeEventListener("coram-reading-size", this.onSize);
  }

  hostUpdated(): void {
    const { model, text } = this.page;
    if (!model || !text) return;
    if (this.wanted.size > 0 && model.hasContent) this.goWanted();
    if (this.page.state.following) this.goAlong(model);
  }

  /** Shows a tag, a thread or the translation of a passage: its card in the margin or the sheet, its words in the text. */
  activate(id: string, { scroll = false, remember = true } = {}): void {
    const { state, text } = this.page;
    const target = this.targetOf(id);
    if (!target) return;
    state.active = id;
    if (NARROW.matches) state.sheet = "passage";
    const at = target.ranges[0]?.start;
    // What is read already stays under the pointer.
    const to = NARROW.matches ? "center" : "sight";
    if (scroll && at !== undefined) text?.scrollToOffset(at, { to, pulse: true });
    // The sheet comes over words that are pressed low in the window.
    else if (NARROW.matches && at !== undefined) this.page.afterUpdate(() => text?.scrollToOffset(at, { to: "near" }));
    if (remember) history.replaceState(history.state, "", `?${target.kind}=${id}`);
  }

  /** What a card is of, and where it stands in the text; null where it is not there. */
  private targetOf(id: string): { kind: "tag" | "thread" | "translation"; ranges: readonly Range[] } | null {
    const { model } = this.page;
    const places = {
      tag: model?.tag(id),
      thread: model?.threads.find((thread) => thread.id === id),
      translation: model?.translations.all.find((translation) => translation.id === id),
    };
    for (const kind of ["tag", "thread", "translation"] as const) {
      const place = places[kind];
      if (place) return { kind, ranges: place.ranges };
    }
    return null;
  }

  /** A card was pressed. On a narrow screen it stands in another place of the sheet then, with another box. */
  readonly onActivate = ({ detail }: HTMLElementEventMap["coram-activate"]): void => {
    this.activate(detail.id, { scroll: true });
    if (detail.isToReply) this.page.afterUpdate(() => this.startReply(FRAMES));
  };

  /** No card is the shown one, and the address points to none. */
  deactivate(): void {
    this.page.state.active = null;
    history.replaceState(history.state, "", location.pathname);
  }

  /** To a place that the outline names: on top, the drawer closed. */
  goto(offset: number): void {
    this.drawer.isOpen = false;
    this.page.text?.scrollToOffset(offset, { to: "top" });
  }

  /** Reads along with a colleague, or no more. */
  follow(member: MemberId | null): void {
    this.page.state.following = member;
    this.followed = -1;
  }

  /** Chosen in the account menu. */
  private readonly onSize = ({ detail }: WindowEventMap["coram-reading-size"]): void => this.setSize(detail.size);

  /** Shows the text at a size, the passage that is read where it was. */
  setSize(size: number): void {
    const { state } = this.page;
    const at = state.visible?.first;
    const below = at === undefined ? null : this.belowTop(at);
    state.size = size;
    if (at !== undefined && below !== null)
      this.page.afterUpdate(() => {
        this.keepAt(at, below);
        // What came into view is laid out by then.
        requestAnimationFrame(() => this.keepAt(at, below));
      });
    storeSize(size);
  }

  /** Pixels from the top of the window to a block's first line; null where there is none. */
  private belowTop(offset: number): number | null {
    const rect = this.page.text?.rectOf([{ start: offset, end: offset + 1 }]);
    const top = this.scroller.value?.getBoundingClientRect().top;
    return rect && top !== undefined ? rect.top - top : null;
  }

  /** Scrolls so that a block is again as far below the top of the window as it was: one reads on where one was. */
  private keepAt(offset: number, below: number): void {
    const now = this.belowTop(offset);
    if (now !== null) this.scroller.value?.scrollBy(0, now - below);
  }

  /**
   * Goes where the address points: `?tag=`, `?thread=`, `?translation=`, `?paragraph=number`, `?at=offset`. Once the text is there. A tag of another layer than what is shown is
   * gone to when that is shown; where an offset is named beside it, to that until then.
   */
  private goWanted(): void {
    const { model, text } = this.page;
    // The rooms are there before the text has been drawn for the first time.
    if (!model || !text?.isDrawn) return;
    const id = ["tag", "thread", "translation"].map((kind) => this.wanted.get(kind)).find((each) => each !== null);
    if (id) {
      const of = model.caseOf(id);
      // What is said of an answer stands beside the answers.
      if (of) return this.leaveFor(`/verdicts/${model.verdictId}/reconcile?case=${of}`);
      if (this.targetOf(id)) {
        const isReply = this.wanted.has("reply");
        this.wanted = new URLSearchParams();
        this.activate(id, { scroll: true, remember: isReply });
        if (isReply) this.startReply(FRAMES);
        return;
      }
      if (this.wanted.has("thread") && this.isHidden(model)) {
        this.wanted.delete("thread");
        tell(t("rounds.hidden-place"));
      }
    }
    if (this.wanted.has("go-on")) this.goOnReading(text);
    const number = this.wanted.get("paragraph");
    if (number !== null) this.goToParagraph(model, text, number);
    const at = Number(this.wanted.get("at") ?? Number.NaN);
    const tag = this.wanted.get("tag");
    if (tag && this.sought !== tag) void this.look(tag);
    if (!Number.isInteger(at)) return;
    this.wanted.delete("at");
    text.scrollToOffset(at, { pulse: true });
    const words = takeWords(model.verdictId);
    if (words) this.findWords(words);
  }

  /** Whether what is not there is hidden from who codes blind. */
  private isHidden(model: VerdictModel): boolean {
    return model.hasContent && codesBlind(model.me, model.view.round, model.view.layers);
  }

  /** By the number that it keeps through all corrections. */
  private goToParagraph(model: VerdictModel, text: CoramVerdictText, number: string): void {
    this.wanted.delete("paragraph");
    const block = contentBlocks(model.view.revision.blocks).find((each) => each.number === number);
    if (block) text.scrollToOffset(block.start, { to: "top", pulse: true });
    else tell(t("page.no-paragraph"));
  }

  /** To the first paragraph that a coder has not seen, where they have seen some. */
  private goOnReading(text: CoramVerdictText): void {
    this.wanted.delete("go-on");
    const unread = this.unread();
    if (unread !== null) text.scrollToOffset(unread, { to: "top" });
  }

  /** For a tag that is not shown: in its layer it is gone to; where there is none, that is said. */
  private async look(tag: string): Promise<void> {
    this.sought = tag;
    const isFound = await this.seek(tag);
    // Somebody went elsewhere meanwhile, or the place beside it was gone to.
    if (this.wanted.get("tag") !== tag) return;
    if (isFound) return this.page.host.requestUpdate();
    const hasPlace = new URLSearchParams(location.search).has("at");
    this.wanted = new URLSearchParams();
    const { model } = this.page;
    if (!hasPlace) tell(t(model && this.isHidden(model) ? "rounds.hidden-place" : "verdict.tag-not-shown"));
  }

  /** Answers a thread: its card, and the box in it. */
  reply(thread: ThreadId): void {
    this.activate(thread, { scroll: true });
    this.startReply(FRAMES);
  }

  /** The card is drawn after the page, and in a long margin once it is near the window. */
  private startReply(frames: number): void {
    const { model, state, host } = this.page;
    const thread = model?.threads.find(({ id }) => id === state.active);
    // Another thread may have its box open, and the margin stands behind the sheet of a narrow screen.
    const cards = [...host.querySelectorAll("coram-thread-card")].filter((card) => card.checkVisibility());
    const area = cards
      .find((card) => card.thread.id === state.active)
      ?.querySelector<HTMLTextAreaElement>(".reply textarea");
    this.isStarting = Boolean(thread?.canReply) && !area && frames > 0;
    if (area) area.focus();
    else if (this.isStarting) requestAnimationFrame(() => this.startReply(frames - 1));
  }

  private leaveFor(href: string): void {
    this.wanted = new URLSearchParams();
    dispatchEvent(new CustomEvent("coram-navigate", { detail: { href, replace: true } }));
  }

  private goAlong(model: VerdictModel): void {
    const { state, text } = this.page;
    const person = model.people.find(({ member }) => member.id === state.following);
    if (!person) return void (state.following = null);
    if (person.block === null || person.block === this.followed) return;
    this.followed = person.block;
    text?.scrollToOffset(person.block);
  }
}
