import { html, nothing, type TemplateResult } from "lit";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import { t } from "../../i18n/t.ts";
import "./printed-mark.css";

/**
 * What is to be said on paper alone: under the title and, where the browser can, at the foot of each sheet beside its number. Without
 * words the number alone.
 */
export function printedMark(mark: string): TemplateResult {
  const foot = `@page { margin: 18mm 16mm 20mm; font: 8pt "Source Sans 3", sans-serif; @bottom-left { content: ${JSON.stringify(mark)}; } @bottom-right { content: counter(page); } }`;
  return html`${mark ? html`<p class="printed-mark">${mark}</p>` : nothing}<style .textContent=${foot}></style>`;
}

/** Of a verdict in preparation: that it names people. */
export const printedNames = ({ stage }: Pick<Verdict, "stage">): TemplateResult | typeof nothing =>
  stage === "in-preparation" ? printedMark(t("prepare.printed-names")) : nothing;
