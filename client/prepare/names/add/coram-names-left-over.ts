import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf } from "../../../../schema/domain/language.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { tokensOf, withTokenWords } from "../../../../schema/text/token-words.ts";
import { describeProblem, ProblemError } from "../../../api/http.ts";
import { editText } from "../../../api/verdicts.ts";
import { announce } from "../../../elements/announce.ts";
import { errorLine } from "../../../elements/form.ts";
import { t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import "../../prepare-events.ts";
import { placesOfForms } from "./names-same.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-left-over": CoramNamesLeftOver;
  }
}

/** A name that is found once the names are gone from the server: the selected words give way to a placeholder of the text. */
@customElement("coram-names-left-over")
export class CoramNamesLeftOver extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) selection: readonly Range[] = [];
  @state() private token = "";
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  private get textLang(): string {
    const { language, script } = this.view.verdict;
    return langOf(language, script);
  }

  protected override render(): TemplateResult {
    const [range, ...more] = this.selection;
    const tokens = [...tokensOf(this.view.revision.text)].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    return html`<p class="note">${t("names.left-over")}</p>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${range && more.length === 0 && tokens.length > 0 ? this.renderCard(range, tokens) : nothing}`;
  }

  private renderCard(range: Range, tokens: readonly string[]): TemplateResult {
    const { text } = this.view.revision;
    const { textLang } = this;
    const words = text.slice(range.start, range.end).trim();
    const places = placesOfForms(text, words, textLang);
    const forms = [...new Set(places.map(({ start, end }) => text.slice(start, end)))];
    const token = tokens.includes(this.token) ? this.token : (tokens[0] ?? "");
    return html`<section class="names-add" aria-label=${t("names.left-title", { words })}>
      <p>${t("names.left-title", { words })}</p>
      <select
        class="field"
        aria-label=${t("names.left-by")}
        @change=${(event: Event) => (this.token = (event.target as HTMLSelectElement).value)}
      >
        ${tokens.map((each) => html`<option value=${each} ?selected=${each === token}>${withTokenWords(each, textLang)}</option>`)}
      </select>
      ${forms.length > 1 ? html`<p class="note">${t("names.left-forms", { forms: forms.join(", ") })}</p>` : nothing}
      <div class="row">
        ${
          places.length > 0
            ? html`<button
                type="button"
                class="button button-small"
                ?disabled=${this.isBusy}
                @click=${() => void this.replace(places, token)}
              >
                ${t("correct.replace", { count: places.length })}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="button button-small"
          ?disabled=${this.isBusy}
          @click=${() => void this.replace([range], token)}
        >
          ${t("names.add-here")}
        </button>
      </div>
    </section>`;
  }

  private async replace(places: readonly Range[], token: string): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    const edits = places.map(({ start, end }) => ({ start, end, insert: token }));
    try {
      await editText(this.view.verdict.id, { baseRevision: this.view.revision.number, kind: "redact", edits });
      announce(t("correct.replaced", { count: edits.length }));
      this.emit("coram-prepare-unselect", {});
      this.emit("coram-prepare-changed", {});
    } catch (error) {
      this.problem = error;
      if (error instanceof ProblemError && error.code === "edits-conflict") this.emit("coram-prepare-changed", {});
    }
    this.isBusy = false;
  }
}
