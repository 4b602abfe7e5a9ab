import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { t } from "../../i18n/t.ts";
import { type Box, placeBeside } from "../layout/place-beside.ts";
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
    this.showPopover();
    const size = { width: this.offsetWidth, height: this.offsetHeight };
    const place = placeBeside(at, size, { width: document.documentElement.clientWidth, height: window.innerHeight });
    this.style.left = `${place.left}px`;
    this.style.top = `${place.top}px`;
    this.style.maxHeight = `${place.maxHeight}px`;
    this.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    return html`<p class="note sub">${t("evidence.quoted-in")}</p>
      ${quotedLinks(this.quotes)}`;
  }
}
