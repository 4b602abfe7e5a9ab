import type { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { exportFileUrl, saveExport } from "../../api/exports.ts";
import { tell } from "../../elements/announce.ts";
import { MOD } from "../../elements/key-press.ts";
import { language, t } from "../../i18n/t.ts";

const PRINT = `${MOD}+P`;

/** How often, and how many times, it is asked whether the tab shows its file. */
const [LOOK_EVERY_MS, LOOKS_MAX] = [100, 100];

/**
 * Prints a file as soon as it is made, in a tab of its own that is opened at once, as browsers open none later than a press. Where they
 * refuse the tab the file is saved; where they let no page print what their own viewer shows (Firefox), it says what to press there.
 */
export class FilePrinting {
  readonly #tab = window.open("about:blank");

  constructor() {
    if (!this.#tab) return;
    const { document: shown } = this.#tab;
    shown.documentElement.lang = language();
    shown.title = t("papers.format-pdf");
    shown.body.textContent = t("papers.print-waits", { key: PRINT });
  }

  async print(job: ExportJob): Promise<void> {
    const tab = this.#tab;
    if (!tab) return saveExport(job);
    const response = await fetch(exportFileUrl(job.id));
    if (!response.ok) return saveExport(job);
    const url = URL.createObjectURL(await response.blob());
    tab.location.replace(url);
    whenShown(tab, LOOKS_MAX);
  }

  /** There is nothing to print. */
  end(): void {
    this.#tab?.close();
  }
}

function whenShown(tab: Window, looks: number): void {
  if (looks === 0 || tab.closed) return;
  try {
    const { contentType, readyState } = tab.document;
    if (contentType === "application/pdf" && readyState === "complete") return tab.print();
  } catch {
    // Its viewer is no page of ours.
    return tell(t("papers.print-there", { key: PRINT }));
  }
  setTimeout(() => whenShown(tab, looks - 1), LOOK_EVERY_MS);
}
