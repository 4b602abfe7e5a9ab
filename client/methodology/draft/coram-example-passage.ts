import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf } from "../../../schema/domain/language.ts";
import type { Category } from "../../../schema/domain/methodology/methodology.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import { quote } from "../../../schema/text/quote.ts";
import { readVerdict } from "../../api/verdicts.ts";
import "../../elements/coram-icon.ts";
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
  @state() private view: VerdictView | null = null;
  @state() private hasFailed = false;
  private asked = "";

  protected override willUpdate(_: PropertyValues<this>): void {
    const { verdict } = this.from;
    if (this.asked === verdict) return;
    this.asked = verdict;
    this.view = null;
    this.hasFailed = false;
    readVerdict(verdict).then(
      (view) => {
        if (this.asked === verdict) this.view = view;
      },
      () => (this.hasFailed = true),
    );
  }

  protected override render(): TemplateResult {
    const { view } = this;
    return html`<figure class="example-passage">
      ${view ? this.renderQuote(view) : html`<p class="note sub">${t(this.hasFailed ? "methodology.example-closed" : "shell.loading")}</p>`}
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
