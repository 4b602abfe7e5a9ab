import { UiLanguage } from "../../../schema/domain/language.ts";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { LedWords } from "../../../schema/editor/led-facts.ts";
import { hasSeveralVerbs } from "../../../schema/editor/several-verbs.ts";
import { changeNode } from "../../writer/quote-commands.ts";
import { goOnBehind, goOnIn } from "../../writer/write-beside.ts";
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
export interface RecommendationFacts extends Record<Field, string> {
  /** The block that it rests on; `finding` is what somebody typed of before it was chosen. */
  findingAt: string | null;
}

/** `led`: the document that leads its languages; `read`: what is read from it. */
export interface ReadFacts {
  facts: RecommendationFacts;
  led: ReturnType<QuoteService["led"]>;
  read: Record<"addressee" | "deadline", LedWords>;
}

function isRead(name: Field): name is keyof ReadFacts["read"] {
  return name === "addressee" || name === "deadline";
}

/** What a recommendation is structured by, under its words: read in a line, changed in a form while one may write. */
@customElement("coram-recommendation-fields")
export class CoramRecommendationFields extends PartElement {
  @property({ attribute: false }) read!: () => ReadFacts;
  @property() textLang = "";
  @state() private isOpen = false;
  @state() private known: readonly KnownAddressee[] = [];

  private get facts(): RecommendationFacts {
    return this.now.facts;
  }
  private get led(): ReadFacts["led"] {
    return this.now.led;
  }
  private now!: ReadFacts;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    this.now = this.read();
  }

  protected override render(): TemplateResult {
    const { facts } = this;
    const finding = this.service.findingOf(facts);
    return html`${
      this.isOpen && this.service.canWrite
        ? this.renderForm()
        : html`<span class="rec-facts">
            ${finding ? this.renderFinding(finding) : nothing}
            ${FIELDS.filter((name) => facts[name].trim() !== "" && !(name === "finding" && finding)).map(
              (name) =>
                html`<span
                  ><b>${t(`papers.${name}`)}</b
                  ><span lang=${this.langOf(name)}>${withTokenWords(facts[name], this.textLang)}</span>${
                    this.isUntranslated(name)
                      ? html` <em class="words-warn">${t("pairs.deadline-untranslated")}</em>`
                      : nothing
                  }</span
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

  private renderFinding({ id, label }: { id: string; label: string }): TemplateResult {
    return html`<span
      ><b>${t("papers.finding")}</b
      ><button type="button" class="link rec-finding" lang=${this.textLang} @click=${() => this.service.go(id)}>
        ${withTokenWords(label, this.textLang)}
      </button></span
    >`;
  }

  /** Among what the document finds; what somebody typed before there was a choice stays until something is chosen. */
  private renderFindings(): TemplateResult {
    const { facts, service, textLang } = this;
    const chosen = service.findingOf(facts);
    const typed = facts.finding.trim();
    const findings = service.findings();
    return html`<label class="rec-wide"
      ><span>${t("papers.finding")}</span>
      <select class="field" name="finding" lang=${textLang} @change=${this.onFinding}>
        <option value="" ?selected=${!chosen}>
          ${typed ? withTokenWords(typed, textLang) : t(findings.length > 0 ? "papers.choose-finding" : "papers.no-findings")}
        </option>
        ${findings.map(
          ({ id, label }) =>
            html`<option value=${id} ?selected=${id === chosen?.id}>${withTokenWords(label, textLang)}</option>`,
        )}
      </select>
    </label>`;
  }

  private readonly onFinding = ({ target }: Event): void => {
    if (!(target instanceof HTMLSelectElement)) return;
    const findingAt = target.value || null;
    this.service.run(changeNode(this.getPos(), findingAt ? { findingAt, finding: "" } : { findingAt }), true);
  };

  private isLed(name: Field): boolean {
    return isRead(name) && !this.now.read[name].isTyped && Boolean(this.led?.facts[name]);
  }

  private isUntranslated(name: Field): boolean {
    return isRead(name) && this.now.read[name].isUntranslated;
  }

  /** Until somebody has written it, a deadline stands in the leading language, and so does an addressee. */
  private langOf(name: Field): string {
    return this.isUntranslated(name) ? (this.led?.language ?? this.textLang) : this.textLang;
  }

  private renderField(name: Field): TemplateResult {
    if (name === "finding") return this.renderFindings();
    const isLed = this.isLed(name);
    return html`<label
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
        placeholder=${this.isUntranslated(name) ? this.facts[name] : nothing}
        .value=${this.isUntranslated(name) ? "" : withTokenWords(this.facts[name], this.textLang)}
        @change=${(event: Event) => this.set(name, (event.target as HTMLInputElement).value)}
      />
    </label>`;
  }

  private renderHints(): TemplateResult | typeof nothing {
    const { finding, addressee, verb } = this.facts;
    const hints = [
      this.service.findingOf(this.facts) || finding.trim()
        ? ""
        : t(this.facts.findingAt ? "papers.finding-gone" : "papers.lacks-finding"),
      addressee.trim() ? "" : t("papers.lacks-addressee"),
      hasSeveralVerbs(verb) ? t("papers.several-verbs") : "",
    ].filter(Boolean);
    return hints.length === 0 ? nothing : html`<p class="rec-hint words-warn" role="status">${hints.join(" ")}</p>`;
  }

  private set(name: Field, value: string): void {
    const words = withStoredTokens(value, this.textLang).replace(/\s+/g, " ").trim().normalize("NFC");
    if (words === (this.isUntranslated(name) ? "" : this.facts[name])) return;
    const key = this.known.find((each) => each.name === words)?.key ?? null;
    const change = name === "addressee" ? { addressee: words, addresseeKey: key } : { [name]: words };
    this.service.run(changeNode(this.getPos(), change), true);
  }

  private readonly open = async (): Promise<void> => {
    this.isOpen = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".rec-form .field")?.focus();
    this.known = await addresseesOf(UiLanguage.catch("en").parse(this.textLang));
  };

  /** One goes on in the text under it. */
  private readonly close = (): void => {
    this.isOpen = false;
    this.service.run(goOnBehind(this.getPos()));
  };

  protected override readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    const isField = event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement;
    if (event.key === "Enter" && !isField) return;
    event.preventDefault();
    // What stands in the field counts.
    if (isField) event.target.blur();
    if (event.key === "Enter") return this.close();
    this.isOpen = false;
    this.service.run(goOnIn(this.getPos()));
  };
}
