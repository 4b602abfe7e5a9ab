import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { AnswerPlace } from "../../schema/domain/answer.ts";
import { describeProblem } from "../api/http.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine } from "../elements/form.ts";
import { VerdictElement } from "../elements/verdict-element.ts";
import { formatTime, t } from "../i18n/t.ts";
import type { DraftView } from "../verdict/model/draft-views.ts";
import type { SavedState } from "../sync/saved-state.ts";
import { countWords } from "./count-words.ts";
import type { LeftOpen, LeftOut, NamedQuestion, RefusedAnswer } from "./left-open.ts";
import type { UnseenRange } from "./seen-paragraphs.ts";
import "./hand-in.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-hand-in": CoramHandIn;
  }
  interface HTMLElementEventMap {
    /** Go on coding, at a question or at a place in the text. */
    "coram-left-open": CustomEvent<{ question: AnswerPlace } | { offset: number } | { draft: DraftView }>;
    "coram-hand-in-now": CustomEvent<void>;
  }
}

/** Asks before one's work is handed in: what is left open, each leading to its place. Fires `coram-dialog-close`. */
@customElement("coram-hand-in")
export class CoramHandIn extends VerdictElement {
  @property({ type: Boolean }) open = false;
  @property({ attribute: false }) work: { tags: number; answers: number } | null = null;
  @property({ attribute: false }) progress: { seen: number; all: number } | null = null;
  @property({ attribute: false }) left: LeftOpen | null = null;
  @property({ attribute: false }) leftOut: LeftOut | null = null;
  @property({ attribute: false }) saved!: SavedState;
  @property({ attribute: false }) problem: unknown = null;
  @property({ type: Boolean }) isBusy = false;

  protected override render(): TemplateResult {
    return html`<coram-dialog
      wide
      .open=${this.open}
      heading=${t("rounds.hand-in-title")}
      @coram-dialog-close=${this.close}
    >
      ${this.open ? this.renderBody() : nothing}
    </coram-dialog>`;
  }

  private renderBody(): TemplateResult {
    const { questions = [] } = this.left ?? {};
    const waiting = this.waiting;
    // Nothing that is open is handed in by an Enter that was on its way.
    const isSafe = this.left !== null && questions.length === 0;
    return html`<div class="form hand-in">
      <p>${this.work ? `${t("rounds.mine", countWords(this.work))}. ` : ""}${t("rounds.hand-in-lead")}</p>
      ${this.renderLeftOut()} ${this.renderLeft()}
      ${
        waiting > 0
          ? html`<p class="alert" role="status">
              <coram-icon name="cloud-off"></coram-icon
              ><span
                >${this.saved.state === "two-wordings" ? t("verdict.two-wordings") : t("rounds.unsaved", { count: waiting })}</span
              >
            </p>`
          : html`<p class="left-saved"><coram-icon name="check"></coram-icon> ${this.savedWords}</p>`
      }
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="form-actions form-actions-stay">
        <button type="button" class="button" ?autofocus=${!isSafe} @click=${this.close}>
          ${t("rounds.go-on-coding")}
        </button>
        <button
          type="button"
          class="button button-primary"
          ?autofocus=${isSafe}
          ?disabled=${this.isBusy || waiting > 0}
          @click=${() => this.emit("coram-hand-in-now")}
        >
          ${questions.length > 0 ? t("rounds.hand-in-open", { count: questions.length }) : t("rounds.hand-in")}
        </button>
      </div>
    </div>`;
  }

  /** What is typed and would not go along. */
  private renderLeftOut(): TemplateResult {
    const { unsent = [], refused = [] } = this.leftOut ?? {};
    return html`${this.renderPart(
      t("rounds.left-unsent", { count: unsent.length }),
      t("rounds.left-unsent-hint"),
      unsent.map((one) => this.renderUnsent(one)),
      "left-lines",
    )}
    ${this.renderPart(
      t("rounds.left-refused", { count: refused.length }),
      null,
      refused.map((one) => this.renderRefused(one)),
      "left-lines",
    )}`;
  }

  private renderLeft(): TemplateResult {
    const { questions = [], unseen = [], bare = [] } = this.left ?? {};
    const { seen, all } = this.progress ?? { seen: 0, all: 0 };
    return html`${this.renderPart(
      t("rounds.left-questions", { count: questions.length }),
      t("rounds.left-questions-hint"),
      questions.map((one) => this.renderQuestion(one)),
      "left-lines",
    )}
    ${
      seen < all
        ? this.renderPart(
            t("rounds.left-unseen", { count: all - seen }),
            t("rounds.left-of", { all }),
            unseen.map((one) => this.renderRange(one)),
          )
        : nothing
    }
    ${this.renderPart(
      t("rounds.left-bare", { count: bare.length }),
      t("rounds.left-hint"),
      bare.map((one) => this.renderQuestion(one)),
      "left-lines",
    )}`;
  }

  private renderPart(
    head: string,
    note: string | null,
    entries: TemplateResult[],
    kind = "",
  ): TemplateResult | typeof nothing {
    if (entries.length === 0) return nothing;
    return html`<section class="left-part">
      <div class="left-head">
        <h3>${head}</h3>
        ${note === null ? nothing : html`<span class="note sub">${note}</span>`}
      </div>
      <ul class=${kind}>
        ${entries.map((entry) => html`<li>${entry}</li>`)}
      </ul>
    </section>`;
  }

  private renderQuestion({ place, number, name }: NamedQuestion): TemplateResult {
    return html`<button type="button" class="link" @click=${() => this.goTo({ question: place })}>
      <span class="left-number">${t("reconcile.question-number", { number })}</span> ${name}
    </button>`;
  }

  /** Where it can be gone on with its box opens; else it is listed above the text, as a draft. */
  private renderUnsent(draft: DraftView): TemplateResult {
    const { place, words, goOn, choose, question } = draft;
    const number = place
      ? html`<span class="left-number">${t("rounds.left-one", { first: place.paragraph })}</span>`
      : nothing;
    // Words of an answer stand in their field, beside their question.
    if (choose)
      return html`<button type="button" class="link" @click=${() => this.goTo({ question: choose })}>
        ${question ? `${question}: ` : ""}${words}
      </button>`;
    return goOn
      ? html`<button type="button" class="link" @click=${() => this.goTo({ draft })}>${number} ${words}</button>`
      : html`<span>${number} ${words}</span>`;
  }

  private renderRefused({ place, name, words }: RefusedAnswer): TemplateResult {
    return html`<button type="button" class="link" @click=${() => this.goTo({ question: place })}>
      ${name}: ${words}
    </button>`;
  }

  private renderRange({ first, last, start }: UnseenRange): TemplateResult {
    const words = first === last ? t("rounds.left-one", { first }) : t("rounds.left-range", { first, last });
    return html`<button type="button" class="button button-small" @click=${() => this.goTo({ offset: start })}>
      ${words}
    </button>`;
  }

  private goTo(place: HTMLElementEventMap["coram-left-open"]["detail"]): void {
    this.close();
    this.emit("coram-left-open", place);
  }

  /** Changes that are not on the server yet. */
  private get waiting(): number {
    const { saved } = this;
    if (saved.state === "saved") return 0;
    return saved.state === "failed" ? 1 : Math.max(1, saved.changes);
  }

  private get savedWords(): string {
    const at = this.saved.state === "saved" ? this.saved.at : null;
    return at ? t("rounds.all-saved-at", { time: formatTime(at) }) : t("rounds.all-saved");
  }

  private readonly close = (): void => void this.dispatchEvent(new CustomEvent("coram-dialog-close"));
}
