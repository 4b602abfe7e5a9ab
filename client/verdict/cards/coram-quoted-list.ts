import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import type { Box } from "../layout/place-beside.ts";
import { showBeside } from "../layout/show-beside.ts";
import type { Quoted } from "../model/quoted-in.ts";
import { quotedLinks } from "./quoted-links.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-quoted-list": CoramQuotedList;
  }
}

/** The documents that quote the words that one pressed. Esc, light dismiss. */
@customElement("coram-quoted-list")
export class CoramQuotedList extends VerdictElement {
  @state() private quotes: readonly Quoted[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.popover = "auto";
    this.classList.add("popover");
    this.dataset["keys"] = "own";
  }

  /** Opens beside words that it must not cover. */
  async show(quotes: readonly Quoted[], at: Box): Promise<void> {
    this.quotes = quotes;
    await this.updateComplete;
    showBeside(this, at, "a");
  }

  protected override render(): TemplateResult {
    return html`<p class="note sub">${t("evidence.quoted-in")}</p>
      ${quotedLinks(this.quotes)}`;
  }
}
