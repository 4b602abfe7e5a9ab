import { html, nothing, type TemplateResult } from "lit";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import "../../waits/coram-waiting-count.ts";
import "../files/coram-output-pdf.ts";
import { kindOf } from "../output-words.ts";

/** Escape in sections that were called, or where they were, shuts them: the focus is where they were called. */
export const shutsOutline =
  (isOpen: boolean, shut: () => void) =>
  (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || event.defaultPrevented || !isOpen) return;
    event.preventDefault();
    shut();
    document.querySelector<HTMLElement>(".output-menu")?.focus();
  };

/** What the bars of a document and of its two languages begin with: the way back, the sections, what it is called. */
export function renderBarStart(
  { output, heading, isOutlineOpen }: { output: OutputView; heading: string; isOutlineOpen: boolean },
  back: { href: string; label: string },
  openOutline: () => void,
): TemplateResult {
  const kind = kindOf(output);
  return html`<a class="icon-button" href=${back.href} aria-label=${back.label} title=${back.label}
      ><coram-icon name="arrow-left"></coram-icon
    ></a>
    <button
      type="button"
      class="icon-button output-menu"
      aria-label=${t("outputs.sections")}
      aria-expanded=${isOutlineOpen}
      @click=${openOutline}
      @keydown=${shutsOutline(isOutlineOpen, openOutline)}
    >
      <coram-icon name="menu"></coram-icon>
    </button>
    <a class="wordmark" href="/">Coram<coram-waiting-count></coram-waiting-count></a>
    <div class="crumb">
      <span class="ellipsis output-name" lang=${output.language}>${heading || t("outputs.unnamed")}</span>
      ${kind === heading ? nothing : html`<span class="sub output-kind-name">${kind}</span>`}
    </div>`;
}

/** The PDF in one press, and the way to all other files; nothing where the document may not be exported. */
export function renderBarFiles(output: OutputView, openFiles: () => void): TemplateResult | typeof nothing {
  if (!output.may.export) return nothing;
  return html`<coram-output-pdf .output=${output}></coram-output-pdf>
    <button
      type="button"
      class="button output-other-files"
      data-act="export"
      aria-label=${t("papers.export")}
      title=${t("papers.export")}
      @click=${openFiles}
    >
      <coram-icon name="chevron-down"></coram-icon>
    </button>`;
}
