import { svg, html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { qrCode } from "./qr-code.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";

/** Around a code nothing stands for so many modules. */
const QUIET = 4;

/** An address for a phone's camera: dark on white in either theme, as cameras read it. */
@customElement("coram-qr-code")
export class CoramQrCode extends LightElement {
  @property() words = "";

  protected override render(): TemplateResult {
    const cells = qrCode(this.words);
    const size = cells.length + 2 * QUIET;
    const path = cells
      .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])))
      .join("");
    return html`<svg class="qr-code" role="img" aria-label=${t("door.qr")} viewBox="0 0 ${size} ${size}">
      ${svg`<rect width=${size} height=${size} fill="#fff"></rect><path d=${path} fill="#000"></path>`}
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-qr-code": CoramQrCode;
  }
}
