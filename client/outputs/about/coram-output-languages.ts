import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { makePartner } from "../../api/outputs.ts";
import { LightElement } from "../../elements/light-element.ts";
import { languageName, t } from "../../i18n/t.ts";
import type { Command } from "../../palette/offered.ts";
import { goWriting } from "../../palette/typed-ahead.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-languages": CoramOutputLanguages;
  }
  interface HTMLElementEventMap {
    /** The partner in this language is to be made. */
    "coram-output-pair": CustomEvent<{ language: UiLanguage }>;
  }
}

/** Languages that a document is not there in. */
export function freeLanguages(language: UiLanguage, there: readonly { language: UiLanguage }[]): UiLanguage[] {
  return UI_LANGUAGES.filter((each) => each !== language && there.every((other) => other.language !== each));
}

/** Makes a document in another language and goes there; rejects where it could not be made. */
export function makeInLanguage(output: OutputId, language: UiLanguage): Promise<void> {
  const make = async (): Promise<string> => `/outputs/${(await makePartner(output, { language })).id}`;
  return goWriting(`${output} ${language}`, null, make);
}

/** For *Find, or go to*: the languages that may be made of a document. */
export function languageCommands(output: OutputView | null, make: (language: UiLanguage) => void): Command[] {
  if (!output?.may.make) return [];
  return freeLanguages(output.language, output.languages).map((language) => ({
    key: `in-language-${language}`,
    name: t("outputs.partner-make", { language: languageName(language) }),
    label: "outputs.partner",
    act: () => make(language),
  }));
}

/** The other languages that a document is there in, and those that may be made of it. */
@customElement("coram-output-languages")
export class CoramOutputLanguages extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  @property({ type: Boolean }) isBusy = false;

  protected override render(): TemplateResult {
    const { may, language: own, languages } = this.output;
    const there = languages.filter(({ language }) => language !== own);
    const free = may.make ? freeLanguages(own, languages) : [];
    return html`<h2 class="label output-group">${t("outputs.partner")}</h2>
      ${there.length + free.length === 0 ? html`<p class="note sub">${t("outputs.pair-none")}</p>` : this.renderAll(there, free)}`;
  }

  private renderAll(there: OutputView["languages"], free: readonly UiLanguage[]): TemplateResult {
    return html`<ul class="output-languages">
        ${there.map(
          ({ output, language }) =>
            html`<li>
              <a href="/outputs/${output}">${t("outputs.partner-open", { language: languageName(language) })}</a>
              ${output === this.output.leader ? html`<span class="sub">${t("outputs.pair-leads")}</span>` : nothing}
            </li>`,
        )}
      </ul>
      <div class="output-acts">${free.map((language) => this.renderMake(language))}</div>`;
  }

  private renderMake(language: UiLanguage): TemplateResult {
    return html`<button
      type="button"
      class="button button-small"
      ?disabled=${this.isBusy}
      @click=${() => this.dispatchEvent(new CustomEvent("coram-output-pair", { detail: { language }, bubbles: true }))}
    >
      ${t("outputs.partner-make", { language: languageName(language) })}
    </button>`;
  }
}
