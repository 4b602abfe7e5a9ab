import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { quote } from "../../../schema/text/quote.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import { hueOf } from "../../elements/hue.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { EvidenceView } from "./answer-view.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-evidence": CoramEvidence;
  }
  interface HTMLElementEventMap {
    "coram-evidence-act": CustomEvent<{ evidence: EvidenceView; kind: "go" | "remove" | "keep" | "renew" | "before" }>;
  }
}

/** The passages that an answer rests on: each is gone to in one action; one whose words were changed shows both wordings. */
@customElement("coram-evidence")
export class CoramEvidence extends VerdictElement {
  @property({ attribute: false }) evidence: readonly EvidenceView[] = [];
  @property({ attribute: false }) revision!: Revision;
  /** Earlier texts by revision; null where they are gone. */
  @property({ attribute: false }) texts: ReadonlyMap<number, string | null> = new Map();
  /** Coram's number of the paragraph at an offset. */
  @property({ attribute: false }) numberAt: (offset: number) => string = () => "";
  @property() textLang = "";
  @property({ type: Boolean }) readonly = false;
  /** Ids of passages that were given to an earlier answer. */
  @property({ attribute: false }) earlier: ReadonlySet<string> = new Set();
  /** The reader gave the answer, and says what proves it. */
  @property({ type: Boolean }) canKeep = false;
  @state() private opened: ReadonlySet<string> = new Set();

  protected override render(): TemplateResult {
    return html`<ul aria-label=${t("sheet.evidence")}>
      ${this.evidence.map((each) => this.renderOne(each))}
    </ul>`;
  }

  private renderOne(evidence: EvidenceView): TemplateResult {
    const { tag, ranges } = evidence;
    const words = withTokenWords(quote(this.revision, ranges), this.textLang);
    const [first] = ranges;
    const number = first ? this.numberAt(first.start) : "";
    const name = words || tag?.label || t("sheet.evidence-gone");
    return html`<li data-cat=${tag ? hueOf(tag.code) : nothing}>
      <div class="passage">
        <button
          type="button"
          class="go"
          ?disabled=${!first}
          @click=${() => this.emit("coram-evidence-act", { evidence, kind: "go" })}
        >
          <span class="visually-hidden">${t("sheet.go")}</span>
          ${tag ? html`<coram-code-chip code=${tag.code}></coram-code-chip>` : nothing}
          ${number ? html`<span class="where">${t("sheet.paragraph", { paragraph: number })}</span>` : nothing}
          ${words ? html`<span class="quote" lang=${this.textLang}>${words}</span>` : html`<span class="sub">${tag?.label ?? ""}</span>`}
        </button>
        ${
          this.readonly
            ? nothing
            : html`<button
                type="button"
                class="icon-button"
                aria-label=${t("sheet.remove-evidence", { words: name })}
                title=${t("sheet.remove-evidence", { words: name })}
                @click=${() => this.emit("coram-evidence-act", { evidence, kind: "remove" })}
              >
                <coram-icon name="x"></coram-icon>
              </button>`
        }
      </div>
      ${this.earlier.has(evidence.id) ? this.renderEarlier(evidence) : nothing} ${this.renderState(evidence, words)}
    </li>`;
  }

  private renderEarlier(evidence: EvidenceView): TemplateResult {
    const link = (kind: "keep" | "remove", words: string): TemplateResult =>
      html`<button type="button" class="link" @click=${() => this.emit("coram-evidence-act", { evidence, kind })}>
        ${words}
      </button>`;
    return html`<p class="words words-warn">${t("sheet.evidence-earlier")}</p>
      ${
        this.readonly
          ? nothing
          : html`<p class="evidence-acts">
              ${this.canKeep ? link("keep", t("sheet.keep-evidence")) : nothing}
              ${link("remove", t("sheet.take-evidence"))}
            </p>`
      }`;
  }

  /** What became of the words since they were given, in words. */
  private renderState(evidence: EvidenceView, now: string): TemplateResult | typeof nothing {
    const { state: became, isSeen, id } = evidence;
    if (became === "same" || isSeen) return nothing;
    if (became === "gone" || became === "removed")
      return html`<p class="words words-warn">${t(`sheet.evidence-${became}`)}</p>`;
    const isOpen = this.opened.has(id);
    return html`<p class="words words-warn">${t(`sheet.evidence-${became}`)}</p>
      <p class="evidence-acts">
        <button type="button" class="link" aria-expanded=${isOpen} @click=${() => this.toggle(evidence)}>
          ${t("sheet.show-before")}
        </button>
        ${
          this.readonly
            ? nothing
            : html`<button
                type="button"
                class="link"
                @click=${() => this.emit("coram-evidence-act", { evidence, kind: "renew" })}
              >
                ${t("sheet.still-holds")}
              </button>`
        }
      </p>
      ${
        isOpen
          ? html`<dl>
              <dt>${t("sheet.before")}</dt>
              ${this.renderBefore(evidence)}
              <dt>${t("sheet.after")}</dt>
              <dd class="quote" lang=${this.textLang}>${withTokenWords(now, this.textLang)}</dd>
            </dl>`
          : nothing
      }`;
  }

  private renderBefore({ anchor }: EvidenceView): TemplateResult {
    const text = anchor ? this.texts.get(anchor.revision) : null;
    if (text === undefined) return html`<dd class="note">${t("page.loading")}</dd>`;
    if (!anchor || text === null) return html`<dd class="note">${t("correct.before-gone")}</dd>`;
    const words = withTokenWords(quote({ text, blocks: [] }, anchor.ranges), this.textLang);
    return html`<dd class="quote" lang=${this.textLang}>${words}</dd>`;
  }

  private toggle(evidence: EvidenceView): void {
    const opened = new Set(this.opened);
    if (!opened.delete(evidence.id)) {
      opened.add(evidence.id);
      this.emit("coram-evidence-act", { evidence, kind: "before" });
    }
    this.opened = opened;
  }
}
