import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { OutputSection } from "../../../schema/protocol/http/outputs.ts";
import type { UnrecordedState } from "../../../schema/protocol/http/parts/record-state.ts";
import { describeProblem } from "../../api/http.ts";
import { insertRecords } from "../../api/quotes.ts";
import { announce } from "../../elements/announce.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import "./coverage.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-unrecorded": CoramUnrecorded;
  }
  interface HTMLElementEventMap {
    /** Records were put into the document by the server. */
    "coram-recorded": CustomEvent<void>;
  }
}

/** What happened in a workshop and stands nowhere in its minutes, each to be put in; and lines of which the record is gone. */
@customElement("coram-unrecorded")
export class CoramUnrecorded extends LightElement {
  @property() output!: OutputId;
  @property({ attribute: false }) records: readonly UnrecordedState[] = [];
  /** Blocks that say something of which there is no record any more. */
  @property({ attribute: false }) gone: readonly string[] = [];
  @property({ attribute: false }) sections: readonly OutputSection[] = [];
  /** Language of the document. */
  @property() textLang = "";
  @property({ type: Boolean }) canWrite = false;
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  /** Something was put in by its button, which goes with its row. */
  private hasInserted = false;

  protected override render(): TemplateResult | typeof nothing {
    const { records, gone } = this;
    if (records.length + gone.length === 0) return nothing;
    return html`${errorLine(this.problem === null ? null : describeProblem(this.problem))}
    ${records.length > 0 ? this.renderMissing() : nothing}
    ${
      gone.length > 0
        ? html`<section class="coverage-group">
            <h2 class="label">${t("minutes.gone")} <span class="count">${gone.length}</span></h2>
            <ul>
              ${gone.map(
                (block, i) =>
                  html`<li>
                    <button type="button" class="coverage-line" @click=${() => this.goTo(block)}>
                      ${gone.length === 1 ? t("minutes.gone-line") : t("minutes.gone-line-of", { number: String(i + 1), all: String(gone.length) })}
                    </button>
                  </li>`,
              )}
            </ul>
          </section>`
        : nothing
    }`;
  }

  /** The row that had the focus is gone: the list has it, or what the list stood in. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has("records") || !this.hasInserted) return;
    this.hasInserted = false;
    if (document.activeElement !== document.body) return;
    const list = this.querySelector<HTMLElement>("section") ?? this.closest<HTMLElement>("[tabindex]");
    list?.focus();
  }

  private renderMissing(): TemplateResult {
    const { records } = this;
    return html`<section class="coverage-group" tabindex="-1" aria-labelledby="unrecorded">
      <h2 class="label" id="unrecorded">${t("minutes.missing")} <span class="count">${records.length}</span></h2>
      <p class="sub">${t("minutes.missing-why")}</p>
      ${
        this.canWrite && records.length > 1
          ? html`<button
              type="button"
              class="button button-small"
              aria-disabled=${this.isBusy}
              @click=${() => void this.insert(records)}
            >
              ${t("minutes.add-all")}
            </button>`
          : nothing
      }
      <ul>
        ${repeat(
          records,
          ({ of }) => of,
          (each) => this.renderRecord(each),
        )}
      </ul>
    </section>`;
  }

  private renderRecord(record: UnrecordedState): TemplateResult {
    const { pieces, section } = record;
    const words = pieces.map(({ text }) => text).join("");
    const template = this.sections.find(({ id }) => id === section);
    const title = template ? localise(template.title, language()) : section;
    return html`<li class="unrecorded">
      <p class="coverage-words" lang=${this.textLang}>
        ${pieces.map(({ text, lang }) => (lang === null ? text : html`<span lang=${lang}>${text}</span>`))}
      </p>
      <p class="unrecorded-foot">
        <span class="sub">${title}</span>
        ${
          this.canWrite
            ? html`<button
                type="button"
                class="link"
                aria-label="${t("minutes.insert")}: ${words}"
                aria-disabled=${this.isBusy}
                @click=${() => void this.insert([record])}
              >
                ${t("minutes.insert")}
              </button>`
            : nothing
        }
      </p>
    </li>`;
  }

  private async insert(records: readonly UnrecordedState[]): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      await insertRecords(this.output, { records: records.map(({ of }) => of) });
      this.hasInserted = true;
      announce(t("minutes.inserted", { count: records.length }));
      this.dispatchEvent(new CustomEvent("coram-recorded", { bubbles: true }));
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private goTo(block: string): void {
    this.dispatchEvent(new CustomEvent("coram-output-block", { detail: { block }, bubbles: true }));
  }
}
