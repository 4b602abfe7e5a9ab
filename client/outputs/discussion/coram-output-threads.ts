import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { ThreadId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "../../discussion/coram-comment-box.ts";
import "../../discussion/coram-thread-list.ts";
import "./coram-decline.ts";
import "./output-thread-events.ts";
import { type TypedOn, unsentWords } from "../../typed/typed-on.ts";
import { renderChange } from "../versions/diff-views.ts";
import { askingView } from "./asking-view.ts";
import { applied } from "./applied.ts";
import type { Here, PlacedThread } from "./placed-threads.ts";
import { begunFrom, ErasedBegun } from "./erased-begun.ts";
import { begunElsewhere, begunViews, proposedWording } from "./begun-views.ts";
import { wordFields, type About, type OutputThread, type Proposal } from "./output-discussion.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import { TypedText } from "../../../schema/rooms/field-rule.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-threads": CoramOutputThreads;
  }
}

/** What is said about the document, in its order. A thread whose text is gone is listed as such and never lost. */
@customElement("coram-output-threads")
export class CoramOutputThreads extends LightElement {
  /** The document, by which drafts of what is said of the whole of it are known. */
  @property({ attribute: false }) output = "";
  @property({ attribute: false }) threads: readonly PlacedThread[] = [];
  /** The block at the cursor, with its words; null where there is none. */
  @property({ attribute: false }) here: Here | null = null;
  @property() textLang = "";
  /** Whom a new thread may be for; none = nothing can be said here. */
  @property({ attribute: false }) audiences: readonly Audience[] = [];
  /** Of these, to whom other words may be proposed. */
  @property({ attribute: false }) proposable: readonly Audience[] = [];
  @property({ type: Boolean }) canWrite = false;
  @property({ attribute: false }) active: string | null = null;
  /** What is being begun: a comment or a wording, about which block; null = nothing. */
  @property({ attribute: false }) beginning: (Omit<Here, "block"> & About) | null = null;
  @state() private isProposing = false;
  /** As its writer reads it, placeholders in the language of the document. */
  @state() wording = "";
  /** A wording was to go that nobody has said a reason for. */
  @state() private lacksReason = false;
  /** How a block reads now; null where it is gone. */
  @property({ attribute: false }) wordsOf: (block: string) => string | null = () => null;
  /** The wording of which its reader is shown what comes of it. */
  @state() private asking: ThreadId | null = null;

  constructor() {
    super();
    new ErasedBegun(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // Of what is begun about another paragraph nothing is proposed yet.
    const { beginning } = this;
    if (!changed.has("beginning") || changed.get("beginning")?.block === beginning?.block) return;
    this.isProposing = this.lacksReason = false;
    // What was begun there stands there again.
    if (beginning?.block && !beginning.selected && unsentWords.has(`wording ${beginning.block}`))
      this.propose(beginning.block, beginning.words);
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("beginning")) this.emit("coram-output-begun", { about: this.beginning });
  }

  protected override render(): TemplateResult {
    const open = this.threads.filter(({ thread }) => !thread.resolved);
    const resolved = this.threads.filter(({ thread }) => thread.resolved);
    const placed = open.filter(({ position }) => position !== null && position >= 0);
    placed.sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
    const whole = open.filter(({ position }) => position === -1);
    const gone = open.filter(({ position }) => position === null);
    return html`${
      this.audiences.length > 0 || this.beginning
        ? html`${this.renderBegin()}${begunViews(
            begunElsewhere(this.output, this.beginning, this.wordsOf),
            this.textLang,
            (about) => this.goBackTo(about),
            (about) => this.drop(about),
          )}`
        : nothing
    }
    ${this.threads.length === 0 && !this.beginning ? html`<p class="note sub output-empty">${t("outputs.comments-none")}</p>` : nothing}
    ${this.renderGroup(placed, null)} ${this.renderGroup(whole, t("outputs.comments-whole"))}
    ${this.renderGroup(gone, t("outputs.comments-gone"))}
    ${
      resolved.length > 0
        ? html`<details class="output-resolved" ?open=${resolved.some(({ thread }) => thread.id === this.active)}>
            <summary>${t("outputs.comments-resolved", { count: resolved.length })}</summary>
            ${this.renderGroup(resolved, null)}
          </details>`
        : nothing
    }`;
  }

