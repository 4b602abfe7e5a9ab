import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { ApprovalPoint } from "../../../schema/protocol/http/outputs.ts";
import { readApproval } from "../../api/outputs.ts";
import { LightElement } from "../../elements/light-element.ts";
import { languageName, t } from "../../i18n/t.ts";
import "./files.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-partner-state": CoramPartnerState;
  }
}

/** Which paragraphs the languages lack that a file is to hold, and what is not translated yet in the other of two. */
@customElement("coram-partner-state")
export class CoramPartnerState extends LightElement {
  /** The document that is open, and its languages; asked anew when it is connected. */
  @property({ attribute: false }) own!: { output: OutputId; language: UiLanguage };
  /** Null where the file holds one language. */
  @property({ attribute: false }) other: { output: OutputId; language: UiLanguage } | null = null;
  /** None where they are not known, or to who may not know them: then nothing is said. */
  @state() private points: readonly ApprovalPoint[] = [];
  private asking: AbortController | null = null;

  override disconnectedCallback(): void {
    this.asking?.abort();
    super.disconnectedCallback();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get("own")?.output !== this.own.output && changed.has("own")) void this.ask();
  }

  private async ask(): Promise<void> {
    this.asking?.abort();
    const { signal } = (this.asking = new AbortController());
    const points = await readApproval(this.own.output, signal).then(
      (approval) => approval.points,
      () => [],
    );
    if (!signal.aborted) this.points = points;
  }

  protected override render(): TemplateResult | typeof nothing {
    const { own, other } = this;
    const count = (of: { output: OutputId }, kind: ApprovalPoint["kind"]): number =>
      this.points.filter((point) => point.output === of.output && point.kind === kind).length;
    const lines = [
      ...(other
        ? [{ of: other, untranslated: count(other, "quote-untranslated"), missing: count(other, "partner-missing") }]
        : []),
      { of: own, untranslated: 0, missing: count(own, "partner-missing") },
    ].filter(({ untranslated, missing }) => untranslated + missing > 0);
    if (lines.length === 0) return nothing;
    return html`<ul class="files-state">
      ${lines.map(
        ({ of, untranslated, missing }) => html`
          ${untranslated > 0 ? html`<li class="words-warn"><b>${languageName(of.language)}:</b> ${t("papers.quotes-untranslated", { count: untranslated })}</li>` : nothing}
          ${missing > 0 ? html`<li class="words-warn"><b>${languageName(of.language)}:</b> ${t("approval.point-partner-missing", { count: missing })}</li>` : nothing}
        `,
      )}
    </ul>`;
  }
}
