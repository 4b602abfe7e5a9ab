import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf } from "../../../../schema/domain/language.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../../schema/text/revision.ts";
import { tokensOf, withTokenWords } from "../../../../schema/text/token-words.ts";
import { describeProblem, ProblemError } from "../../../api/http.ts";
import { editText } from "../../../api/verdicts.ts";
import { announce } from "../../../elements/announce.ts";
import "../../../elements/coram-ask.ts";
import { errorLine } from "../../../elements/form.ts";
import { formatNumber, t } from "../../../i18n/t.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";
import "../../prepare-events.ts";
import { leftOver, newTokens } from "./names-same.ts";

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
  /** By what the words are replaced; "" while nothing is chosen. */
  @state() private token = "";
  @state() private spared: ReadonlySet<string> = new Set();
  /** What is to be replaced by what, once somebody is sure. */
  @state() private asked: { places: readonly Range[]; token: string } | null = null;
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
      ${range && more.length === 0 && tokens.length > 0 ? this.renderCard(range, tokens) : nothing} ${this.renderAsk()}`;
  }

  private renderAsk(): TemplateResult {
    const { asked, textLang } = this;
    const { text } = this.view.revision;
    const forms = new Set(asked?.places.map(({ start, end }) => text.slice(start, end)));
    const said = { words: [...forms].join(", "), count: asked?.places.length ?? 0 };
    return html`<coram-ask
      ?open=${asked !== null}
      heading=${t("names.left-ask")}
      lead=${asked ? t("names.left-lead", { ...said, token: withTokenWords(asked.token, textLang) }) : ""}
      leave=${t("shell.cancel")}
      sure=${t("names.replace")}
      .isFinal=${true}
      @coram-ask-sure=${() => {
        this.asked = null;
        if (asked) void this.replace(asked.places, asked.token);
      }}
      @coram-dialog-close=${() => (this.asked = null)}
    ></coram-ask>`;
  }

  private renderCard(range: Range, tokens: readonly string[]): TemplateResult {
    const { text } = this.view.revision;
    const { textLang, token } = this;
    const words = text.slice(range.start, range.end).trim();
    const forms = leftOver(text, words, textLang);
    const places = forms.filter(({ form }) => !this.spared.has(form)).flatMap(({ places: all }) => all);
    return html`<section class="names-add" aria-label=${t("names.left-title", { words })}>
      <p>${t("names.left-title", { words })}</p>
      <select
        class="field"
        aria-label=${t("names.left-by")}
        @change=${(event: Event) => (this.token = (event.target as HTMLSelectElement).value)}
      >
        <option value="" ?selected=${token === ""}>${t("names.left-choose")}</option>
        <optgroup label=${t("names.left-there")}>${tokens.map((each) => this.renderToken(each))}</optgroup>
        <optgroup label=${t("names.left-new")}>${newTokens(text).map((each) => this.renderToken(each))}</optgroup>
      </select>
      ${forms.length > 1 ? this.renderForms(forms) : nothing}
      <div class="row">
        ${
          places.length > 0
            ? html`<button
                type="button"
                class="button button-small"
                ?disabled=${this.isBusy || token === ""}
                @click=${() => (this.asked = { places, token })}
              >
                ${t("correct.replace", { count: places.length })}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="button button-small"
          ?disabled=${this.isBusy || token === ""}
          @click=${() => (this.asked = { places: [range], token })}
        >
          ${t("names.add-here")}
        </button>
      </div>
    </section>`;
  }

  private renderToken(token: string): TemplateResult {
    return html`<option value=${token} ?selected=${token === this.token}>
      ${withTokenWords(token, this.textLang)}
    </option>`;
  }

  /** Each form as it is written: one that is somebody else's is spared. */
  private renderForms(forms: ReturnType<typeof leftOver>): TemplateResult {
    return html`<fieldset class="left-forms">
      <legend>${t("names.left-forms")}</legend>
      ${forms.map(
        ({ form, places }) =>
          html`<label class="form-check"
            ><input
              type="checkbox"
              .checked=${!this.spared.has(form)}
              @change=${(event: Event) => this.spare(form, !(event.target as HTMLInputElement).checked)}
            /><span
              ><span lang=${this.textLang}>${form}</span> <span class="note">${formatNumber(places.length)}</span></span
            ></label
          >`,
      )}
    </fieldset>`;
  }

  private spare(form: string, isSpared: boolean): void {
    const spared = new Set(this.spared);
    if (isSpared) spared.add(form);
    else spared.delete(form);
    this.spared = spared;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("selection")) return;
    this.token = "";
    this.spared = new Set();
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
