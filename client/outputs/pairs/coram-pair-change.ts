import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import { type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { pairBlock } from "../../../schema/editor/pairs/pair-rows.ts";
import { describeProblem } from "../../api/http.ts";
import { readOutputVersion, readOutputVersions } from "../../api/outputs.ts";
import "../../elements/coram-dialog.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, formatTime, t } from "../../i18n/t.ts";
import { renderChange } from "../versions/diff-views.ts";
import { wordsByBlock, wordsWith } from "../versions/version-diff.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-pair-change": CoramPairChange;
  }
}

/** How a block of the leading document became what it is, from the last version that was kept before it was compared. */
@customElement("coram-pair-change")
export class CoramPairChange extends LightElement {
  /** Null = closed. */
  @property({ attribute: false }) block: string | null = null;
  @property({ attribute: false }) leading!: OutputId;
  @property({ attribute: false }) doc: OutputDocument | null = null;
  @property() textLang = "";
  /** What its quotes are now. */
  @property({ attribute: false }) parts: readonly PartState[] = [];
  /** When it was compared. */
  @property({ attribute: false }) since: string | null = null;
  @state() private was: { at: string; block: OutputNode | null } | "none" | null = null;
  @state() private problem: unknown = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("block")) return;
    this.was = this.problem = null;
    if (this.block) void this.load(this.block);
  }

  protected override render(): TemplateResult {
    const now = this.doc && this.block ? blockIn(this.doc, this.block) : null;
    const { was } = this;
    const quoted = wordsByBlock(this.parts);
    const wordsOf = (block: OutputNode | null): string => (block ? wordsWith(quoted, this.textLang, block) : "");
    return html`<coram-dialog
      heading=${t("pairs.what-changed")}
      .open=${this.block !== null}
      @coram-dialog-close=${() => this.dispatchEvent(new CustomEvent("coram-dialog-close"))}
    >
      ${this.problem === null ? nothing : html`<p class="alert alert-error">${describeProblem(this.problem)}</p>`}
      ${
        was === "none"
          ? html`<p>${t("pairs.no-version")}</p>`
          : was && now
            ? html`<p class="output-diff pair-change" lang=${this.textLang}>
                  ${renderChange(wordsOf(was.block), wordsOf(now), this.textLang)}
                </p>
                <p class="note sub">${t("pairs.since", { date: `${formatDate(was.at)}, ${formatTime(was.at)}` })}</p>`
            : nothing
      }
    </coram-dialog>`;
  }

  private async load(block: string): Promise<void> {
    try {
      const { versions } = await readOutputVersions(this.leading);
      const { since } = this;
      // What another language was made of is kept right after its blocks were compared.
      const version = versions.find(({ at }) => since === null || at <= since) ?? versions.at(-1);
      const kept = version && (await readOutputVersion(this.leading, version.number));
      if (this.block === block) this.was = kept ? { at: kept.at, block: blockIn(kept.document, block) } : "none";
    } catch (error) {
      if (this.block === block) this.problem = error;
    }
  }
}

function blockIn(doc: OutputDocument, id: string): OutputNode | null {
  return doc.content.find((block) => pairBlock(block).ids.includes(id)) ?? null;
}
