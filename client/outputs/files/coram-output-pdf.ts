import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExportJob } from "../../../schema/protocol/http/exports.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { describeProblem } from "../../api/http.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { FileMaking } from "../../network/file-making.ts";
import { inFile, pressedAt } from "./last-choice.ts";
import { FilePrinting } from "./print-file.ts";
import "./files.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-pdf": CoramOutputPdf;
  }
}

/**
 * One press makes the PDF of a document, with what was chosen for it last, and saves it; another press while it is made ends that.
 * The caret stays where one writes. Ctrl+P prints that file, and not the page around the text. What must not go out as it is opens the choices of files, where a facilitator can answer for it.
 */
@customElement("coram-output-pdf")
export class CoramOutputPdf extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  private readonly making = new FileMaking(this);

  protected override render(): TemplateResult {
    const { isBusy, problem } = this.making;
    return html`<button
        type="button"
        class="button"
        data-act="pdf"
        aria-busy=${isBusy}
        title=${isBusy ? nothing : t("papers.pdf-title")}
        @mousedown=${(event: MouseEvent) => event.preventDefault()}
        @click=${() => void this.press()}
      >
        <coram-icon name=${isBusy ? "x" : "download"}></coram-icon
        >${isBusy ? t("shell.cancel") : t("papers.format-pdf")}
      </button>
      ${
        problem === null
          ? nothing
          : html`<p class="output-pdf-problem alert alert-warn" role="alert">
              <span class="grow">${describeProblem(problem)}</span>
              <button
                type="button"
                class="icon-button"
                aria-label=${t("shell.close")}
                @click=${() => this.making.forget()}
              >
                <coram-icon name="x"></coram-icon>
              </button>
            </p>`
      }`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    document.removeEventListener("keydown", this.onKey);
    super.disconnectedCallback();
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { ctrlKey, metaKey, shiftKey, altKey } = event;
    if (event.code !== "KeyP" || ctrlKey === metaKey || shiftKey || altKey) return;
    event.preventDefault();
    if (!this.making.isBusy && !event.repeat) void this.print();
  };

  private async press(): Promise<void> {
    if (!this.making.isBusy) return this.make();
    this.making.forget();
    announce(t("papers.pdf-cancelled"));
  }

  private async print(): Promise<void> {
    const printing = new FilePrinting();
    let isMade = false;
    await this.make((job) => {
      isMade = true;
      return printing.print(job);
    });
    if (!isMade) printing.end();
  }

  private async make(use?: (job: ExportJob) => void | Promise<void>): Promise<void> {
    const { making, output } = this;
    const choice = pressedAt(output);
    const { withoutCaseNumbers } = choice;
    await making.make({ format: "output-pdf", output: { ...inFile(choice, output.id), withoutCaseNumbers } }, use);
    if (!making.leaking) return;
    making.forget();
    this.dispatchEvent(new CustomEvent("coram-output-export", { bubbles: true }));
  }
}
