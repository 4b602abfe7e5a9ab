import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { REASON_MAX } from "../../../schema/domain/disagreement.ts";
import type { DisagreementId } from "../../../schema/domain/ids.ts";
import { blockAt } from "../../../schema/text/blocks.ts";
import type { Range, RevisionText } from "../../../schema/text/revision.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-dialog.ts";
import { errorLine } from "../../elements/form.ts";
import { sendsReason } from "../../elements/key-press.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { formatList, t } from "../../i18n/t.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";
import { askOf, valueOf } from "../disagreement-words.ts";
import type { ShownDisagreement } from "../shown-disagreement.ts";
import { isLoneKey } from "./ruling-draft.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-rule-together": CoramRuleTogether;
  }
}

/** One decision on several disagreements; of who only agrees nothing but which. */
export interface Together {
  chosen: readonly ShownDisagreement[];
  /** What the others say; else nothing does. */
  stands: boolean;
  reason: string;
}

/** So much of the paragraph is shown before and after a passage. */
const AROUND = 140;

/**
 * Says how many disagreements are like the one that is looked at, and settles those that are chosen of them by one decision; or, for a coder who missed
 * them all, agrees in them with the others. Each passage is shown where it stands.
 */
@customElement("coram-rule-together")
export class CoramRuleTogether extends VerdictElement {
  @property() act: "rule" | "agree" = "rule";
  /** All that are alike, that which is looked at among them. */
  @property({ attribute: false }) alike: readonly ShownDisagreement[] = [];
  @property({ attribute: false }) revision!: RevisionText;
  @property() textLang = "";
  /** Names of who decides. */
  @property() signed = "";
  /** Under which the reason is kept until it is sent. */
  @property() key = "";
  /** What is wrong, in words; null once it is on the server. */
  @property({ attribute: false }) send!: (made: Together) => Promise<string | null>;
  @state() private isOpen = false;
  @state() private left: ReadonlySet<DisagreementId> = new Set();
  @state() private stands: boolean | null = null;
  @state() private reason = "";
  @state() private problem: string | null = null;
  @state() private isBusy = false;

  private get chosen(): ShownDisagreement[] {
    return this.alike.filter(({ view }) => !this.left.has(view.id));
  }

  private get isComplete(): boolean {
    if (this.chosen.length === 0) return false;
    return this.act === "agree" || (this.stands !== null && this.reason.trim() !== "" && !isLoneKey(this.reason));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { alike, act } = this;
    const [first] = alike;
    if (!first) return nothing;
    const who = formatList(first.missing.map(({ name }) => name));
    return html`<p class="alike note">
        ${act === "rule" ? html`<span>${t("reconcile.alike", { count: alike.length - 1, who })}</span>` : nothing}
        <button type="button" class="link" aria-haspopup="dialog" @click=${this.open}>
          ${act === "rule" ? t("reconcile.alike-rule") : t("reconcile.alike-agree", { count: alike.length })}
        </button>
      </p>
      <coram-dialog
        wide
        heading=${t("reconcile.alike-title")}
        ?open=${this.isOpen}
        @keydown=${(event: Event) => event.stopPropagation()}
        @coram-dialog-close=${(event: Event) => {
          event.stopPropagation();
          this.isOpen = false;
        }}
      >
        ${this.isOpen ? this.renderForm(who) : nothing}
      </coram-dialog>`;
  }

  private readonly open = (): void => {
    this.left = new Set();
    this.stands = null;
    this.problem = null;
    this.isOpen = true;
  };

  private renderForm(who: string): TemplateResult {
    const { act, alike, chosen } = this;
    return html`<form class="form alike-form" @submit=${this.onSubmit}>
      <p class="note">${t(act === "rule" ? "reconcile.alike-lead" : "reconcile.alike-agree-lead")}</p>
      <label class="form-check alike-all"
        ><input
          type="checkbox"
          name="all"
          .checked=${chosen.length === alike.length}
          .indeterminate=${chosen.length > 0 && chosen.length < alike.length}
          @change=${(event: Event) => this.chooseAll((event.target as HTMLInputElement).checked)}
        /><b>${t("reconcile.alike-all")}</b> ${t("reconcile.alike-missed", { who })}</label
      >
      <ul class="alike-list">
        ${alike.map((one) => this.renderOne(one))}
      </ul>
      ${act === "rule" ? this.renderDecision() : nothing} ${errorLine(this.problem)}
      <div class="form-actions">
        ${act === "rule" ? html`<span class="note sub">${t("reconcile.signed-by", { names: this.signed })}</span>` : nothing}
        <button type="submit" class="button button-primary" aria-disabled=${!this.isComplete || this.isBusy}>
          ${t(act === "rule" ? "reconcile.alike-record" : "reconcile.alike-agree-do", { count: chosen.length })}
        </button>
      </div>
    </form>`;
  }

