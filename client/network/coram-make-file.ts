import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { ExportCommand } from "../../schema/protocol/http/exports.ts";
import { describeProblem } from "../api/http.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import "./coram-export-leaks.ts";
import type { CoramExportLeaks } from "./coram-export-leaks.ts";
import { FileMaking, fileFoot } from "./file-making.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-make-file": CoramMakeFile;
  }
}

/** Makes the file that a command asks for and hands it over; where it was kept back it shows why, and takes a facilitator's answer. */
@customElement("coram-make-file")
export class CoramMakeFile extends LightElement {
  /** A new object begins anew. */
  @property({ attribute: false }) command!: ExportCommand;
  /** Those that places in the file are named by. */
  @property({ attribute: false }) verdicts: CoramExportLeaks["verdicts"] = [];
  /** Whether the asker may answer for what would go out. */
  @property({ type: Boolean }) mayPass = false;
  private readonly making = new FileMaking(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("command");
    if (!changed.has("command") || JSON.stringify(before) === JSON.stringify(this.command)) return;
    if (this.hasUpdated) this.making.forget();
  }

  protected override render(): TemplateResult {
    const { leaking, problem } = this.making;
    return html`${errorLine(problem === null ? null : describeProblem(problem))}
    ${
      leaking
        ? html`<coram-export-leaks
            .job=${leaking}
            .verdicts=${this.verdicts}
            .mayPass=${this.mayPass}
            @coram-export-despite=${(event: HTMLElementEventMap["coram-export-despite"]) => this.make(event.detail)}
          ></coram-export-leaks>`
        : nothing
    }
    ${fileFoot(this.making, { press: () => this.make(null) })}`;
  }

  private make(despite: ExportCommand["despite"] | null): void {
    void this.making.make({ ...this.command, despite });
  }
}
