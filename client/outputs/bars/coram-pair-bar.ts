import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import "../../elements/coram-icon.ts";
import { GivesWay } from "../../elements/gives-way.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "../../palette/coram-find-field.ts";
import "../../verdict/bars/coram-saved.ts";
import { renderBarFiles, renderBarStart } from "./bar-parts.ts";
import "./coram-writing-keys.ts";
import type { OutputModel } from "../output-model.ts";

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
    const { output } = this;
    return html`<header class="top-bar output-bar">
      ${renderBarStart(this, { href: `/outputs/${output.id}`, label: t("outputs.back") }, () => this.dispatchEvent(new CustomEvent("coram-output-outline")))}
      <span class="state" data-state=${output.status}>${t(`outputs.status-${output.status}`)}</span>
      <span class="grow"></span>
      ${this.renderSaved()} ${this.canWrite ? this.renderHistory() : nothing}
      <span class="bar-actions"
        >${renderBarFiles(output, () => this.dispatchEvent(new CustomEvent("coram-output-export")))}</span
      >
      <coram-find-field></coram-find-field>
      <coram-writing-keys></coram-writing-keys>
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
