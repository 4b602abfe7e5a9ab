import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import type { NamesApplied, NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./coram-apply-names-dialog.ts";
import "./walk/coram-names-keys.ts";
import "../clearing/coram-sealed-key-dialog.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-names-dialogs": CoramNamesDialogs;
  }
}

export type NamesDialog = "apply" | "key" | "keys";

/** The one dialog of the names panel that is open. Fires `coram-dialog-close`, and lets through what the dialogs fire. */
@customElement("coram-names-dialogs")
export class CoramNamesDialogs extends VerdictElement {
  @property({ attribute: false }) open: NamesDialog | null = null;
  @property({ attribute: false }) verdict!: VerdictId;
  @property({ attribute: false }) names!: NamesView;
  @property({ attribute: false }) apply!: (passphrase: string | null) => Promise<NamesApplied>;
  @property() textLang = "";

  protected override render(): TemplateResult | typeof nothing {
    switch (this.open) {
      case null:
        return nothing;
      case "keys":
        return html`<coram-names-keys open @coram-dialog-close=${this.close}></coram-names-keys>`;
      case "apply":
        return html`<coram-apply-names-dialog
          .names=${this.names}
          .textLang=${this.textLang}
          .apply=${this.apply}
          @coram-dialog-close=${this.close}
        ></coram-apply-names-dialog>`;
      case "key":
        return html`<coram-sealed-key-dialog
          .verdict=${this.verdict}
          .textLang=${this.textLang}
          @coram-dialog-close=${this.close}
        ></coram-sealed-key-dialog>`;
    }
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-dialog-close"));
  };
}
