import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { ShownPassage } from "../../../schema/protocol/http/workshops/attending.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { renderPointed } from "../coram-step-passages.ts";
import type { FollowedText } from "../follow/follow-surface.ts";
import { followedParagraphs } from "../follow/followed-paragraphs.ts";
import "../follow/follow.css";

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
    { lang, verdict, revision }: ShownPassage,
    { block, number, start, text, translations }: ShownPassage["paragraphs"][number],
  ): TemplateResult {
    const read = this.languages.flatMap((of) => translations.filter(({ language }) => language === of));
    const pointed = this.pointed?.verdict === verdict ? this.pointed : null;
    return html`<div
      class="shown-paragraph"
      data-verdict=${verdict}
      data-revision=${revision}
      data-block=${block}
      data-number=${number ?? ""}
    >
      <p class="passage-words" lang=${lang}>
        <span class="passage-number" lang="">${number ?? ""}</span
        ><span>${renderPointed({ start, text }, pointed, lang)}</span>
      </p>
      ${read.map(
        ({ language, text: words, isStale }) =>
          html`<p class="shown-translation" lang=${language}>
            ${words} ${isStale ? html`<span class="note sub">${t("translation.changed")}</span>` : nothing}
          </p>`,
      )}
    </div>`;
  }

  /** Its words, as following sees them. */
  followed(): FollowedText[] {
    return followedParagraphs(this, (verdict, words) => void (this.pointed = words && { ...words, verdict }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-shown-passages": CoramShownPassages;
  }
}
