import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { langOf } from "../../../schema/domain/language.ts";
import type { Question, VerdictFact } from "../../../schema/domain/methodology/methodology.ts";
import type { Unit } from "../../../schema/domain/unit.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { saysOtherwise, verdictFacts } from "../../../schema/domain/verdict-facts.ts";
import "../../elements/coram-dialog.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { formatDate, formatList, t } from "../../i18n/t.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";
import "../bars/coram-verdict-bar.ts";
import type { AnswerViews } from "./answer-view.ts";
import { valueWords } from "./value-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-facts": CoramVerdictFacts;
  }
  interface HTMLElementEventMap {
    /** The owner is asked about the verdict's data; whoever hears it says whether that was written. */
    "coram-facts-asked": CustomEvent<{ words: string; written: () => void }>;
  }
}

type Shown = Pick<Verdict, "id" | "country" | "court" | "instance" | "caseNumber" | "date" | "language" | "script">;

/** An answer of before that is another thing than the data say. */
interface Other {
  label: string;
  words: string;
  who: string;
}

/**
 * What the verdict's data say and the case sheet therefore does not ask, with the way to ask its owner where they are wrong.
 * Nothing where the methodology asks all of it.
 */
@customElement("coram-verdict-facts")
export class CoramVerdictFacts extends VerdictElement {
  @property({ attribute: false }) verdict!: Shown;
  @property({ attribute: false }) units: readonly Unit[] = [];
  /** Those of the methodology that the data answer. */
  @property({ attribute: false }) questions: readonly Question[] = [];
  /** The answers that are shown, those of before among them. */
  @property({ attribute: false }) answers: AnswerViews = new Map();
  /** Who would be asked; [] where this person may ask nobody. */
  @property({ attribute: false }) asked: readonly string[] = [];
  /** This person changes the data themselves. */
  @property({ type: Boolean }) canEdit = false;
  /** What is asked is not seen by others before the reveal. */
  @property({ type: Boolean }) isBlind = false;
  @state() private isAsking = false;
  @query("textarea") private readonly field!: HTMLTextAreaElement | null;

  protected override render(): TemplateResult | typeof nothing {
    const facts = new Set(this.questions.flatMap(({ from }) => from ?? []));
    if (facts.size === 0) return nothing;
    return html`<div class="verdict-facts" role="region" aria-labelledby=${`${this.uid}-head`}>
        <h2>
          <span class="grow" id=${`${this.uid}-head`}>${t("sheet.facts")}</span>
          ${
            this.canEdit || this.asked.length > 0
              ? html`<button type="button" class="link" aria-haspopup="dialog" @click=${this.onWrong}>
                  ${t("sheet.facts-wrong")}
                </button>`
              : nothing
          }
        </h2>
        ${this.renderFacts(facts)}
        ${
          this.others.length > 0
            ? html`<p class="words words-warn">${t("sheet.facts-differ", { count: this.others.length })}</p>
                ${this.canEdit ? this.renderOthers() : nothing}`
            : nothing
        }
      </div>
      <coram-dialog .open=${this.isAsking} heading=${t("sheet.facts-ask")} @coram-dialog-close=${this.close}>
        ${this.isAsking ? this.renderForm(facts) : nothing}
      </coram-dialog>`;
  }

  private renderFacts(facts: ReadonlySet<VerdictFact>): TemplateResult {
    const { country, court, instance, caseNumber, date, language, script } = this.verdict;
    const lang = langOf(language, script);
    const none = t("sheet.facts-none");
    const of = verdictFacts(this.verdict, this.units);
    const instanceDate = [
      facts.has("instance") ? t(`word.instance.${instance}`) : "",
      facts.has("date") ? (date ? formatDate(date) : none) : "",
    ].filter(Boolean);
    const persons = [
      facts.has("defendants") ? t("sheet.facts-defendants", { count: Number(of.defendants) }) : "",
      facts.has("victims") ? t("sheet.facts-victims", { count: Number(of.victims) }) : "",
    ].filter(Boolean);
    const row = (name: string, value: unknown): TemplateResult =>
      html`<dt>${name}</dt>
        <dd>${value}</dd>`;
    return html`<dl>
      ${facts.has("country") ? row(t("sheet.facts-country"), t(`word.country.${country}`)) : nothing}
      ${facts.has("court") ? row(t("sheet.facts-court"), html`<span lang=${lang}>${court}</span>`) : nothing}
      ${facts.has("case-number") ? row(t("sheet.facts-number"), html`<span lang=${lang}>${caseNumber}</span>`) : nothing}
      ${instanceDate.length > 0 ? row(t("sheet.facts-instance"), instanceDate.join(", ")) : nothing}
      ${persons.length > 0 ? row(t("sheet.facts-persons"), persons.join(", ")) : nothing}
    </dl>`;
  }

  private get others(): Other[] {
    const data = verdictFacts(this.verdict, this.units);
    return [...this.answers.values()].flatMap(({ question, value, author }): Other[] => {
      const asked = this.questions.find(({ id }) => id === question);
      if (!asked?.from || value === null || !saysOtherwise(asked.from, data[asked.from], value)) return [];
      return [{ label: t(`sheet.fact-${asked.from}`), words: valueWords(asked, value), who: author?.name ?? "" }];
    });
  }

  private renderForm(facts: ReadonlySet<VerdictFact>): TemplateResult {
    return html`<form class="form verdict-facts-form" @submit=${this.onSubmit}>
      ${this.renderFacts(facts)}
      ${
        this.others.length > 0
          ? html`<h3>${t("sheet.facts-others")}</h3>
              ${this.renderOthers()}`
          : nothing
      }
      <label class="form-row"
        ><span>${t("sheet.facts-what")}</span>
        <textarea class="field" rows="3" required maxlength="2000" autofocus ${keepWords(this.key)}></textarea>
      </label>
      <p class="note sub">
        ${t(this.isBlind ? "sheet.facts-who-blind" : "sheet.facts-who", { who: formatList([...this.asked]) })}
      </p>
      <div class="form-actions">
        <button type="button" class="button" @click=${this.close}>${t("shell.cancel")}</button>
        <button type="submit" class="button button-primary">${t("sheet.facts-send")}</button>
      </div>
    </form>`;
  }

  private renderOthers(): TemplateResult {
    return html`<ul class="verdict-facts-others">
      ${this.others.map(
        ({ label, words, who }) =>
          html`<li>${label}: <b>${words}</b>${who ? html` <span class="sub">${who}</span>` : nothing}</li>`,
      )}
    </ul>`;
  }

  /** Who may change the data does so; everybody else asks. */
  private readonly onWrong = (): void => {
    if (this.canEdit) this.emit("coram-verdict-dialog", { dialog: "about" });
    else this.isAsking = true;
  };

  private get key(): string {
    const id: VerdictId = this.verdict.id;
    return `facts ${id}`;
  }

  private readonly close = (): void => {
    this.isAsking = false;
  };

  private readonly onSubmit = (event: Event): void => {
    event.preventDefault();
    const words = this.field?.value.trim() ?? "";
    if (words === "") return;
    const written = (): void => {
      wordsSent(this, this.key);
      this.close();
    };
    this.emit("coram-facts-asked", { words, written });
  };
}
