import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { RoomId } from "../../schema/domain/ids.ts";
import { isRidOfWords } from "../../schema/text/token.ts";
import { MOD } from "../elements/key-press.ts";
import { fieldSends } from "../elements/input/field-sends.ts";
import { language, t } from "../i18n/t.ts";
import type { ForWhom } from "../typed/for-whom.ts";
import { ClosedHere } from "./closed-here.ts";
import { ShownWords } from "../typed/shown-words.ts";
import type { InHand, TypesWords } from "../elements/input/in-hand.ts";
import { boxInHand } from "./words-in-hand.ts";
import { putInto } from "../typed/put-into.ts";
import { onScreened, type TypedOn, unsentWords as drafts } from "../typed/typed-on.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { audienceChoice } from "./audience-choice.ts";
import { MentionPicker } from "./mention-picker.ts";
import { type Mentioned, spoken } from "./said.ts";
import { whereSaid } from "./where-said.ts";
import { writtenMeanwhile } from "./written-meanwhile.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-comment-box": CoramCommentBox;
  }
  interface HTMLElementEventMap {
    /** A listener that can not send calls preventDefault: the words then stay in the box. */
    "coram-comment-send": CustomEvent<{ body: string; audience: ForWhom }>;
    /** `drops`: the words are not wanted any more; else they stay under the key of the box. */
    "coram-comment-cancel": CustomEvent<{ drops: boolean }>;
    /** What stands in a box that says what its words are `on` and is not sent; empty where it is sent or cancelled. */
    "coram-words-typed": CustomEvent<{ on: TypedOn; body: string }>;
  }
}

/** What words that are kept for a box were begun from, by its key. */
const bases = new Map<string, string>();

/**
 * A text area that grows, with Send (or Ctrl+Enter) and, where both are open to the writer, for whom it is. Where it edits what
 * others may edit too, and that has changed since it was begun, the writer sees both and chooses: nothing is written over unseen.
 */
