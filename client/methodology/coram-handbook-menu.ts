import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { OffersCommands } from "../palette/offered.ts";
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

/** The methodology as files: out, and for who writes the draft into it. */
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

  constructor() {
    super();
    const act = (): void => void (this.shown = "out");
    new OffersCommands(this, () => [
      { key: "handbook-out", name: t("handbook.out-title"), label: "handbook.out-title", act },
    ]);
  }

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
              ></coram-handbook-in>`
            : nothing
        }
      </div>`;
  }
}
