import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { ShownPassage } from "../../../schema/protocol/http/workshops/attending.ts";
import { LightElement } from "../../elements/light-element.ts";
import { renderTokens } from "../../elements/tokens/token-parts.ts";
import { t } from "../../i18n/t.ts";

/** The words of a step's passages, a paragraph each, and in the languages wanted what they are in translation. */
@customElement("coram-shown-passages")
export class CoramShownPassages extends LightElement {
  @property({ attribute: false }) passages: readonly ShownPassage[] = [];
  @property({ attribute: false }) languages: readonly UiLanguage[] = [];
  /** Words that who has the floor points at. */
  @property({ attribute: false }) pointed: (Range & Pick<ShownPassage, "verdict">) | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { passages } = this;
    if (passages.length === 0) return nothing;
    return html`<div class="step-passages" role="group" aria-label=${t("workshop.passages")}>
      ${passages.map(
        (passage) =>
          html`<div class="step-passage">
            ${passage.paragraphs.map((each) => this.renderParagraph(passage, each))}
          </div>`,
      )}
    </div>`;
  }

  private renderParagraph(
    { lang, verdict }: ShownPassage,
    { block, number, start, text, translations }: ShownPassage["paragraphs"][number],
  ): TemplateResult {
    const read = this.languages.flatMap((of) => translations.filter(({ language }) => language === of));
    const [from, to] = this.pointedIn(verdict, start, text.length);
    return html`<div class="shown-paragraph" data-verdict=${verdict} data-block=${block}>
      <p class="passage-words" lang=${lang}>
        <span class="passage-number" lang="">${number ?? ""}</span
        ><span
          >${renderTokens(text.slice(0, from), lang)}${
            from < to ? html`<mark class="pointed">${renderTokens(text.slice(from, to), lang)}</mark>` : nothing
          }${renderTokens(text.slice(to), lang)}</span
        >
      </p>
      ${read.map(
        ({ language, text: words, isStale }) =>
          html`<p class="shown-translation" lang=${language}>
            ${words} ${isStale ? html`<span class="note sub">${t("translation.changed")}</span>` : nothing}
          </p>`,
      )}
    </div>`;
  }

  private pointedIn(verdict: ShownPassage["verdict"], start: number, length: number): [number, number] {
    const { pointed } = this;
    if (!pointed || pointed.verdict !== verdict) return [length, length];
    const [from, to] = [Math.max(0, pointed.start - start), Math.min(length, pointed.end - start)];
    return from < to ? [from, to] : [length, length];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-shown-passages": CoramShownPassages;
  }
}
