import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { describeProblem } from "../api/http.ts";
import { takeFileBack } from "../api/methodology/methodology-files.ts";
import { announce } from "../elements/announce.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import "./coram-handbook-in.ts";
import "./coram-handbook-out.ts";
import "./handbook.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-handbook-menu": CoramHandbookMenu;
  }
  interface HTMLElementEventMap {
    "coram-restore-end": CustomEvent<void>;
  }
}

/** The methodology as files: out, and for who writes the draft into it, with a way back. */
@customElement("coram-handbook-menu")
export class CoramHandbookMenu extends LightElement {
  @property({ type: Number }) inForce = 0;
  /** What this person may: read the draft, write in it, and answer for what goes out. */
  @property({ type: Boolean }) hasDraft = false;
  @property({ type: Boolean }) mayWrite = false;
  @property({ type: Boolean }) mayPass = false;
  /** Number of an earlier version to take into the draft; `coram-restore-end` is fired when that is over. */
  @property({ attribute: false }) restoring: number | null = null;
  @state() private shown: "out" | "in" | null = null;
  @state() private brought: { id: string; seen: string } | null = null;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult {
    const close = (): void => {
      this.shown = null;
      if (this.restoring !== null) this.dispatchEvent(new CustomEvent("coram-restore-end"));
    };
    return html`${
        this.mayWrite
          ? html`<coram-menu label=${t("handbook.menu")}>
              <button slot="trigger" type="button" class="button">
                <coram-icon name="download"></coram-icon>${t("handbook.menu")}
              </button>
              <button role="menuitem" @click=${() => (this.shown = "out")}>${t("handbook.out")}</button>
              <button role="menuitem" @click=${() => (this.shown = "in")}>${t("handbook.in")}</button>
            </coram-menu>`
          : html`<button type="button" class="button" @click=${() => (this.shown = "out")}>
              <coram-icon name="download"></coram-icon>${t("handbook.out")}
            </button>`
      }
      ${this.brought ? this.renderBrought(this.brought) : nothing}
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="handbook-dialogs">
        <coram-handbook-out
          .open=${this.shown === "out"}
          .inForce=${this.inForce}
          .hasDraft=${this.hasDraft}
          .mayPass=${this.mayPass}
          @coram-dialog-close=${close}
        ></coram-handbook-out>
        ${
          this.mayWrite
            ? html`<coram-handbook-in
                .open=${this.shown === "in" || this.restoring !== null}
                .version=${this.restoring}
                @coram-dialog-close=${close}
                @coram-brought-in=${this.onBrought}
              ></coram-handbook-in>`
            : nothing
        }
      </div>`;
  }

  private renderBrought({ id, seen }: { id: string; seen: string }): TemplateResult {
    return html`<div class="alert handbook-brought" role="status">
      <coram-icon name="check"></coram-icon>
      <span class="grow">${t("handbook.done")}</span>
      <button type="button" class="link" @click=${() => void this.takeBack(id, seen)}>${t("handbook.undo")}</button>
      <button
        type="button"
        class="button button-quiet icon-button"
        aria-label=${t("shell.close")}
        @click=${() => (this.brought = null)}
      >
        <coram-icon name="x"></coram-icon>
      </button>
    </div>`;
  }

  private readonly onBrought = (event: HTMLElementEventMap["coram-brought-in"]): void => {
    const { id, seen } = event.detail;
    this.brought = { id, seen };
    this.problem = null;
    announce(t("handbook.done"));
  };

  private async takeBack(id: string, seen: string): Promise<void> {
    this.problem = null;
    try {
      await takeFileBack(id, seen);
      announce(t("handbook.undone"));
    } catch (error) {
      this.problem = error;
    }
    this.brought = null;
  }
}
