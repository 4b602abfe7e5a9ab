import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Range } from "../../../schema/text/revision.ts";
import type { ShownPassage } from "../../../schema/protocol/http/workshops/attending.ts";
import { styleMap } from "lit/directives/style-map.js";
import type { MarkedWords } from "../../../schema/domain/workshop/slip-counts.ts";
import "../slip/slips.css";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { renderPointed } from "../coram-step-passages.ts";
import type { FollowedText } from "../follow/follow-surface.ts";
import { followedParagraphs } from "../follow/followed-paragraphs.ts";
import "../follow/follow.css";

/** Where slips met with one category: of so many that have it, of so many in all. */
export interface Met {
  hue: string;
  of: number;
  all: number;
  passages: readonly { passage: ShownPassage["id"]; words: readonly MarkedWords[] }[];
}

/** The words of a step's passages, a paragraph each, and in the languages wanted what they are in translation. */
@customElement("coram-shown-passages")
export class CoramShownPassages extends LightElement {
  @property({ attribute: false }) passages: readonly ShownPassage[] = [];
  @property({ attribute: false }) languages: readonly UiLanguage[] = [];
  /** Words that slips met on, in the hue of their category. */
  @property({ attribute: false }) met: Met | null = null;
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
    { id, lang, verdict, revision }: ShownPassage,
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
        ><span>${this.renderWords({ start, text }, pointed, id, lang)}</span>
      </p>
      ${read.map(
        ({ language, text: words, isStale }) =>
          html`<p class="shown-translation" lang=${language}>
            ${words} ${isStale ? html`<span class="note sub">${t("translation.changed")}</span>` : nothing}
          </p>`,
      )}
    </div>`;
  }

  /** In pieces, where slips met on some of them. */
  private renderWords(
    { start, text }: { start: number; text: string },
    pointed: Range | null,
    passage: ShownPassage["id"],
    lang: string,
  ): TemplateResult {
    const { met } = this;
    const words = (met?.passages.find((each) => each.passage === passage)?.words ?? []).flatMap((each) => {
      const [from, to] = [Math.max(start, each.start), Math.min(start + text.length, each.end)];
      return from < to ? [{ ...each, start: from, end: to }] : [];
    });
    if (!met || words.length === 0) return renderPointed({ start, text }, pointed, lang);
    const cut = (from: number, to: number): TemplateResult =>
      renderPointed({ start: from, text: text.slice(from - start, to - start) }, pointed, lang);
    return html`${words.map((each, i) => {
      const line = Math.max(1, Math.ceil((4 * each.slips) / met.all));
      return html`${cut(words[i - 1]?.end ?? start, each.start)}<span
          class="vt-met ${each.slips * 2 >= met.of ? "vt-met-half" : ""}"
          data-cat=${met.hue}
          style=${styleMap({ "--met-line": String(line) })}
          >${cut(each.start, each.end)}</span
        >`;
    })}${cut(words.at(-1)?.end ?? start, start + text.length)}`;
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
