import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { langOf } from "../../../schema/domain/language.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { quote } from "../../../schema/text/quote.ts";
import { readVerdict } from "../../api/verdicts.ts";
import "../../elements/coram-icon.ts";
import { Loading } from "../../elements/loading.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-example-passage": CoramExamplePassage;
  }
  interface HTMLElementEventMap {
    /** The example is to be wired to the passage no more. */
    "coram-example-unlink": CustomEvent<void>;
  }
}

/** The passage of a verdict that is the example: its words as they stand there today, where the reader may read them. */
@customElement("coram-example-passage")
export class CoramExamplePassage extends VerdictElement {
  @property({ attribute: false }) from!: NonNullable<Category["exampleFrom"]>;
  @property({ type: Boolean }) readonly = false;
  private readonly view = new Loading(
    this,
    () => [this.from.verdict] as const,
    ([verdict], { signal }) => readVerdict(verdict, signal),
  );

  protected override render(): TemplateResult {
    const wait = (): TemplateResult => html`<p class="note sub">${t("shell.loading")}</p>`;
    return html`<figure class="example-passage">
      ${this.view.render({
        initial: wait,
        pending: wait,
        complete: (view) => this.renderQuote(view),
        error: () => html`<p class="note sub">${t("methodology.example-closed")}</p>`,
      })}
      ${
        this.readonly
          ? nothing
          : html`<button type="button" class="button button-small" @click=${() => this.emit("coram-example-unlink")}>
              ${t("methodology.example-unlink")}
            </button>`
      }
    </figure>`;
  }

  private renderQuote({ verdict, revision, maps }: VerdictView): TemplateResult {
    // A passage of a revision that is not here yet: the verdict is read anew with the page.
    const ranges =
      this.from.anchor.revision > revision.number ? [] : resolveAnchor(this.from.anchor, maps, revision.number).ranges;
    const lang = langOf(verdict.language, verdict.script);
    const words = withTokenWords(quote(revision, ranges), lang);
    return html`<blockquote lang=${lang}>
        ${words || html`<span class="note sub">${t("methodology.example-gone")}</span>`}
      </blockquote>
      <figcaption class="note">
        <a href="/verdicts/${verdict.id}?at=${ranges[0]?.start ?? 0}">${verdict.caseNumber}</a>, ${verdict.court}
      </figcaption>`;
  }
}
