import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { BlockId } from "../../../schema/domain/output.ts";
import { blockPlaces } from "../../../schema/editor/block-places.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { groupBy } from "../../../schema/group-by.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { UnclearedWords } from "../../../schema/protocol/http/parts/own-words.ts";
import { readUncleared } from "../../api/outputs.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { Pause } from "../pause.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-uncleared-words": CoramUnclearedWords;
  }
}

/**
 * Says to who prepares a verdict that words of it stand in a document, and leads to each place (`coram-naming-go`). Asked again at each
 * pause in the writing, as long as there is a verdict in preparation that its reader may read.
 */
@customElement("coram-uncleared-words")
export class CoramUnclearedWords extends LightElement {
  @property() output!: OutputId;
  /** As it stood at the last pause; null before it is there, and where it is another document than the one that is open. */
  @property({ attribute: false }) doc: OutputDocument | null = null;
  @property({ type: Boolean }) numbersParagraphs = false;
  @state() private found: UnclearedWords | null = null;
  private readonly placesOnce = onceFor(blockPlaces);
  private readonly pause = new Pause(() => void this.ask());
  private asking: AbortController | null = null;

  override disconnectedCallback(): void {
    this.pause.close();
    this.asking?.abort();
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("output")) void this.ask();
    else if (changed.has("doc") && this.found?.isAsked) this.pause.wait();
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    // Offline, and where the rooms are closed, what was said last stays said.
    const found = await readUncleared(this.output, signal).catch(() => this.found);
    if (!signal.aborted) this.found = found;
  }

  protected override render(): TemplateResult | typeof nothing {
    const places = this.found?.places ?? [];
    if (places.length === 0) return nothing;
    return html`<div class="alert output-shut" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <span class="grow"
        ><b>${t("outputs.uncleared")}</b> ${[...groupBy(places, ({ verdict }) => verdict)].map(
          ([verdict, of], nth) =>
            html`${nth > 0 ? "; " : ""}<a href="/verdicts/${verdict}">${of[0]?.caseNumber}</a>
              (${of.map(({ at }, i) => html`${i > 0 ? ", " : ""}${this.renderPlace(at)}`)})`,
        )}.
        ${t("outputs.uncleared-ways")}</span
      >
    </div>`;
  }

  private renderPlace(at: BlockId | null): TemplateResult {
    const places = this.doc ? this.placesOnce(this.doc, this.numbersParagraphs) : null;
    const named = at === null ? t("papers.naming-title") : places?.get(at);
    // Of another document than the one that is open: its page leads there.
    if (!this.doc)
      return html`<a class="link" href="/outputs/${this.output}${at ? `#${at}` : ""}">${named || t("approval.go")}</a>`;
    return html`<button
      type="button"
      class="link"
      @click=${() => this.dispatchEvent(new CustomEvent("coram-naming-go", { detail: at, bubbles: true }))}
    >
      ${named || t("approval.go")}
    </button>`;
  }
}
