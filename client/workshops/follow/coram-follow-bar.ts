import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TableId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { EventStream } from "../../api/events.ts";
import { sendTablePointer } from "../../api/workshops/tables.ts";
import { callEverybody, sendPointer } from "../../api/workshops/workshops.ts";
import { navigate } from "../../app/router.ts";
import { announce } from "../../elements/announce.ts";
import { isTyping, latinLetter } from "../../elements/key-press.ts";
import { SaysHeight } from "../says-height.ts";
import { keepFocus } from "../keep-focus.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { FollowModel } from "./follow-model.ts";
import type { FollowSurface } from "./follow-surface.ts";
import type { PointerEvent } from "./known-pointers.ts";
import "./follow.css";

/** Whom one follows on a page, and who follows. */
export interface FollowRoom {
  id: WorkshopId;
  /** The table that the reader works at now, which its chair leads; null while all work together. */
  table: TableId | null;
  /** The term of the floor, where the reader leads, all or their table; else null, as in silence. */
  term: number | null;
  /** Who leads; null for a guest, who is told of no person. */
  name: string | null;
  /** Somebody does, and the workshop is under way; nobody in silence: what who leads looks at goes onto a slip. */
  isLed: boolean;
  /** The server's time, in milliseconds. */
  now(): number;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-follow-bar": CoramFollowBar;
  }
}

const SCROLLING = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);
const LETTERS_THAT_GO = new Set(["j", "k", "n", "p"]);
const TICK_MS = 250;

/** On a page with words of an open workshop: where who has the floor is, and the way there and away; or that others see where one is. */
@customElement("coram-follow-bar")
export class CoramFollowBar extends LightElement {
  constructor() {
    super();
    new SaysHeight(this, "--follow-bar");
  }

