import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatList, languageName, t } from "../../i18n/t.ts";
import "./files.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-file-languages": CoramFileLanguages;
  }
  interface HTMLElementEventMap {
    "coram-file-languages": CustomEvent<readonly OutputId[]>;
  }
}

/** In which of a document's languages a file is, and in which order: any one of them or more, as they were ticked. */
@customElement("coram-file-languages")
export class CoramFileLanguages extends LightElement {
  @property({ attribute: false }) languages: OutputView["languages"] = [];
  /** At least one. */
  @property({ attribute: false }) chosen: readonly OutputId[] = [];

  protected override render(): TemplateResult {
    const { chosen } = this;
    return html`<fieldset class="form-row">
      <legend class="label">${t("papers.languages")}</legend>
      ${this.languages.map((each) => this.renderLanguage(each))}
      ${chosen.length > 1 ? html`<p class="note" role="status">${this.inOrder()}</p>` : nothing}
    </fieldset>`;
  }

  private renderLanguage({ output, language }: OutputView["languages"][number]): TemplateResult {
    const { chosen } = this;
    const isChosen = chosen.includes(output);
    const name = languageName(language);
    return html`<div class="file-language">
      <label class="form-check"
        ><input
          type="checkbox"
          name="output-languages"
          .checked=${isChosen}
          ?disabled=${isChosen && chosen.length === 1}
          @change=${() => this.choose(isChosen ? chosen.filter((each) => each !== output) : [...chosen, output])}
        /><b>${name}</b></label
      >
      ${
        isChosen && chosen[0] !== output
          ? html`<button
              type="button"
              class="button button-small button-quiet"
              aria-label=${t("pairs.of", { act: t("papers.put-first"), words: name })}
              @click=${() => this.putFirst(output)}
            >
              ${t("papers.put-first")}
            </button>`
          : nothing
      }
    </div>`;
  }

  private inOrder(): string {
    const names = this.chosen.flatMap((id) =>
      this.languages.filter(({ output }) => output === id).map(({ language }) => languageName(language)),
    );
    return t("papers.in-order", { languages: formatList(names) });
  }

  private putFirst(output: OutputId): void {
    this.choose([output, ...this.chosen.filter((each) => each !== output)]);
    // The button goes; one was at that language.
    const at = this.languages.findIndex((each) => each.output === output);
    this.querySelectorAll<HTMLElement>("input")[at]?.focus();
  }

  private choose(chosen: readonly OutputId[]): void {
    this.dispatchEvent(new CustomEvent("coram-file-languages", { detail: chosen }));
  }
}