@customElement("coram-comment-box")
export class CoramCommentBox extends VerdictElement implements TypesWords {
  /** Whom the writer may address; a choice is shown for more than one. */
  @property({ attribute: false }) audiences: readonly ForWhom[] = [];
  /** Names the field: "Reply", "Comment", "Note". */
  @property() label = "";
  /** What the button says; Send by default. */
  @property() action = "";
  /** Words to begin with, for an edit. */
  @property() value = "";
  /** Who is mentioned in them. */
  @property({ attribute: false }) mentioned: readonly Mentioned[] = [];
  /** Under which unsent words are kept; none = not kept. */
  @property() draftKey = "";
  /** Of the text that its words stand beside: tokens in them are read and typed as there; where it is not known, in the reader's language. */
  @property() textLang = "";
  /** What the words belong to, where they are kept as a draft when nothing may be written there any more. */
  @property({ attribute: false }) on: TypedOn | null = null;
  @property({ type: Boolean }) canCancel = false;
  /** An empty text may be sent (a note may be emptied). */
  @property({ type: Boolean }) allowEmpty = false;
  /** Set it when sending failed: what was sent comes back into the field. */
  @property({ type: Boolean }) failed = false;
  @property({ type: Boolean }) focusFirst = false;
  /** False where a right went from under the writer: words that stand in it stay, and say so; without any there is no box. */
  @property({ attribute: false }) mayWrite = true;
  /** What stands in the field, as it is kept. */
  @state() private body = "";
  private readonly shown = new ShownWords();
  @state() private audience: ForWhom | null = null;
  /** For whom the words were begun, when that is not open to the writer any more. */
  @state() private closed: ForWhom | null = null;
  @query("textarea") private readonly area!: HTMLTextAreaElement;
  @query(".meanwhile button") private readonly meanwhile!: HTMLButtonElement | null;
  /** What the words were begun from; null where they are of before this page was here. */
  @state() private base: string | null = "";
  /** What is erased was replaced in the words that stand in it. */
  @state() private isScreened = false;
  private stopScreening: (() => void) | null = null;
  private sent = "";
  /** The key that it has its words from. */
  private key = "";
  private readonly closedHere = new ClosedHere(this);
  private readonly picker = new MentionPicker(this, `${this.uid}-mention`, {
    room: () => this.roomSaid,
    area: () => this.area,
    write: (words) => this.take(words),
  });

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopScreening = onScreened((key) => this.screened(key));
    this.begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopScreening?.();
  }

  private screened(key: string): void {
    const words = drafts.get(key);
    if (key !== this.key || words === undefined) return;
    if (this.area) putInto(this.area, this.shown.of(words, this.wordsLang));
    this.body = words;
    this.isScreened = true;
  }

  /** What is kept under its key, or what there is to edit. */
  private begin(): void {
    this.key = this.draftKey;
    this.isScreened = false;
    const kept = drafts.get(this.key);
    this.body = kept ?? this.begun;
    this.base = kept === undefined ? this.begun : (bases.get(this.key) ?? null);
    if (this.on?.kind === "begin" && this.audiences.includes(this.on.audience)) this.audience = this.on.audience;
    // What was typed before this page was here stands in its box from now on, and no more among the drafts.
    if (drafts.has(this.key)) this.tell();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    // A page that shows another subject in its place draws the same box: no word goes from one to the other.
    if (this.draftKey !== this.key) {
      this.audience = this.closed = null;
      this.sent = "";
      this.begin();
    } else if (changed.has("value") || !this.hasUpdated) {
      // Where nothing was typed the field follows what others write.
      if (this.body === this.base) this.body = this.base = this.begun;
      this.goOnRid();
      this.body = drafts.get(this.draftKey) || this.body || this.begun;
    }
    if (changed.has("audiences")) this.readdress(changed.get("audiences") ?? []);
    if (changed.has("failed") && this.failed && this.body === "") this.body = this.sent;
  }

  /** What is edited was rid of what is erased: nobody has written it anew. The words typed here are rid of it too, before or after. */
  private goOnRid(): void {
    if (this.base === null || !isRidOfWords(this.base, this.begun)) return;
    this.base = this.begun;
    if (bases.has(this.key)) bases.set(this.key, this.base);
  }

  private get wordsLang(): string {
    return this.textLang || language();
  }

  /** What was typed, or a name was put into. */
  private take(words: string): void {
    this.write(this.shown.typed(words, this.wordsLang));
  }

  protected override firstUpdated(): void {
    this.grow();
    if (!this.isGone) this.picker.look(this.body);
  }

  protected override updated(changed: PropertyValues<this>): void {
    // Begun on something else it is another box, though the page draws the same one.
    if (changed.has("draftKey") && this.focusFirst) this.focus();
    this.grow();
  }

  override focus(): void {
    // Who asks for it in the task of a press has it there: keys do not wait until it would be drawn.
    if (!this.hasUpdated) this.performUpdate();
    this.area?.focus({ preventScroll: true });
    this.area?.setSelectionRange(this.area.value.length, this.area.value.length);
  }

  /** What there is to edit, as one reads it. */
  private get begun(): string {
    return spoken({ body: this.value, mentioned: this.mentioned });
  }

  get wordsKey(): string {
    return this.draftKey;
  }

  get inHand(): InHand | null {
    const { on, body, label, wordsLang: lang } = this;
    return on && body.trim() !== "" && body !== this.begun ? boxInHand(on, { label, lang }, this.shown) : null;
  }

  /** Where its words will be said to others; null where they are for who writes them, or are no comment. */
  private get roomSaid(): RoomId | null {
    const { on, chosen } = this;
    const audience = on?.kind === "begin" ? chosen : on?.kind === "reply" || on?.kind === "edit" ? on.audience : null;
    return audience && whereSaid(this, audience);
  }

  /** Neither can anything be written, nor was it. */
  private get isGone(): boolean {
    return !this.mayWrite && this.body.trim() === "";
  }

  private grow(): void {
    if (this.isGone) return;
    this.area.style.height = "auto";
    // An element that is not laid out yet has no height to take.
    if (this.area.scrollHeight > 0) this.area.style.height = `${this.area.scrollHeight + 2}px`;
  }

  /** Words never go by themselves to others than those they were begun for; to the writer alone they may. */
  private readdress(before: readonly ForWhom[]): void {
    const begunFor = this.closed ?? this.audience ?? before[0];
    if (!begunFor || this.body.trim() === "") this.closed = null;
    else this.closed = this.audiences.includes(begunFor) ? null : begunFor;
    if (this.closed) this.audience = this.audiences.includes("own") ? "own" : null;
    else if (begunFor && this.audiences.includes(begunFor)) this.audience = begunFor;
    else this.audience = null;
  }

  private write(body: string): void {
    this.body = body;
    this.tell();
    if (!this.draftKey) return;
    if (body === "") {
      this.isScreened = false;
      drafts.delete(this.draftKey);
      bases.delete(this.draftKey);
    } else {
      drafts.set(this.draftKey, body);
      if (this.base !== null) bases.set(this.draftKey, this.base);
    }
  }

  /** Whether what is edited has become something else than it was when the words were begun, and than they are. */
  private get hasChangedMeanwhile(): boolean {
    const { begun: value, base, body } = this;
    return value !== body.trim() && (base === null ? value !== "" : value !== base);
  }

  /** First words are for whom the writer has chosen. */
  private tell(): void {
    const { on, body, chosen, base } = this;
    if (!on) return;
    const isBegun = on.kind === "begin" && this.audiences.length > 0 && chosen !== null;
    const said = isBegun ? { ...on, audience: chosen } : on;
    const isOver = base !== null && (on.kind === "edit" || on.kind === "note");
    this.emit("coram-words-typed", { on: isOver ? { ...on, was: base } : said, body });
  }

  /** Null where the words can go to nobody, or it is still to be said to whom. */
  private get chosen(): ForWhom | null {
    return this.audience ?? (this.closed ? null : (this.audiences[0] ?? "review"));
  }

  private get canSend(): boolean {
    return this.mayWrite && this.chosen !== null && (this.allowEmpty || this.body.trim() !== "");
  }

  /** As its button does. */
  send(): void {
    const { chosen } = this;
    if (this.hasChangedMeanwhile) return this.meanwhile?.focus();
    if (!this.canSend || !chosen) return this.area.focus();
    const body = this.body.trim();
    const event = new CustomEvent("coram-comment-send", {
      detail: { body: this.picker.kept(body, this.mentioned), audience: chosen },
      bubbles: true,
      cancelable: true,
    });
    if (!this.dispatchEvent(event)) return;
    this.sent = body;
    this.write("");
    this.picker.sent();
  }

  /** The writer has seen what stands there now, and goes on from it with these words. */
  private goOnFrom(body: string): void {
    this.base = this.begun;
    this.write(body);
    this.focus();
  }

  /** Escape shuts the box by a slip, too: what is kept under its key stands there when it opens again. */
  private leave(drops = !this.draftKey): void {
    if (drops) this.write("");
    this.emit("coram-comment-cancel", { drops });
  }

  private readonly cancel = (): void => this.leave(true);

  private onInput(event: InputEvent): void {
    this.take((event.target as HTMLTextAreaElement).value);
    void this.picker.typed();
  }

  private onKey(event: KeyboardEvent): void {
    if (event.isComposing || this.picker.key(event)) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.send();
    } else if (event.key === "Escape" && this.canCancel) {
      event.preventDefault();
      event.stopPropagation();
      this.leave();
    }
  }

  /** For whom it is chosen, it is sent as from the field. */
  private onChoiceKey(event: KeyboardEvent): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    if (!(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    this.send();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.isGone) return nothing;
    const label = this.label || t("verdict.comment");
    const isWriting = this.body !== "" || this.canCancel;
    return html`
      ${this.failed ? html`<p class="alert alert-error" role="alert">${t("verdict.comment-failed")}</p>` : nothing}
      ${this.way ? html`<p class="alert" role="alert">${this.way === "stays" ? this.closedHere.words(!this.mayWrite) : t(`verdict.comment-closed-${this.way}`)}</p>` : nothing}
      ${this.isScreened ? html`<p class="alert" role="status">${t("sync.words-erased")}</p>` : nothing}
      ${this.hasChangedMeanwhile ? this.renderMeanwhile() : nothing}
      <textarea
        class="field"
        rows="1"
        aria-label=${label}
        placeholder=${fieldSends(label, `${MOD} Enter`)}
        .value=${this.shown.of(this.body, this.wordsLang)}
        aria-autocomplete="list"
        aria-controls=${this.picker.field.controls}
        aria-activedescendant=${this.picker.field.active}
        @input=${this.onInput}
        @keydown=${this.onKey}
        @click=${() => void this.picker.typed()}
        @blur=${() => this.picker.close()}
      ></textarea>
      ${this.picker.render()}
      ${
        isWriting
          ? html`<div class="acts" @keydown=${this.onChoiceKey}>
              ${this.audiences.length > 1 || this.way === "choose" ? this.renderAudiences() : this.renderOwn()}
              <span class="sends">
                ${this.way === "stays" ? this.closedHere.copyButton(this.shown.of(this.body, this.wordsLang)) : nothing}
                ${
                  this.canCancel
                    ? html`<button type="button" class="button button-quiet button-small" @click=${this.cancel}>
                        ${t("verdict.cancel")}
                      </button>`
                    : nothing
                }
                <button
                  type="button"
                  class="button button-primary button-small send"
                  ?disabled=${!this.canSend}
                  @click=${this.send}
                >
                  ${this.action || t("verdict.send")} <kbd class="key" aria-hidden="true">${MOD} Enter</kbd>
                </button>
              </span>
            </div>`
          : nothing
      }
    `;
  }

  private renderMeanwhile(): TemplateResult {
    const { begun: theirs, body: mine, base, wordsLang: lang } = this;
    return writtenMeanwhile({ theirs, mine, isUnsent: base === null, lang }, (body) => this.goOnFrom(body));
  }

  /** Where words can go whose discussion is closed. */
  private get way(): "own" | "choose" | "stays" | null {
    if (!this.mayWrite) return "stays";
    if (!this.closed) return null;
    if (this.audiences.length === 0) return "stays";
    return this.audiences.includes("own") ? "own" : "choose";
  }

  /** Who codes blind is told that nobody else reads it. */
  private renderOwn(): TemplateResult | typeof nothing {
    if (this.audiences[0] !== "own") return nothing;
    return html`<span class="audience" data-audience="own">${t("verdict.audience-own")}</span>`;
  }

  private renderAudiences(): TemplateResult {
    return audienceChoice(this.audiences, this.chosen, `${this.uid}-audience`, (audience) => {
      this.audience = audience;
      if (this.on?.kind === "begin") this.tell();
    });
  }
}
