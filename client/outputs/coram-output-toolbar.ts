import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { BLOCK_STYLES, type BlockStyle, type OutputCommand, type Shown } from "../writer/output-commands.ts";
import { OUTPUT_KEYS } from "../writer/output-keys.ts";
import type { CaretPlace } from "../writer/output-view.ts";
import "./bars/coram-link-field.ts";
import type { CoramLinkField } from "./bars/coram-link-field.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-menu.ts";
import { GivesWay } from "../elements/gives-way.ts";
import type { IconName } from "../elements/icons.ts";
import { MOD } from "../elements/key-press.ts";
import { LightElement } from "../elements/light-element.ts";
import { EVIDENCE_KEYS, EVIDENCE_TOOLS, type QuoteTool } from "./quotes/quote-tools.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-toolbar": CoramOutputToolbar;
  }
  interface HTMLElementEventMap {
    "coram-output-command": CustomEvent<{ command: OutputCommand }>;
    "coram-output-comment": CustomEvent<void>;
    "coram-quote-tool": CustomEvent<{ tool: QuoteTool }>;
  }
}

const TABLE = [
  "table-row",
  "table-column",
  "table-row-delete",
  "table-column-delete",
  "table-header",
  "table-delete",
] as const;

/** Commands with a button of their own. */
type Tool = Exclude<OutputCommand, BlockStyle | "indent" | "outdent">;

/** What gives way first; all but the words on buttons is found under "More" then. */
const STEPS = [
  "labels",
  "superscript",
  "quote",
  "footnote",
  "ordered-list",
  "bullet-list",
  "history",
  "table",
  "link",
  "em",
  "strong",
  "style",
];
const HISTORY: readonly string[] = ["undo", "redo"];

