import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import "../../app/coram-account-menu.ts";
import "../../elements/coram-icon.ts";
import { GivesWay } from "../../elements/gives-way.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "../../palette/coram-find-field.ts";
import "../../verdict/bars/coram-saved.ts";
import "../files/coram-output-pdf.ts";
import type { OutputModel } from "../output-model.ts";
import { kindOf } from "../output-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-pair-bar": CoramPairBar;
  }
  interface HTMLElementEventMap {
    /** What was done last in the text that one was in is taken back, or done again. */
    "coram-pair-history": CustomEvent<{ command: "undo" | "redo" }>;
  }
}

/** What gives way, in this order; what makes a file never goes. */
const STEPS = ["kind", "home", "saved", "unsaved", "history", "state", "find", "name", "room"];

/** The bar above two languages of a document: of the one that follows, and whether all of both is saved. */
@customElement("coram-pair-bar")
export class CoramPairBar extends LightElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".output-bar"), STEPS);
  }

  @property({ attribute: false }) output!: OutputView;
  @property() heading = "";
  /** Of both; null before their rooms are there. */
  @property({ attribute: false }) saved: readonly (OutputModel["saved"] | null)[] = [];
  @property({ type: Boolean }) canWrite = false;
  @property({ type: Boolean }) isOutlineOpen = false;

  protected override render(): TemplateResult {
    const { output, heading } = this;
    const kind = kindOf(output);
    return html`<header class="top-bar output-bar">
      <a class="icon-button" href="/outputs/${output.id}" aria-label=${t("outputs.back")} title=${t("outputs.back")}
        ><coram-icon name="arrow-left"></coram-icon
      ></a>
      <button
        type="button"
        class="icon-button output-menu"
        aria-label=${t("outputs.sections")}
        aria-expanded=${this.isOutlineOpen}
        @click=${() => this.dispatchEvent(new CustomEvent("coram-output-outline"))}
      >
        <coram-icon name="menu"></coram-icon>
      </button>
      <a class="wordmark" href="/">Coram</a>
      <div class="crumb">
        <span class="ellipsis output-name" lang=${output.language}>${heading}</span>
        ${kind === heading ? nothing : html`<span class="sub output-kind-name">${kind}</span>`}
      </div>
      <span class="state" data-state=${output.status}>${t(`outputs.status-${output.status}`)}</span>
      <span class="grow"></span>
      ${this.renderSaved()} ${this.canWrite ? this.renderHistory() : nothing}
      ${
        output.may.export
          ? html`<span class="bar-actions"
              ><coram-output-pdf .output=${output} .hasPartner=${true}></coram-output-pdf>
              <button
                type="button"
                class="button output-other-files"
                aria-label=${t("papers.export")}
                title=${t("papers.export")}
                @click=${() => this.dispatchEvent(new CustomEvent("coram-output-export"))}
              >
                <coram-icon name="chevron-down"></coram-icon></button
            ></span>`
          : nothing
      }
      <coram-find-field></coram-find-field>
      <coram-account-menu></coram-account-menu>
    </header>`;
  }

  /** Of the two what is worse: all is saved only where both are. */
  private renderSaved(): TemplateResult | typeof nothing {
    const [worst] = this.saved.filter((each) => each !== null && each.state !== "saved");
    const shown = worst ?? this.saved.at(-1);
    return shown ? html`<coram-saved .saved=${shown}></coram-saved>` : nothing;
  }

  private renderHistory(): TemplateResult {
    return html`<span class="pair-history">
      ${(["undo", "redo"] as const).map(
        (command) =>
          html`<button
            type="button"
            class="icon-button"
            aria-label=${t(`outputs.${command}`)}
            title=${t(`outputs.${command}`)}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => this.dispatchEvent(new CustomEvent("coram-pair-history", { detail: { command } }))}
          >
            <coram-icon name=${command}></coram-icon>
          </button>`,
      )}
    </span>`;
  }
}