  /** Shows a thread with the focus in the box of its reply, where one may answer. */
  async reply(thread: ThreadId): Promise<void> {
    this.active = thread;
    await this.shown();
    const cards = [...this.querySelectorAll("coram-thread-card")];
    await cards.find((card) => card.thread.id === thread)?.startReply();
  }

  /** On what a comment can be begun. */
  private renderBeginning(): TemplateResult {
    const { here } = this;
    return html`<div class="output-begin">
      <button type="button" class="button" ?disabled=${!here} @click=${() => here && this.begin(here)}>
        ${t(here?.selected ? "outputs.comment-words" : "outputs.comment-on")}
      </button>
      <button type="button" class="button button-quiet" @click=${() => this.begin({ block: null, words: "" })}>
        ${t("outputs.comment-whole")}
      </button>
    </div>`;
  }

  private renderBegin(): TemplateResult {
    const { beginning } = this;
    if (!beginning) return this.renderBeginning();
    // A wording is proposed for all of the paragraph.
    const isOfWords = Boolean(beginning.selected) && !this.isProposing;
    const about = isOfWords ? beginning.selected?.words : beginning.words;
    return html`<div class="output-begin is-open" @keydown=${this.onKey}>
      <p class="label">
        ${t(this.isProposing ? "outputs.propose" : !beginning.block ? "outputs.comment-whole" : isOfWords ? "outputs.comment-words" : "outputs.comment-on")}
      </p>
      ${about ? html`<blockquote class="output-about" lang=${this.textLang}>${withTokenWords(about, this.textLang)}</blockquote>` : nothing}
      ${
        beginning.block && this.isProposing
          ? proposedWording(
              beginning.block,
              beginning.words,
              this.wording,
              this.textLang,
              (words) => (this.wording = words),
            )
          : nothing
      }
      ${this.lacksReason ? html`<p class="words-warn" role="alert">${t("outputs.proposal-lacks")}</p>` : nothing}
      <coram-comment-box
        .label=${t(this.isProposing ? "outputs.proposal-reason" : "outputs.comment")}
        .action=${t(this.isProposing ? "outputs.proposal-send" : "outputs.comment")}
        .audiences=${this.addressed}
        .draftKey=${`output ${beginning.block ?? this.output}`}
        .on=${this.on(beginning)}
        .canCancel=${true}
        .mayWrite=${this.audiences.length > 0}
        .focusFirst=${true}
        @coram-comment-send=${this.onSend}
        @coram-comment-cancel=${(event: HTMLElementEventMap["coram-comment-cancel"]) => {
          if (event.detail.drops) this.drop(beginning);
          this.endBeginning();
          this.emit("coram-write-on", undefined);
        }}
      ></coram-comment-box>
      ${
        // What stands in the place of words has none to propose.
        beginning.block && beginning.words && !this.isProposing && this.proposable.length > 0
          ? html`<button
              type="button"
              class="link"
              @click=${() => this.propose(beginning.block ?? "", beginning.words)}
            >
              ${t("outputs.propose")}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** What was begun there went, or nobody wants it. */
  private drop({ block }: About): void {
    wordsSent(this, `wording ${block}`, `output ${block ?? this.output}`);
    begunFrom.delete(`wording ${block}`);
    this.requestUpdate();
  }

  private goBackTo(about: About & Pick<Here, "words">): void {
    this.begin(about);
    this.emit("coram-output-return", about);
  }

  /** As in the box of the reason: a wording is sent from its own field too, and says there what it lacks. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const { beginning } = this;
    // Sent by its own box, there is nothing begun any more.
    if (!beginning || !this.isProposing || event.isComposing) return;
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.lacksReason = !unsentWords.get(`output ${beginning.block ?? this.output}`)?.trim();
    const box = this.querySelector("coram-comment-box");
    // Where it cannot send it takes the focus.
    if (box && !(event.target instanceof Node && box.contains(event.target))) box.send();
  };

  /** For whom what is being begun may be. */
  private get addressed(): readonly Audience[] {
    return this.isProposing ? this.proposable : this.audiences;
  }

  /** What first words are about, with the wording that is proposed. */
  private on({ block, selected }: About): TypedOn {
    const audience = this.addressed[0] ?? "internal";
    return {
      kind: "begin",
      audience,
      key: `output ${block ?? this.output}`,
      fields: { ...(block ? { block, ...wordFields(this.isProposing ? null : selected) } : {}), ...this.proposal },
    };
  }

  /** Null where no other words are proposed than those that stand there. */
  private get proposal(): Proposal | null {
    const { beginning } = this;
    const wording = withStoredTokens(this.wording, this.textLang);
    if (!this.isProposing || !beginning || wording === beginning.words) return null;
    const was = begunFrom.get(`wording ${beginning.block}`);
    return { wording, ...(TypedText.safeParse(was).success && was !== undefined ? { was } : {}) };
  }

  private renderGroup(threads: readonly PlacedThread[], heading: string | null): TemplateResult | typeof nothing {
    if (threads.length === 0) return nothing;
    return html`${heading ? html`<h2 class="label output-group">${heading}</h2>` : nothing}
      <coram-thread-list
        .threads=${threads.map(({ thread }) => thread)}
        .above=${(id: ThreadId) => this.renderAbout(threads.find(({ thread }) => thread.id === id))}
        .active=${this.active}
        @coram-activate=${this.onActivate}
      ></coram-thread-list>`;
  }

  private renderAbout(placed: PlacedThread | undefined): TemplateResult | typeof nothing {
    if (!placed) return nothing;
    const { thread, position, now } = placed;
    const { block, wording } = thread;
    const words = withTokenWords(thread.words ?? placed.words ?? "", this.textLang);
    const isChanged = now !== undefined && now !== null && now !== thread.words;
    return html`${
      words === ""
        ? nothing
        : position === null
          ? html`<blockquote class="output-about" lang=${this.textLang}>${words}</blockquote>`
          : html`<button
              type="button"
              class="output-about"
              lang=${this.textLang}
              title=${t("outputs.go-to-block")}
              @click=${() => block && this.emit("coram-output-block", { block, thread, isLed: true })}
            >
              ${words}
            </button>`
    }
    ${position !== null && now === null ? html`<p class="note sub">${t("outputs.comment-words-gone")}</p>` : nothing}
    ${
      isChanged
        ? html`<p class="note sub">
            ${t("outputs.apply-now")}: <span lang=${this.textLang}>${withTokenWords(now, this.textLang)}</span>
          </p>`
        : nothing
    }
    ${wording === null ? nothing : this.renderWording(placed, wording)}`;
  }

  private readonly onActivate = (event: HTMLElementEventMap["coram-activate"]): void => {
    event.stopPropagation();
    const { id } = event.detail;
    const placed = this.threads.find(({ thread }) => thread.id === id);
    if (placed?.thread.block && placed.position !== null)
      this.emit("coram-output-block", { block: placed.thread.block, thread: placed.thread });
    this.active = id;
  };

  private renderWording({ thread, position, words: now }: PlacedThread, wording: string): TemplateResult {
    const { was, isTaken } = thread;
    const from = isTaken ? null : (was ?? now);
    const isAsking = this.asking === thread.id && now !== null && thread.canTake && this.canWrite;
    return html`<div class="output-proposal">
      <span class="label">${t(thread.isDeclined ? "outputs.declined" : "outputs.proposed")}</span>
      <blockquote class="output-diff" lang=${this.textLang}>
        ${from === null ? withTokenWords(wording, this.textLang) : renderChange(from, wording, this.textLang)}
      </blockquote>
      ${
        isTaken
          ? html`<span class="words">${t("outputs.applied")}</span>`
          : position === null
            ? html`<span class="words-warn">${t("outputs.apply-gone")}</span>`
            : isAsking
              ? askingView(thread.was, wording, now, this.textLang, {
                  apply: (words) =>
                    this.emit("coram-output-take", { thread: thread.id, block: thread.block, words, over: now }),
                  leave: () => (this.asking = null),
                })
              : now !== null && thread.canTake && this.canWrite
                ? html`<div class="output-acts">
                    <button type="button" class="button button-small" @click=${() => this.apply(thread, wording, now)}>
                      ${t("outputs.apply")}
                    </button>
                    ${this.renderDecline(thread)}
                  </div>`
                : nothing
      }
    </div>`;
  }

  /** One's own is withdrawn by resolving it. */
  private renderDecline(thread: OutputThread): TemplateResult | typeof nothing {
    const { id, audience, canResolve, comments } = thread;
    if (!canResolve || comments[0]?.mine) return nothing;
    return html`<coram-decline
      .draftKey=${`decline ${id}`}
      @coram-decline=${({ detail: { reason } }: HTMLElementEventMap["coram-decline"]) => {
        if (reason !== "") this.emit("coram-reply", { thread: id, audience, body: reason });
        this.emit("coram-resolve", { thread: id, audience, resolved: true });
      }}
    ></coram-decline>`;
  }

  private apply(thread: OutputThread, wording: string, now: string): void {
    const { words, asks } = applied(thread.was, wording, now);
    if (!asks) return this.emit("coram-output-take", { thread: thread.id, block: thread.block, words, over: now });
    this.asking = thread.id;
    void this.shown().then(() => this.querySelector<HTMLElement>(".output-asking")?.focus());
  }

  /** What is drawn here is drawn within lists. */
  private async shown(): Promise<void> {
    await this.updateComplete;
    await Promise.all([...this.querySelectorAll("coram-thread-list")].map((list) => list.updateComplete));
  }

  private propose(block: string, words: string): void {
    const key = `wording ${block}`;
    // Kept words were begun from what stood there then, which nobody knows once the page is another.
    if (!unsentWords.has(key)) begunFrom.set(key, words);
    this.isProposing = true;
    this.wording = withTokenWords(words, this.textLang);
    // What was pressed goes; one writes on from the words that stand there.
    void this.updateComplete.then(() => this.querySelector<HTMLTextAreaElement>(".output-wording")?.focus());
  }

  private begin(about: typeof this.beginning): void {
    this.isProposing = this.lacksReason = false;
    this.beginning = about;
  }

  private endBeginning(): void {
    this.beginning = null;
    this.isProposing = this.lacksReason = false;
  }

  private readonly onSend = (event: HTMLElementEventMap["coram-comment-send"]): void => {
    event.stopPropagation();
    const { beginning } = this;
    if (!beginning) return;
    const { body, audience } = event.detail;
    const detail = {
      audience: this.addressed.find((each) => each === audience),
      about: { block: beginning.block, selected: this.isProposing ? null : (beginning.selected ?? null) },
      body,
      proposal: this.proposal,
    };
    const sent = new CustomEvent("coram-output-thread", { detail, bubbles: true, cancelable: true });
    // What cannot be said stays in the box.
    if (!this.dispatchEvent(sent)) return event.preventDefault();
    this.drop(beginning);
    this.endBeginning();
    // Its box goes: what is typed next is the text's again.
    this.emit("coram-write-on", undefined);
  };

  private emit<
    Name extends
      | "coram-output-take"
      | "coram-output-block"
      | "coram-output-begun"
      | "coram-output-return"
      | "coram-write-on"
      | "coram-reply"
      | "coram-resolve",
  >(name: Name, detail: HTMLElementEventMap[Name]["detail"]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}
