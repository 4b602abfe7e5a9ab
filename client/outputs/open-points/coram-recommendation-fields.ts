import { UiLanguage } from "../../../schema/domain/language.ts";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { hasSeveralVerbs } from "../../../schema/editor/several-verbs.ts";
import { changeNode } from "../../writer/quote-commands.ts";
import { languageName, t } from "../../i18n/t.ts";
import { PartElement } from "../quotes/part-element.ts";
import type { QuoteService } from "../quotes/quote-service.ts";
import { addresseesOf, type KnownAddressee } from "./known-addressees.ts";
import { withStoredTokens, withTokenWords } from "../../../schema/text/token-words.ts";
import "./coverage.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-recommendation-fields": CoramRecommendationFields;
  }
}

const FIELDS = ["finding", "addressee", "verb", "deadline", "indicator"] as const;
type Field = (typeof FIELDS)[number];
export type RecommendationFacts = Record<Field, string>;

/** What a recommendation is structured by, under its words: read in a line, changed in a form while one may write. */
@customElement("coram-recommendation-fields")
export class CoramRecommendationFields extends PartElement {
  @property({ attribute: false }) facts!: RecommendationFacts;
  /** What is read from the document that leads its languages. */
  @property({ attribute: false }) led: ReturnType<QuoteService["led"]> = null;
  @property() textLang = "";
  @state() private isOpen = false;
  @state() private known: readonly KnownAddressee[] = [];

  protected override render(): TemplateResult {
    const { facts } = this;
    return html`${
      this.isOpen && this.service.canWrite
        ? this.renderForm()
        : html`<span class="rec-facts">
            ${FIELDS.filter((name) => facts[name].trim() !== "").map(
              (name) =>
                html`<span
                  ><b>${t(`papers.${name}`)}</b
                  ><span lang=${this.textLang}>${withTokenWords(facts[name], this.textLang)}</span></span
                >`,
            )}
            ${
              this.service.canWrite
                ? html`<button type="button" class="link" @click=${this.open}>${t("papers.fields-edit")}</button>`
                : nothing
            }
          </span>`
    }
    ${this.service.canWrite ? this.renderHints() : nothing}`;
  }

  private renderForm(): TemplateResult {
    return html`<div class="rec-form" role="group" aria-label=${t("papers.fields")} @keydown=${this.onKey}>
      ${FIELDS.map((name) => this.renderField(name))}
      <datalist id="rec-known-${this.block}">
        ${this.known.map(({ name }) => html`<option value=${name}></option>`)}
      </datalist>
      <div class="rec-wide">
        <button type="button" class="button button-small" @click=${this.close}>${t("papers.fields-close")}</button>
      </div>
    </div>`;
  }

  private isLed(name: Field): boolean {
    return (name === "addressee" || name === "deadline") && Boolean(this.led?.facts[name]);
  }

  private renderField(name: Field): TemplateResult {
    const isLed = this.isLed(name);
    return html`<label class=${name === "finding" ? "rec-wide" : ""}
      ><span
        >${t(`papers.${name}`)}${
          isLed && this.led ? html`, ${t("pairs.read-from", { language: languageName(this.led.language) })}` : nothing
        }</span
      >
      <input
        class="field"
        name=${name}
        maxlength="2000"
        autocomplete="off"
        lang=${this.textLang}
        list=${name === "addressee" ? `rec-known-${this.block}` : nothing}
        ?readonly=${isLed}
        .value=${withTokenWords(this.facts[name], this.textLang)}
        @change=${(event: Event) => this.set(name, (event.target as HTMLInputElement).value)}
      />
    </label>`;
  }

  private renderHints(): TemplateResult | typeof nothing {
    const { finding, addressee, verb } = this.facts;
    const hints = [
      finding.trim() ? "" : t("papers.lacks-finding"),
      addressee.trim() ? "" : t("papers.lacks-addressee"),
      hasSeveralVerbs(verb) ? t("papers.several-verbs") : "",
    ].filter(Boolean);
    return hints.length === 0 ? nothing : html`<p class="rec-hint words-warn" role="status">${hints.join(" ")}</p>`;
  }

  private set(name: Field, value: string): void {
    const words = withStoredTokens(value, this.textLang).replace(/\s+/g, " ").trim().normalize("NFC");
    if (words === this.facts[name]) return;
    const key = this.known.find((each) => each.name === words)?.key ?? null;
    const change = name === "addressee" ? { addressee: words, addresseeKey: key } : { [name]: words };
    this.service.run(changeNode(this.getPos(), change), true);
  }

  private readonly open = async (): Promise<void> => {
    this.isOpen = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>("input")?.focus();
    this.known = await addresseesOf(UiLanguage.catch("en").parse(this.textLang));
  };

  private readonly close = async (): Promise<void> => {
    this.isOpen = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>("button")?.focus();
  };

  protected override readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    if (event.key === "Enter" && !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    // What stands in the field counts.
    if (event.target instanceof HTMLInputElement) event.target.blur();
    void this.close();
  };
}