/** What can be done with the text at the cursor. One tab stop; arrows go along it. */
@customElement("coram-output-toolbar")
export class CoramOutputToolbar extends LightElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".output-tools"), STEPS);
  }

  @property({ attribute: false }) shown: Shown | null = null;
  @property({ type: Boolean }) canComment = false;
  @property({ type: Boolean }) canWrite = false;
  /** Where one writes. */
  @property({ attribute: false }) caret: CaretPlace | null = null;
  @query("coram-link-field") private readonly linkField!: CoramLinkField | null;

  /** Opens the field for a link's address. */
  startLink(): void {
    void this.linkField?.open();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.canWrite && !this.canComment) return nothing;
    return html`<div
        class="output-tools"
        data-reading=${!this.canWrite}
        role="toolbar"
        aria-label=${t("outputs.tools")}
        @keydown=${this.onKey}
      >
        ${this.canWrite ? html`${this.renderWriting()} <span class="grow"></span>` : nothing}
        ${
          this.canComment
            ? html`<button
                type="button"
                class="button button-quiet"
                aria-label=${t("outputs.comment")}
                title=${t("outputs.comment")}
                @click=${() => this.emit("coram-output-comment")}
              >
                <coram-icon name="message"></coram-icon><span class="output-tool-label">${t("outputs.comment")}</span>
              </button>`
            : nothing
        }
      </div>
      ${this.canWrite ? html`<coram-link-field .caret=${this.caret} .has=${this.shown?.link ?? ""}></coram-link-field>` : nothing}`;
  }

  private renderWriting(): TemplateResult {
    const { shown } = this;
    const block = t(`outputs.block-${shown?.block ?? "paragraph"}`);
    return html`<coram-menu label=${t("outputs.style")}>
        <button
          slot="trigger"
          type="button"
          class="button button-quiet output-style"
          aria-label=${t("outputs.style-now", { block })}
        >
          <span class="ellipsis">${block}</span>
          <coram-icon name="chevron-down"></coram-icon>
        </button>
        ${BLOCK_STYLES.map(
          (each) =>
            html`<button role="menuitemradio" aria-checked=${shown?.block === each} @click=${() => this.act(each)}>
              ${t(`outputs.block-${each}`)}
            </button>`,
        )}
      </coram-menu>
      <i class="output-rule"></i>
      ${this.renderTool("strong", "bold", shown?.marks.has("strong"))}
      ${this.renderTool("em", "italic", shown?.marks.has("em"))}
      ${this.renderTool("superscript", "superscript", shown?.marks.has("superscript"))}
      <button
        type="button"
        class="button button-quiet icon-button"
        data-gives="link"
        aria-pressed=${shown?.link !== null && shown !== null}
        aria-label=${t("outputs.link")}
        title="${t("outputs.link")} (${keyOf("Mod-Alt-k")})"
        @click=${() => this.startLink()}
      >
        <coram-icon name="link"></coram-icon>
      </button>
      <i class="output-rule"></i>
      ${this.renderTool("bullet-list", "list", shown?.list === "bullet-list")}
      ${this.renderTool("ordered-list", "list-ordered", shown?.list === "ordered-list")}
      ${this.renderTool("quote", "text-quote", shown?.isQuote)} ${this.renderTool("footnote", "asterisk")}
      ${shown?.isTable ? this.renderTable() : this.renderTool("table", "table")}
      <i class="output-rule"></i>
      ${this.renderInsert()}
      <i class="output-rule"></i>
      ${this.renderTool("undo", "undo")} ${this.renderTool("redo", "redo")} ${this.renderMore()}`;
  }

  /** The tools that the bar has no room for. */
  private renderMore(): TemplateResult {
    const item = (command: Tool, gives: string = command): TemplateResult =>
      html`<button type="button" role="menuitem" data-gives=${gives} @click=${() => this.act(command)}>
        ${t(`outputs.${command}`)}
      </button>`;
    return html`<coram-menu class="output-more" label=${t("page.menu")}>
      <button
        slot="trigger"
        type="button"
        class="button button-quiet icon-button"
        aria-label=${t("page.menu")}
        title=${t("page.menu")}
      >
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${(["strong", "em", "superscript"] as const).map((command) => item(command))}
      <button type="button" role="menuitem" data-gives="link" @click=${() => this.startLink()}>
        ${t("outputs.link")}
      </button>
      ${(["bullet-list", "ordered-list", "quote", "footnote"] as const).map((command) => item(command))}
      ${this.shown?.isTable ? TABLE.map((command) => item(command, "table")) : item("table")}
      ${item("undo", "history")}${item("redo", "history")}
    </coram-menu>`;
  }

  private renderTool(command: Tool, icon: IconName, isOn?: boolean): TemplateResult {
    const key = OUTPUT_KEYS[command];
    const label = t(`outputs.${command}`);
    return html`<button
      type="button"
      class="button button-quiet icon-button"
      data-gives=${HISTORY.includes(command) ? "history" : command}
      aria-label=${label}
      title=${key ? `${label} (${keyOf(key)})` : label}
      aria-pressed=${isOn === undefined ? nothing : isOn}
      @click=${() => this.act(command)}
    >
      <coram-icon name=${icon}></coram-icon>
    </button>`;
  }

  private renderInsert(): TemplateResult {
    return html`<coram-menu label=${t("evidence.tools")}>
      <button slot="trigger" type="button" class="button button-quiet output-insert" aria-label=${t("evidence.tools")}>
        <coram-icon name="plus"></coram-icon><span class="output-tool-label">${t("evidence.tools")}</span>
      </button>
      ${EVIDENCE_TOOLS.map(
        (tool) =>
          html`<button
            type="button"
            role="menuitem"
            @click=${() => this.dispatchEvent(new CustomEvent("coram-quote-tool", { detail: { tool }, bubbles: true }))}
          >
            <span class="grow">${t(`evidence.tool-${tool}`)}</span
            >${tool in EVIDENCE_KEYS ? html`<kbd class="key">${keyOf(EVIDENCE_KEYS[tool as keyof typeof EVIDENCE_KEYS])}</kbd>` : nothing}
          </button>`,
      )}
    </coram-menu>`;
  }

  private renderTable(): TemplateResult {
    return html`<coram-menu data-gives="table" label=${t("outputs.table")}>
      <button
        slot="trigger"
        type="button"
        class="button button-quiet icon-button"
        aria-label=${t("outputs.table")}
        aria-pressed="true"
      >
        <coram-icon name="table"></coram-icon>
      </button>
      ${TABLE.map((command) => html`<button role="menuitem" @click=${() => this.act(command)}>${t(`outputs.${command}`)}</button>`)}
    </coram-menu>`;
  }

  private act(command: OutputCommand): void {
    this.dispatchEvent(new CustomEvent("coram-output-command", { detail: { command }, bubbles: true }));
  }

  private emit(name: "coram-output-comment"): void {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true }));
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight" && event.key !== "Home" && event.key !== "End") return;
    const tools = [...this.querySelectorAll<HTMLButtonElement>(".output-tools button:not([role])")].filter((tool) =>
      tool.checkVisibility(),
    );
    const at = tools.findIndex((tool) => tool === document.activeElement);
    if (at < 0) return;
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: tools.length - 1 }[event.key];
    event.preventDefault();
    tools[(to + tools.length) % tools.length]?.focus();
  };
}

/** A key as it is written on keyboards. */
function keyOf(key: string): string {
  return key
    .split("-")
    .map((part) => (part === "Mod" ? MOD : part.length === 1 ? part.toUpperCase() : part))
    .join("+");
}
