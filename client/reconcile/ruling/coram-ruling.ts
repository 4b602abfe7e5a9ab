import { html, nothing, type LitElement, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { type AnswerValue, isClosedType, isEmptyWord } from "../../../schema/domain/answer.ts";
import { REASON_MAX } from "../../../schema/domain/disagreement.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { AmendPart, type AmendDone } from "../../../schema/protocol/http/disagreements.ts";
import "../../elements/coram-menu.ts";
import { tell } from "../../elements/announce.ts";
import { fieldSends } from "../../elements/input/field-sends.ts";
import { sendsReason, writesSign } from "../../elements/key-press.ts";
import { formatList, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "../../verdict/sheet/coram-choice-answer.ts";
import "../../verdict/sheet/coram-typed-answer.ts";
import "../../verdict/sheet/sheet.css";
import { QuickPress } from "../../verdict/sheet/quick-press.ts";
import { focusControl } from "../../elements/focus-control.ts";
import { emptyButtons } from "../../verdict/sheet/empty-words.ts";
import { optionsOf } from "../../verdict/sheet/question-views.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import { amendedForm } from "./amend-views.ts";
import { isComplete, isLoneKey, lacksAmendment, type RulingDraft } from "./ruling-draft.ts";
import { rulingOptions } from "./ruling-options.ts";
import { wordCount, type ShownDisagreement } from "../shown-disagreement.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { keepWords } from "../../typed/keep-words.ts";
import { rulingWords } from "../../typed/unsent-rulings.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-ruling": CoramRuling;
  }
  interface HTMLElementEventMap {
    "coram-ruling-change": CustomEvent<{ change: Partial<RulingDraft> }>;
    /** What is to stand was chosen: the focus goes on to the reason. */
    "coram-ruling-choose": CustomEvent<{ change: Partial<RulingDraft> }>;
    "coram-ruling-panel": CustomEvent<{ panel: MemberId[] }>;
    /** The reason of the last ruling again. */
    "coram-ruling-ditto": CustomEvent<void>;
    "coram-ruling-record": CustomEvent<void>;
    "coram-ruling-leave": CustomEvent<void>;
  }
}

