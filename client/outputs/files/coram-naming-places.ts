import type { NamingPlace } from "../../../schema/protocol/http/parts/own-words.ts";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { BlockId } from "../../../schema/domain/output.ts";
import { blockPlaces } from "../../../schema/editor/block-places.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { readNaming } from "../../api/outputs.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { t } from "../../i18n/t.ts";
import "./files.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-naming-places": CoramNamingPlaces;
  }
  interface HTMLElementEventMap {
    /** To a place that names a verdict; null = the title. */
    "coram-naming-go": CustomEvent<BlockId | null>;
  }
}

const NOWHERE: ReadonlyMap<string, string> = new Map();

/** Where a document's own words name a verdict, each leading there: whoever wrote them words them otherwise, rather than a file that says “[court]”. */
@customElement("coram-naming-places")
export class CoramNamingPlaces extends LightElement {
  /** Whose words; asked anew when it is connected. */
  @property() output!: OutputId;
  @property() textLang = "";
  /** To call places by their numbers; null where it is another document than the one that is open: its places are reached by its page. */
  @property({ attribute: false }) doc: OutputDocument | null = null;
  @property({ type: Boolean }) numbersParagraphs = false;
  /** Words that stay in the file all the same, of those that are not sure to name a verdict. */
  @property({ attribute: false }) kept: ReadonlySet<string> = new Set();
  private readonly placesOnce = onceFor(blockPlaces);
  private readonly loading = new Loading(
    this,
    () => [this.output] as const,
    ([output], { signal }) => readNaming(output, signal),
  );

  protected override render(): TemplateResult | typeof nothing {
    const { answer, problem } = this.loading;
    if (problem !== null) return html`<p class="note words-warn" role="status">${t("papers.naming-unknown")}</p>`;
    if (!answer) return nothing;
    const named = answer.places.filter(({ inPlace }) => inPlace !== null);
    const telling = answer.places.filter(({ inPlace }) => inPlace === null);
    return html`<div role="status">
      ${
        named.length === 0
          ? html`<p class="note">${t("papers.naming-none")}</p>`
          : html`<div class="naming-places">
              <p class="words-warn">${t("papers.naming", { count: named.length })}</p>
              <ul>
                ${named.map((place) => html`<li>${this.renderPlace(place)}${place.isSure ? nothing : this.renderKeep(place)}</li>`)}
              </ul>
            </div>`
      }
      ${
        telling.length === 0
          ? nothing
          : html`<div class="naming-places">
              <p class="words-warn">${t("papers.naming-stays", { count: telling.length })}</p>
              <ul>
                ${telling.map((place) => html`<li>${this.renderPlace(place)}</li>`)}
              </ul>
            </div>`
      }
    </div>`;
  }

  /** What is told by the text of the verdict, or by a number alone, may be something else: whoever wrote it knows. */
  private renderKeep({ words }: NamingPlace): TemplateResult {
    return html`<label class="form-check"
      ><input
        type="checkbox"
        .checked=${this.kept.has(words)}
        @change=${(event: Event) =>
          this.dispatchEvent(
            new CustomEvent("coram-naming-keep", {
              detail: { words, isKept: (event.target as HTMLInputElement).checked },
              bubbles: true,
            }),
          )}
      /><span>${t("papers.naming-keep", { words })}</span></label
    >`;
  }

  private renderPlace({ at, words, inPlace }: NamingPlace): TemplateResult {
    const numbers = this.doc ? this.placesOnce(this.doc, this.numbersParagraphs, 0) : NOWHERE;
    const place = at === null ? t("papers.naming-title") : (numbers.get(at) ?? "").replace(/…$/, "").trim();
    const said = html`${place ? html`${place}: ` : nothing}<q lang=${this.textLang}>${words}</q> ${
        inPlace === null ? nothing : html`→ <span lang=${this.textLang}>${inPlace}</span>`
      }`;
    if (!this.doc) return html`<a class="link" href="/outputs/${this.output}${at ? `#${at}` : ""}">${said}</a>`;
    return html`<button
      type="button"
      class="link"
      @click=${() => this.dispatchEvent(new CustomEvent("coram-naming-go", { detail: at, bubbles: true }))}
    >
      ${said}
    </button>`;
  }
}
