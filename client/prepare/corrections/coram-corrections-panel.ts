import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf } from "../../../schema/domain/language.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { describeProblem, ProblemError } from "../../api/http.ts";
import { announce } from "../../elements/announce.ts";
import { errorLine } from "../../elements/form.ts";
import { t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import "./coram-block-tools.ts";
import "./coram-reimport.ts";
import "./coram-replace.ts";
import "./coram-text-history.ts";
import "./corrections.css";
import type { RunChange } from "./corrections-parts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-corrections-panel": CoramCorrectionsPanel;
  }
}

const TOOLS = ["text", "replace", "file", "history"] as const;
type Tool = (typeof TOOLS)[number];

/**
 * Corrections of a text: what its blocks are and say, search and replace, a better file, and the history of it all. Each tool
 * makes a change through `run`, one at a time; what a colleague changed meanwhile is said, and the newest text comes.
 */
@customElement("coram-corrections-panel")
export class CoramCorrectionsPanel extends VerdictElement {
  @property({ attribute: false }) view!: VerdictView;
  @property({ attribute: false }) selection: readonly Range[] = [];
  @state() private tool: Tool = "text";
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  @state() private said: string | null = null;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const was = changed.get("view");
    if (was && was.verdict.id !== this.view.verdict.id) this.problem = this.said = null;
  }

  protected override render(): TemplateResult {
    return html`<div class="correct-panel" aria-busy=${this.isBusy}>
      <div class="choice" role="group" aria-label=${t("correct.tools")}>
        ${TOOLS.map(
          (tool) =>
            html`<button type="button" aria-pressed=${this.tool === tool} @click=${() => this.open(tool)}>
              ${t(`correct.tool-${tool}`)}
            </button>`,
        )}
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${this.said === null ? "" : html`<p class="alert alert-quiet" role="status">${this.said}</p>`}
      ${this.renderTool()}
    </div>`;
  }

  private renderTool(): TemplateResult {
    const { view, run } = this;
    const lang = langOf(view.verdict.language, view.verdict.script);
    switch (this.tool) {
      case "text":
        return html`<coram-block-tools
          .view=${view}
          .selection=${this.selection}
          .run=${run}
          .textLang=${lang}
          .isBusy=${this.isBusy}
        ></coram-block-tools>`;
      case "replace":
        return html`<coram-replace .view=${view} .run=${run} .textLang=${lang} .isBusy=${this.isBusy}></coram-replace>`;
      case "file":
        return html`<coram-reimport
          .view=${view}
          .run=${run}
          .textLang=${lang}
          .isBusy=${this.isBusy}
        ></coram-reimport>`;
      case "history":
        return html`<coram-text-history .view=${view} .run=${run} .isBusy=${this.isBusy}></coram-text-history>`;
    }
  }

  private open(tool: Tool): void {
    this.tool = tool;
    this.problem = this.said = null;
    this.emit("coram-prepare-marks", { marks: [] });
  }

  private readonly run: RunChange = async (change, done) => {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = this.said = null;
    try {
      if ((await change()) === null) return false;
      this.said = done;
      announce(done);
      this.emit("coram-prepare-changed", {});
      return true;
    } catch (error) {
      this.problem = error;
      // Somebody was quicker: their text comes, and what was asked for can be asked of it.
      if (error instanceof ProblemError && error.code === "edits-conflict") this.emit("coram-prepare-changed", {});
      return false;
    } finally {
      this.isBusy = false;
    }
  };
}
