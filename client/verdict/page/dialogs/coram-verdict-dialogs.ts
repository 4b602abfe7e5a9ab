import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { VerdictId } from "../../../../schema/domain/ids.ts";
import { langOf } from "../../../../schema/domain/language.ts";
import type { MemberCard } from "../../../../schema/domain/member.ts";
import type { Round, Verdict } from "../../../../schema/domain/verdict.ts";
import type { InvitedTo } from "../../../admin/coram-invite.ts";
import "../../../admin/coram-invite.ts";
import "../../../elements/coram-dialog.ts";
import type { ErasedWhole } from "../../../erasure/coram-erase-whole.ts";
import "../../../erasure/coram-erase-whole.ts";
import "../../../erasure/coram-erase-words.ts";
import { t } from "../../../i18n/t.ts";
import "../../../network/coram-export-panel.ts";
import type { SeenSoFar } from "../../../rounds/seen-paragraphs.ts";
import "./coram-stage-dialog.ts";
import type { VerdictDialog } from "../../bars/coram-verdict-bar.ts";
import { VerdictElement } from "../../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-verdict-dialogs": CoramVerdictDialogs;
  }
}

/** What the bar's actions open: one dialog at a time. Fires `coram-dialog-close` when it should be closed. */
@customElement("coram-verdict-dialogs")
export class CoramVerdictDialogs extends VerdictElement {
  @property({ attribute: false }) verdict!: Pick<
    Verdict,
    "id" | "stage" | "court" | "caseNumber" | "language" | "script"
  >;
  @property({ attribute: false }) round: Pick<Round, "number" | "mode"> | null = null;
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  /** The newest text. */
  @property({ attribute: false }) text = "";
  @property({ attribute: false }) open: VerdictDialog | null = null;
  /** Whether the reader codes the verdict blind. */
  @property({ type: Boolean }) codesBlind = false;
  /** What of the text its reader has had in sight. */
  @property({ attribute: false }) seen: SeenSoFar | null = null;
  private erased: (ErasedWhole & { kind: "verdict" }) | null = null;

  protected override render(): TemplateResult {
    const { id, caseNumber, language, script } = this.verdict;
    const to: InvitedTo | null = this.open === "share" ? { kind: "verdict", verdict: id } : null;
    return html`<coram-invite .to=${to} @coram-dialog-close=${this.close}></coram-invite>
      <coram-dialog .open=${this.open === "export"} heading=${t("page.export")} wide @coram-dialog-close=${this.close}>
        ${this.open === "export" ? html`<coram-export-panel .verdict=${id} .codesBlind=${this.codesBlind}></coram-export-panel>` : nothing}
      </coram-dialog>
      <coram-stage-dialog
        .verdict=${this.verdict}
        .round=${this.round}
        .members=${this.members}
        .textLang=${langOf(language, script)}
        .open=${this.open === "stage"}
        .seen=${this.seen}
        @coram-dialog-close=${this.close}
      ></coram-stage-dialog>
      <coram-erase-words
        .verdict=${id}
        .textLang=${langOf(language, script)}
        .text=${this.text}
        .open=${this.open === "erase-term"}
        @coram-dialog-close=${this.close}
      ></coram-erase-words>
      <coram-erase-whole
        .what=${this.open === "erase-verdict" ? this.whole(id, caseNumber) : null}
        @coram-dialog-close=${this.close}
      ></coram-erase-whole>`;
  }

  /** The same object as long as it is the same verdict: another one begins anew. */
  private whole(id: VerdictId, caseNumber: string): ErasedWhole {
    if (this.erased?.id !== id) this.erased = { kind: "verdict", id, caseNumber };
    return this.erased;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