  private renderOne(one: ShownDisagreement): TemplateResult {
    const { view, paragraph, categories, sides, ranges } = one;
    const code = categories[0]?.code;
    const answer = sides[0]?.answer;
    return html`<li>
      <label class="form-check"
        ><input
          type="checkbox"
          name="case"
          value=${view.id}
          .checked=${!this.left.has(view.id)}
          @change=${(event: Event) => this.choose(view.id, (event.target as HTMLInputElement).checked)}
        /><span
          ><span class="alike-about"
            >${code ? html`<coram-code-chip code=${code}></coram-code-chip>` : nothing}
            ${answer ? html`${askOf(one)} <b>${valueOf(one, answer.value)}</b>` : categories[0]?.label}
            ${paragraph ? html`<span class="sub">${t("reconcile.paragraph", { number: paragraph })}</span>` : nothing}</span
          >
          ${ranges.length > 0 ? this.renderPassage(ranges) : nothing}</span
        ></label
      >
    </li>`;
  }

  /** The words where they stand: a tag is judged by what is around it. */
  private renderPassage(ranges: readonly Range[]): TemplateResult {
    const { revision } = this;
    const [start, end] = [ranges[0]?.start ?? 0, ranges.at(-1)?.end ?? 0];
    const { text, blocks } = revision;
    const before = text.slice(Math.max(blockAt(blocks, start)?.start ?? start, start - AROUND), start);
    const after = text.slice(end, Math.min(blockAt(blocks, Math.max(start, end - 1))?.end ?? end, end + AROUND));
    const isCut = before.length === AROUND;
    const words = ranges.map((range) => text.slice(range.start, range.end)).join(" … ");
    const said = (part: string): string => withTokenWords(part, this.textLang);
    return html`<span class="alike-words" lang=${this.textLang}
      >${isCut ? `… ${said(before.replace(/^\S*\s/u, ""))}` : said(before)}<mark>${said(words)}</mark>${
        after.length === AROUND ? `${said(after.replace(/\s\S*$/u, ""))} …` : said(after)
      }</span
    >`;
  }

  private renderDecision(): TemplateResult {
    const option = (stands: boolean, label: string): TemplateResult =>
      html`<label class="form-check"
        ><input
          type="radio"
          name="stands"
          value=${stands ? "theirs" : "none"}
          .checked=${this.stands === stands}
          @change=${() => (this.stands = stands)}
        /><span>${label}</span></label
      >`;
    return html`<fieldset class="form-row alike-stands">
        <legend class="label">${t("reconcile.outcome")}</legend>
        ${option(true, t("reconcile.alike-theirs"))} ${option(false, t("reconcile.no-one"))}
      </fieldset>
      <label class="form-row"
        ><span>${t("reconcile.reason-required")}</span>
        <textarea
          class="field"
          name="reason"
          rows="2"
          maxlength=${REASON_MAX}
          autocomplete="off"
          .value=${this.reason}
          ${keepWords(this.key)}
          @input=${(event: Event) => (this.reason = (event.target as HTMLTextAreaElement).value)}
          @keydown=${this.onReasonKey}
        ></textarea>
      </label>`;
  }

  private chooseAll(isIn: boolean): void {
    this.left = new Set(isIn ? [] : this.alike.map(({ view }) => view.id));
  }

  private choose(id: DisagreementId, isIn: boolean): void {
    const left = new Set(this.left);
    if (isIn) left.delete(id);
    else left.add(id);
    this.left = left;
  }

  private readonly onReasonKey = (event: KeyboardEvent): void => {
    if (!sendsReason(event)) return;
    event.preventDefault();
    void this.record();
  };

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    void this.record();
  };

  private async record(): Promise<void> {
    if (this.isBusy) return;
    if (!this.isComplete) {
      this.problem = t(this.chosen.length === 0 ? "reconcile.alike-none" : "reconcile.incomplete");
      return;
    }
    [this.isBusy, this.problem] = [true, null];
    const { chosen } = this;
    this.problem = await this.send({ chosen, stands: this.stands === true, reason: this.reason.trim() });
    this.isBusy = false;
    if (this.problem !== null) return;
    wordsSent(this, this.key);
    this.reason = "";
    this.isOpen = false;
  }
}