/** The form under a disagreement: what stands, why, and what it changes in the methodology. */
@customElement("coram-ruling")
export class CoramRuling extends VerdictElement {
  @property({ attribute: false }) shown!: ShownDisagreement;
  @property({ attribute: false }) draft!: RulingDraft;
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) textLang = "";
  @property({ attribute: false }) categories: readonly CategoryView[] = [];
  @property({ attribute: false }) me!: MemberCard;
  /** Who decides, the reader first, and who else might. */
  @property({ attribute: false }) panel: readonly MemberCard[] = [];
  @property({ attribute: false }) others: readonly MemberCard[] = [];
  /** What a ruled answer is to rest on. */
  @property({ attribute: false }) evidence: TemplateResult | typeof nothing = nothing;
  @property({ type: Boolean }) isCoder = false;
  @property({ type: Boolean }) isOffline = false;
  @property({ type: Boolean }) isRecording = false;
  /** It would take the place of a ruling that somebody made meanwhile. */
  @property({ type: Boolean }) isAgain = false;
  /** That ruling came while this one was being made: nobody had time to read it. */
  /** Whose ruling goes, where it is somebody else's. */
  @property() replaces = "";
  @property({ type: Boolean }) hasMoved = false;
  @property({ type: Boolean }) hasLastReason = false;
  @property({ type: Boolean }) canAmend = false;
  /** What another meaning of the category would put up for review. */
  @property({ attribute: false }) affected: AmendDone | null = null;
  @query("textarea.reason") private readonly reason!: HTMLTextAreaElement | null;
  @query(".ruling-answer") private readonly answer!: LitElement | HTMLTextAreaElement | null;
  private readonly quick = new QuickPress(this, ".ruling-acts .button-primary");
  /** The focus goes to the answer as soon as it is there. */
  private wantsAnswer = false;
  @query(".opt") private readonly option!: HTMLElement | null;

  startReason(): void {
    this.reason?.focus();
  }

  /** What is typed next is the reason of what was chosen, or first the answer that is to stand; while nothing is, a key chooses. */
  startWords({ choice, value }: RulingDraft): void {
    if (choice === null) return this.startOption();
    this.wantsAnswer = choice === "value" && value === null;
    if (!this.wantsAnswer) this.startReason();
  }

  startOption(): void {
    (this.querySelector<HTMLElement>('.opt[aria-checked="true"]') ?? this.option)?.focus();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("hasMoved") && this.hasMoved) this.quick.hasGrown();
    const { answer } = this;
    if (!this.wantsAnswer || !answer) return;
    this.wantsAnswer = false;
    void focusControl(answer);
  }

  protected override render(): TemplateResult {
    const { draft } = this;
    const keys = rulingWords(this.shown.view.id);
    return html`<form
      class="ruling-form"
      aria-label=${t("reconcile.ruling")}
      @submit=${this.onSubmit}
      @keydown=${this.onKey}
    >
      <div class="ruling-head">
        <h2 class="label">${t("reconcile.ruling")}</h2>
        ${this.isCoder ? html`<span class="note sub">${t("reconcile.you-coded")}</span>` : nothing}
        ${this.replaces ? html`<span class="note sub">${t("reconcile.replaces", { name: this.replaces })}</span>` : nothing}
        <span class="grow"></span>
        ${this.renderPanel()}
      </div>
      ${this.renderOffer()}
      <div class="opts" role="radiogroup" aria-label=${t("reconcile.outcome")} @keydown=${this.onOptionKey}>
        ${this.renderOutcomes()}
      </div>
      ${draft.choice === "span" ? this.renderSpan() : nothing}
      ${draft.choice === "value" ? this.renderValue() : nothing} ${this.evidence}
      <div class="reason-row">
        <textarea
          class="field reason"
          rows="1"
          maxlength=${REASON_MAX}
          aria-label=${t("reconcile.reason-required")}
          placeholder=${fieldSends(t("reconcile.reason-required"), "Enter")}
          .value=${draft.reason}
          ${keepWords(keys.reason)}
          @input=${(event: InputEvent) => this.change({ reason: (event.target as HTMLTextAreaElement).value })}
          @keydown=${this.onReasonKey}
        ></textarea>
        ${
          this.hasLastReason && (draft.reason === "" || isLoneKey(draft.reason))
            ? html`<button type="button" class="link" @click=${() => this.emit("coram-ruling-ditto")}>
                ${t("reconcile.same-reason")} <kbd class="key" aria-hidden="true">D</kbd>
              </button>`
            : nothing
        }
      </div>
      ${
        this.canAmend && this.draft.amend
          ? amendedForm(this.draft.amend, this.shown, this.affected, (amend) => this.change({ amend }))
          : nothing
      }
      ${this.isOffline ? html`<p class="note words-warn" role="status">${t("reconcile.offline")}</p>` : nothing}
      ${this.renderActs()}
    </form>`;
  }

  private renderActs(): TemplateResult {
    const title = this.isOffline
      ? t("reconcile.offline")
      : isComplete(this.draft)
        ? nothing
        : t("reconcile.incomplete");
    const isBlocked = this.isOffline || this.isRecording || !isComplete(this.draft);
    return html`<div class="ruling-acts">
      <button type="submit" class="button button-primary" aria-disabled=${isBlocked} title=${title}>
        ${t(this.isRecording ? "reconcile.recording" : this.isAgain ? "reconcile.record-again" : "reconcile.record")}
      </button>
      <button type="button" class="button" @click=${() => this.emit("coram-ruling-leave")}>
        ${t(this.isAgain ? (this.replaces ? "reconcile.leave-theirs" : "reconcile.leave-ruled") : "reconcile.leave-open")}
      </button>
      <span class="grow"></span>
      ${this.canAmend && !this.shown.view.about ? this.renderAmend() : nothing}
    </div>`;
  }

  private renderOffer(): TemplateResult | typeof nothing {
    const { offered, agreed, missing, sides } = this.shown;
    if (offered === null) return nothing;
    const who = formatList(missing.flatMap(({ id, name }) => (agreed.includes(id) ? [name] : [])));
    if (who !== "") return html`<p class="note">${t("reconcile.offered-agreed", { count: agreed.length, who })}</p>`;
    const left = sides.find(({ member }) => offered.includes(member.id));
    const words = left ? t("reconcile.offered", { who: left.member.name }) : t("reconcile.offered-none");
    return html`<p class="note">${words}</p>`;
  }

  /** What is typed counts at once: Enter behind the last letter must not find the draft as it was drawn last. */
  private change(change: Partial<RulingDraft>): void {
    this.draft = { ...this.draft, ...change };
    this.emit("coram-ruling-change", { change });
  }

  private renderPanel(): TemplateResult {
    const names = this.panel.map(({ initials }) => initials).join(", ");
    return html`<span class="note sub">${t("reconcile.signed-by", { names })}</span> ${
        this.others.length > 0
          ? html`<coram-menu label=${t("reconcile.panel")}>
              <button slot="trigger" type="button" class="link">${t("reconcile.panel-change")}</button>
              ${this.others.map((member) => {
                const isIn = this.panel.some(({ id }) => id === member.id);
                return html`<button
                  type="button"
                  role="menuitemcheckbox"
                  aria-checked=${isIn}
                  @click=${() => this.togglePanel(member.id, !isIn)}
                >
                  ${member.name}
                </button>`;
              })}
            </coram-menu>`
          : nothing
      }`;
  }

  private togglePanel(id: MemberId, isIn: boolean): void {
    const ids = this.panel.map((member) => member.id);
    this.emit("coram-ruling-panel", { panel: isIn ? [...ids, id] : ids.filter((each) => each !== id) });
  }

  private renderOutcomes(): TemplateResult[] {
    const options = rulingOptions(this.shown, this.draft);
    const focusable = Math.max(
      0,
      options.findIndex(({ isChosen }) => isChosen),
    );
    return options.map(
      ({ label, key, isChosen, take }, i) =>
        html`<button
          type="button"
          class="opt"
          role="radio"
          aria-checked=${isChosen}
          tabindex=${i === focusable ? 0 : -1}
          @click=${() => this.emit("coram-ruling-choose", { change: take })}
        >
          <span class="ellipsis">${label}</span><kbd class="key" aria-hidden="true">${key}</kbd>
        </button>`,
    );
  }

  private onOptionKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...this.querySelectorAll<HTMLElement>(".opt")];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next = (at + step + all.length) % all.length;
    const take = rulingOptions(this.shown, this.draft)[next]?.take;
    // Looking through the options leaves the focus among them.
    all[next]?.focus();
    if (take) this.change(take);
  }

  private renderSpan(): TemplateResult {
    const { span } = this.draft;
    const words = span.ranges.map(({ start, end }) => this.text.slice(start, end)).join(" … ");
    const ids = new Set(this.shown.categoriesNow.map(({ id }) => id));
    const usable = this.categories.filter(({ onlyChildren }) => !onlyChildren);
    const ordered = [...usable.filter(({ id }) => ids.has(id)), ...usable.filter(({ id }) => !ids.has(id))];
    return html`<div class="ruling-span">
      <p class="note sub">
        ${
          words
            ? html`${t("reconcile.words", { count: wordCount(this.text, span.ranges) })}:
                <q lang=${this.textLang}>${withTokenWords(words, this.textLang)}</q>`
            : t("reconcile.span-hint")
        }
      </p>
      <label class="amend-part note"
        >${t("reconcile.span-category")}
        <select
          class="field"
          @change=${(event: Event) => {
            const { value } = event.target as HTMLSelectElement;
            const category = usable.find(({ id }) => id === value)?.id ?? null;
            this.change({ span: { ...span, category } });
          }}
        >
          <option value="" ?selected=${span.category === null}>${t("reconcile.choose-category")}</option>
          ${ordered.map(
            ({ id, code, label }) =>
              html`<option value=${id} ?selected=${id === span.category}>${code} ${label}</option>`,
          )}
        </select></label
      >
    </div>`;
  }

  /** Another answer than anybody's, as the case sheet asks for it. */
  private renderValue(): TemplateResult | typeof nothing {
    const { questionNow: question } = this.shown;
    const { value } = this.draft;
    if (!question) return nothing;
    const { type } = question;
    const set = (next: AnswerValue | null): void => this.change({ value: next });
    if (type === "text")
      return html`<textarea
          class="field ruling-answer"
          rows="1"
          aria-label=${t("reconcile.value")}
          .value=${typeof value === "string" && !isEmptyWord(value) ? value : ""}
          ${keepWords(rulingWords(this.shown.view.id).value)}
          @input=${(event: InputEvent) => set((event.target as HTMLTextAreaElement).value.trim() || null)}
        ></textarea>
        ${emptyButtons(value, set)}`;
    if (isClosedType(type))
      return html`<coram-choice-answer
        class="ruling-answer"
        .options=${optionsOf(question)}
        .value=${typeof value === "string" || isKeys(value) ? value : null}
        .multi=${type === "multi-choice"}
        .row=${type === "yes-no-unclear" || (question.choices?.length ?? 0) <= 3}
        .label=${t("reconcile.value")}
        @coram-choice=${(event: HTMLElementEventMap["coram-choice"]) => set(event.detail.value)}
      ></coram-choice-answer>`;
    return html`<coram-typed-answer
        class="ruling-answer"
        .type=${type}
        .value=${value}
        .label=${t("reconcile.value")}
        @coram-typed=${(event: HTMLElementEventMap["coram-typed"]) => set(event.detail.value)}
      ></coram-typed-answer>
      ${emptyButtons(value, set)}`;
  }

  /** Whether the ruling changes the methodology, and what of it. */
  private renderAmend(): TemplateResult {
    const { amend } = this.draft;
    const first = this.shown.categoriesNow[0]?.id;
    return html`<label class="amend-part"
      ><span class="note sub">${t("reconcile.amend")}</span>
      <select
        class="field"
        @change=${(event: Event) => {
          const part = AmendPart.safeParse((event.target as HTMLSelectElement).value);
          const next = part.success && first && { category: first, text: "", ...amend, part: part.data };
          this.change({ amend: next || null });
        }}
      >
        <option value="" ?selected=${!amend}>${t("reconcile.amend-none")}</option>
        ${AmendPart.options.map(
          (part) =>
            html`<option value=${part} ?selected=${amend?.part === part}>${t(`reconcile.amend-${part}`)}</option>`,
        )}
      </select></label
    >`;
  }

  /** Words written where a button of the form has the focus are meant for the reason: none of them is a command. */
  private onKey(event: KeyboardEvent): void {
    const { target } = event;
    if (event.defaultPrevented || !(target instanceof HTMLElement) || !target.matches(IDLE)) return;
    if (target.closest(".ruling-answer") || !writesSign(event)) return;
    event.stopPropagation();
    this.startReason();
  }

  private onReasonKey(event: KeyboardEvent): void {
    if (!sendsReason(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const typed = this.draft.reason.trim();
    if (!isLoneKey(typed)) return this.enter();
    // The key of the last reason, pressed where keys write: the reason is shown before it is recorded.
    if (this.hasLastReason && /^[dд]$/iu.test(typed)) this.emit("coram-ruling-ditto");
    else tell(t("reconcile.letter-alone", { letter: typed }));
  }

  private onSubmit(event: Event): void {
    event.preventDefault();
    // Enter in one of its fields sends a form as well.
    if (document.activeElement?.matches("input, select, textarea")) this.enter();
    else this.submit();
  }

  /** By Enter, wherever the focus is: it puts nothing in the place of a ruling that came under one's hands. */
  enter(): void {
    if (this.hasMoved) tell(t("reconcile.moved-read"));
    else this.submit();
  }

  /** Records what is complete; else puts the focus on what is missing. */
  private submit(): void {
    if (isComplete(this.draft) && !this.isOffline && !this.isRecording) this.emit("coram-ruling-record");
    else if (this.draft.choice === null) {
      this.startOption();
      tell(t("reconcile.incomplete"));
    } else if (lacksAmendment(this.draft) && this.draft.reason.trim() !== "") {
      this.querySelector<HTMLElement>(".amend textarea")?.focus();
      tell(t("reconcile.amend-missing"));
    } else {
      this.startReason();
      if (this.draft.reason.trim() === "") tell(t("reconcile.incomplete"));
    }
  }
}

/** Buttons that take no letters: not the outcomes, which the page's keys choose, and no open menu. */
const IDLE = "button:not(.opt, [role^=menuitem])";

function isKeys(value: AnswerValue | null): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
