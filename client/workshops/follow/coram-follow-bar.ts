import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { ServerEvent } from "../../../schema/protocol/events.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import { callEverybody, sendPointer, readWorkshops } from "../../api/workshops/workshops.ts";
import { navigate } from "../../app/router.ts";
import type { Session } from "../../app/session-context.ts";
import { announce } from "../../elements/announce.ts";
import { isTyping, latinLetter } from "../../elements/key-press.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import type { CoramVerdictText } from "../../verdict/text/coram-verdict-text.ts";
import { WorkshopModel } from "../workshop-model.ts";
import { nameOf } from "../workshop-words.ts";
import { FollowModel } from "./follow-model.ts";
import type { PointerEvent } from "./known-pointers.ts";
import "./follow.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-follow-bar": CoramFollowBar;
  }
}

const SCROLLING = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);
const LETTERS_THAT_GO = new Set(["j", "k", "n", "p"]);
const TICK_MS = 250;

/** On a verdict's page while a workshop is open: where who has the floor is, and the way there and away; or that others see where one is. */
@customElement("coram-follow-bar")
export class CoramFollowBar extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) revision!: Revision;
  /** The paragraph of the reader, by the offset at which it begins. */
  @property({ attribute: false }) here: number | null = null;
  /** Where the text is. */
  @property({ attribute: false }) text: () => CoramVerdictText | null = () => null;
  @state() private workshop: WorkshopModel | null = null;
  private follow: FollowModel | null = null;
  private readonly stops: (() => void)[] = [];
  private frame = 0;
  private ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    const { events, view } = this.session;
    document.addEventListener("keydown", this.onKey, { capture: true });
    document.addEventListener("scroll", this.onMoved, { capture: true, passive: true });
    document.addEventListener("coram-selection", this.onMoved);
    for (const type of ["wheel", "touchmove"]) document.addEventListener(type, this.onLeft, { passive: true });
    this.stops.push(events.listen((event) => this.hear(event)));
    if (view.workshops) void this.find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey, { capture: true });
    document.removeEventListener("scroll", this.onMoved, { capture: true });
    document.removeEventListener("coram-selection", this.onMoved);
    for (const type of ["wheel", "touchmove"]) document.removeEventListener(type, this.onLeft);
    for (const stop of this.stops.splice(0)) stop();
    cancelAnimationFrame(this.frame);
    clearInterval(this.ticking);
    this.follow?.stop();
    this.workshop?.stop();
    this.workshop = this.follow = null;
  }

  /** The workshop that is under way, if there is one. */
  private async find(): Promise<void> {
    const { events, member } = this.session;
    const list = await readWorkshops().catch(() => null);
    const open = list?.workshops.find(({ state }) => state === "open" || state === "paused");
    if (!open || !member || !this.isConnected || this.workshop) return;
    const workshop = new WorkshopModel({ id: open.id, me: member.id, events, onChange: () => this.changed() });
    this.workshop = workshop;
    this.follow = new FollowModel({
      workshop: open.id,
      term: () => (workshop.isHolder ? (workshop.view?.workshop.term ?? null) : null),
      send: (pointer) => sendPointer(open.id, pointer),
      now: () => workshop.clock.now(),
      isTyping: () => isBusyTyping(),
      go: (pointer) => this.go(pointer),
      onChange: () => this.requestUpdate(),
    });
    workshop.start();
    if (this.follow.isFollowing) this.follow.catchUp();
  }

  private changed(): void {
    this.requestUpdate();
    // Whoever has got the floor is at a place already.
    if (this.workshop?.isHolder) this.onMoved();
  }

  private hear(event: ServerEvent): void {
    if (event.type === "workshops" && !this.workshop) void this.find();
    this.follow?.hear(event);
    clearInterval(this.ticking);
    if (this.follow?.calledAt) this.ticking = setInterval(() => this.requestUpdate(), TICK_MS);
  }

  private readonly onMoved = (): void => {
    if (!this.workshop?.isHolder || this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      const [selected] = this.text()?.selectedRanges ?? [];
      const block = this.place();
      if (block === null) return;
      const { verdict, revision } = this;
      this.follow?.moved({ verdict, revision: revision.number, block, ...selected });
    });
  };

  /** The paragraph of the words that are selected in sight, else the one in the middle of the window, by its index. */
  private place(): number | null {
    const text = this.text();
    const visible = text?.visibleBlocks();
    if (!text || !visible) return null;
    const [selected] = text.selectedRanges;
    let found: number | null = null;
    for (const [index, { kind, start, end }] of this.revision.blocks.entries()) {
      if (kind === "page" || start < visible.first || start > visible.last) continue;
      if (selected && start <= selected.start && selected.start < end) return index;
      const top = text.rectOf([{ start, end: Math.min(end, start + 1) }])?.top ?? Infinity;
      if (found === null || top <= innerHeight / 2) found = index;
    }
    return found;
  }

  private go({ verdict, revision, block, start }: PointerEvent): void {
    if (verdict !== this.verdict) return navigate(`/verdicts/${verdict}`);
    const offset = start ?? this.revision.blocks[block]?.start;
    // Of another revision its paragraphs are others: the page is about to be told of the newer one.
    if (revision !== this.revision.number || offset === undefined) return;
    this.text()?.scrollToOffset(offset, { to: "center" });
  }

  private readonly onLeft = (): void => this.follow?.left();

  private readonly onKey = (event: KeyboardEvent): void => {
    const { follow } = this;
    if (!follow || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (SCROLLING.has(event.key) || LETTERS_THAT_GO.has(latinLetter(event))) return follow.left();
    if (latinLetter(event) !== "f" || event.shiftKey || !follow.pointer || this.workshop?.isHolder) return;
    event.preventDefault();
    event.stopPropagation();
    follow.toggle();
  };

  protected override updated(): void {
    if (!this.follow?.calledAt) clearInterval(this.ticking);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { workshop, follow } = this;
    const view = workshop?.view;
    if (!workshop || !follow || !view || view.workshop.state === "closed" || !view.workshop.holder) return nothing;
    const name = nameOf(view, view.workshop.holder);
    if (workshop.isHolder)
      return bar(
        html`${t("follow.leading")}`,
        html`<button type="button" class="button button-small" @click=${() => this.call()}>
          ${t("follow.call")}
        </button>`,
      );
    const { pointer, calledAt } = follow;
    if (calledAt !== null) {
      const count = Math.max(0, Math.ceil((calledAt - workshop.clock.now()) / 1000));
      return bar(
        html`${t("follow.called", { name, count })}`,
        html`<button type="button" class="button button-small" @click=${() => follow.stay()}>
          ${t("follow.stay")}
        </button>`,
      );
    }
    if (!pointer) return nothing;
    return bar(
      html`${this.words(name, pointer)}`,
      html`<button type="button" class="button button-small" @click=${() => follow.toggle()}>
        ${t(follow.isFollowing ? "follow.leave" : pointer.verdict === this.verdict ? "follow.back" : "follow.go-there")}
        <kbd class="key">F</kbd>
      </button>`,
    );
  }

  private words(name: string, pointer: PointerEvent): string {
    if (pointer.verdict !== this.verdict) return t("follow.somewhere", { name });
    const { blocks } = this.revision;
    const there = blocks[pointer.block]?.number ?? "";
    if (this.follow?.isFollowing) return t("follow.following", { name, there });
    const here = blocks.find(({ kind, start }) => kind !== "page" && start === this.here)?.number ?? "";
    return t("follow.at", { name, there, here });
  }

  private call(): void {
    const view = this.workshop?.view;
    if (!view) return;
    announce(t("follow.calling"));
    void callEverybody(view.workshop.id, view.workshop.term).catch(() => this.workshop?.load());
  }
}

function bar(words: TemplateResult, act: TemplateResult): TemplateResult {
  return html`<aside class="follow-bar" aria-label=${t("follow.bar")}>
    <span role="status">${words}</span> ${act}
  </aside>`;
}

/** What is typed, or chosen in a dialog, is not moved away from. */
function isBusyTyping(): boolean {
  const at = document.activeElement;
  const isField =
    at instanceof HTMLElement &&
    at.matches("input:not([type=checkbox], [type=radio], [type=button]), textarea, select");
  const isWriting = at instanceof HTMLElement && at.isContentEditable && at.getAttribute("aria-readonly") !== "true";
  return isField || isWriting || document.querySelector("dialog[open], coram-picker:popover-open") !== null;
}