  @property({ attribute: false }) events!: Pick<EventStream, "listen">;
  /** Of one workshop as long as the bar is there. */
  @property({ attribute: false }) room!: FollowRoom;
  @property({ attribute: false }) surface!: FollowSurface;
  /** Whether the page of another verdict is the reader's to open. */
  @property({ attribute: false }) goesElsewhere = false;
  private follow: FollowModel | null = null;
  private stopHearing: (() => void) | null = null;
  private frame = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey, { capture: true });
    document.addEventListener("scroll", this.onMoved, { capture: true, passive: true });
    document.addEventListener("coram-selection", this.onMoved);
    for (const type of ["wheel", "touchmove"]) document.addEventListener(type, this.onLeft, { passive: true });
    this.follow = this.begin(this.room.id);
    this.stopHearing = this.events.listen((event) => this.hear(event));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey, { capture: true });
    document.removeEventListener("scroll", this.onMoved, { capture: true });
    document.removeEventListener("coram-selection", this.onMoved);
    for (const type of ["wheel", "touchmove"]) document.removeEventListener(type, this.onLeft);
    this.stopHearing?.();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    clearInterval(this.ticking);
    this.follow?.stop();
    this.follow = this.stopHearing = null;
    this.surface.mark(null);
  }

  private begin(workshop: WorkshopId): FollowModel {
    return new FollowModel({
      workshop,
      table: () => this.room.table,
      term: () => this.room.term,
      isLed: () => this.room.isLed,
      send: ({ term, ...place }) => {
        const { table } = this.room;
        return table === null ? sendPointer(workshop, { ...place, term }) : sendTablePointer(workshop, table, place);
      },
      now: () => this.room.now(),
      isTyping: () => isBusyTyping() || this.surface.isAtWork,
      go: (pointer) => this.go(pointer),
      onChange: () => this.requestUpdate(),
    });
  }

  private hear(event: ServerEvent): void {
    this.follow?.hear(event);
    clearInterval(this.ticking);
    if (this.follow?.calledAt) this.ticking = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  /** The page has led its reader elsewhere. */
  left(): void {
    this.follow?.left();
  }

  /** The words of the page have come, or are others now: whoever follows is taken along, whoever has the floor is somewhere already. */
  arrived(): void {
    if (this.room.term !== null) this.onMoved();
    else if (this.follow?.isFollowing) this.follow.catchUp();
    this.requestUpdate();
  }

  private readonly onMoved = (): void => {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const { at } = this.surface;
      if (this.room.term !== null && at?.isShared) this.follow?.moved(at.place);
      this.requestUpdate();
    });
  };

  private go(pointer: PointerEvent): void {
    if (this.surface.has(pointer)) this.surface.show(pointer);
    else if (this.goesElsewhere) navigate(`/verdicts/${pointer.verdict}`);
  }

  private readonly onLeft = (): void => this.left();

  private readonly onKey = (event: KeyboardEvent): void => {
    const { follow } = this;
    if (!follow || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (SCROLLING.has(event.key) || LETTERS_THAT_GO.has(latinLetter(event))) return follow.left();
    if (latinLetter(event) !== "f" || event.shiftKey || !follow.pointer || this.room.term !== null) return;
    event.preventDefault();
    event.stopPropagation();
    follow.toggle();
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("room")) return;
    const before = changed.get("room");
    // Whoever has got the floor, or leads again after a silence, is at a place already.
    const { term, table } = this.room;
    if (term === null || (before?.term === term && before.table === table)) return;
    this.follow?.leads();
    this.onMoved();
  }

  protected override updated(): void {
    if (!this.follow?.calledAt) clearInterval(this.ticking);
    this.surface.mark(this.room.isLed && this.follow?.isFollowing ? this.follow.pointer : null);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { follow, room } = this;
    if (!follow || !room.isLed) return nothing;
    if (room.term !== null) return this.renderLeading(room.term);
    const { pointer, calledAt } = follow;
    if (calledAt !== null) {
      const count = Math.max(0, Math.ceil((calledAt - room.now()) / 1000));
      const words =
        room.name === null ? t("follow.lead-called", { count }) : t("follow.called", { name: room.name, count });
      return bar(
        words,
        html`<button type="button" class="button button-small" @click=${() => follow.stay()}>
          ${t("follow.stay")}
        </button>`,
      );
    }
    const isHere = pointer !== null && this.surface.has(pointer);
    if (!pointer || !(isHere || this.goesElsewhere)) return nothing;
    return bar(
      this.words(pointer, isHere),
      html`<button type="button" class="button button-small" @click=${() => follow.toggle()}>
        ${this.act(follow, isHere)}
        <kbd class="key">F</kbd>
      </button>`,
    );
  }

  /** Where it is above the words its room is kept while they are out of sight: they would come into it, and be pushed out again, for ever. */
  private renderLeading(term: number): TemplateResult | typeof nothing {
    const { at } = this.surface;
    if (!at && !this.surface.hasWords) return nothing;
    const isOfAll = this.room.table === null;
    const isOutside = at?.isShared === false;
    return bar(
      t(isOutside ? "follow.outside" : isOfAll ? "follow.leading" : "follow.leading-table"),
      !isOutside && isOfAll
        ? html`<button type="button" class="button button-small" @click=${() => this.call(term)}>
            ${t("follow.call")}
          </button>`
        : nothing,
      at === null,
    );
  }

  private words(pointer: PointerEvent, isHere: boolean): string {
    const { name } = this.room;
    if (!isHere) return t("follow.somewhere", { name: name ?? "" });
    const there = this.surface.numberOf(pointer);
    if (this.follow?.isFollowing)
      return name === null ? t("follow.lead-following", { there }) : t("follow.following", { name, there });
    const here = this.surface.at?.number ?? "";
    // Beside or below the words one is at none of them; at the same paragraph a second number says nothing.
    if (here === "" || here === there)
      return name === null ? t("follow.lead-at-there", { there }) : t("follow.at-there", { name, there });
    return name === null ? t("follow.lead-at", { there, here }) : t("follow.at", { name, there, here });
  }

  /** Nobody comes back who never was there. */
  private act(follow: FollowModel, isHere: boolean): string {
    if (follow.isFollowing) return t("follow.leave");
    if (!isHere) return t("follow.go-there");
    return follow.hasLeft ? t("follow.back") : t("follow.follow");
  }

  private call(term: number): void {
    announce(t("follow.calling"));
    // A floor that has moved is told by its event.
    void callEverybody(this.room.id, term).catch(() => undefined);
  }
}

function bar(words: string, act: TemplateResult | typeof nothing, isRoomAlone = false): TemplateResult {
  return html`<aside
    class="follow-bar ${isRoomAlone ? "is-room" : ""}"
    aria-label=${t("follow.bar")}
    @mousedown=${keepFocus}
  >
    <span role="status">${words}</span> ${act}
  </aside>`;
}

/** What is typed, or chosen in a dialog, is not moved away from. */
export function isBusyTyping(): boolean {
  const at = document.activeElement;
  const isField =
    at instanceof HTMLElement &&
    at.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
  const isWriting = at instanceof HTMLElement && at.isContentEditable && at.getAttribute("aria-readonly") !== "true";
  return isField || isWriting || document.querySelector("dialog[open], coram-picker:popover-open") !== null;
}
