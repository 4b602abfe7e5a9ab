import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { quotedContext, type QuotedPassages } from "../quoted-in.ts";
import { VerdictElement } from "./verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-quoted-in": CoramQuotedIn;
  }
}

/** The documents that quote a tag's passage, each with the way to the quote; nothing where there is none. */
@customElement("coram-quoted-in")
export class CoramQuotedIn extends VerdictElement {
  @property() tag = "";
  @consume({ context: quotedContext }) @state() private passages: QuotedPassages | undefined;
  private unwatch: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.unwatch?.();
    this.unwatch = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    this.unwatch ??= this.passages?.watch(() => this.requestUpdate()) ?? null;
    const quoted = this.passages?.of(this.tag) ?? [];
    if (quoted.length === 0) return nothing;
    return html`<ul class="resting" aria-label=${t("evidence.quoted-in")}>
      ${quoted.map(
        ({ output, title, block }) =>
          html`<li>
            <coram-icon name="file-text"></coram-icon>
            <span class="visually-hidden">${t("evidence.quoted-in")}</span>
            <a class="link" href="/outputs/${output}#${block}">${title || t("outputs.unnamed")}</a>
          </li>`,
      )}
    </ul>`;
  }
}
