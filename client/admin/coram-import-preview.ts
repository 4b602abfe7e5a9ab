import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { Recognised } from "../../schema/protocol/http/imports.ts";
import { type Block, SECTIONS, Section } from "../../schema/text/revision.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";
import { type BlockChange, applyChanges } from "./block-changes.ts";

const KINDS = ["heading", "paragraph", "list-item", "table-cell"] as const;

/**
 * The recognised text with its sections and pages. A paragraph is chosen by click or arrow keys; above the text its
 * section and kind can be corrected, alone or together with those that follow in the same section.
 * Fires `coram-blocks-changed` with the corrections.
 */
@customElement("coram-import-preview")
export class CoramImportPreview extends LightElement {
  @property({ attribute: false }) recognised: Recognised | null = null;
  @property({ attribute: false }) changes: BlockChange[] = [];
  /** `lang` of the text: local letter forms depend on it. */
  @property({ attribute: false }) textLang = "";
  /** Index among the blocks that are not page marks. */
  @state() private chosen = 0;
  @state() private andFollowing = true;

  protected override render(): TemplateResult {
    const blocks = applyChanges(this.recognised?.blocks ?? [], this.changes);
    const texts = blocks.filter((block) => block.kind !== "page");
    return html`${this.renderTools(texts)}
      <div
        class="blocks"
        role="listbox"
        tabindex="0"
        aria-label=${t("import.text")}
        aria-activedescendant="block-${this.recognised?.text.length ?? 0}-${this.chosen}"
        @keydown=${(event: KeyboardEvent) => this.onKey(event, texts.length)}
      >
        ${this.renderBlocks(blocks)}
      </div>`;
  }

  private renderBlocks(blocks: Block[]): TemplateResult[] {
    const text = this.recognised?.text ?? "";
    const out: TemplateResult[] = [];
    let marks: Block[] = [];
    let sectionBefore: Section | null | undefined;
    let index = 0;
    for (const block of blocks) {
      if (block.kind === "page") {
        marks.push(block);
        continue;
      }
      const at = index++;
      const isFirst = block.section !== sectionBefore;
      sectionBefore = block.section;
      out.push(
        html`<div
          class="block"
          role="option"
          id="block-${text.length}-${at}"
          aria-selected=${String(at === this.chosen)}
          data-section=${block.section ?? "none"}
          data-kind=${block.kind}
          @click=${() => (this.chosen = at)}
        >
          ${marks.filter((mark) => mark.start <= block.start).map((mark) => renderMark(mark, "page-mark"))}
          <span class="gutter"
            >${isFirst ? html`<b>${t(`word.section.${block.section ?? "none"}`)}</b>` : nothing}${block.number}</span
          >
          <span class="words" lang=${this.textLang}>${renderWords(text, block, marks)}</span>
        </div>`,
      );
      marks = [];
    }
    return out;
  }

  private renderTools(texts: Block[]): TemplateResult {
    const block = texts[this.chosen];
    return html`<div class="tools">
      <b class="label">${t("import.paragraph", { number: block?.number ?? String(this.chosen + 1) })}</b>
      <label class="row"
        >${t("import.section")}
        <select
          class="field field-soft"
          @change=${(event: Event) => this.setSection(texts, (event.target as HTMLSelectElement).value)}
        >
          ${SECTIONS.map(
            (section) =>
              html`<option value=${section} .selected=${live(section === block?.section)}>
                ${t(`word.section.${section}`)}
              </option>`,
          )}
          <option value="" .selected=${live((block?.section ?? null) === null)}>${t("word.section.none")}</option>
        </select>
      </label>
      <label class="row"
        ><input
          type="checkbox"
          .checked=${this.andFollowing}
          @change=${(event: Event) => (this.andFollowing = (event.target as HTMLInputElement).checked)}
        />${t("import.and-following")}</label
      >
      <label class="row"
        >${t("import.kind")}
        <select
          class="field field-soft"
          @change=${(event: Event) => this.setKind(block, (event.target as HTMLSelectElement).value)}
        >
          ${KINDS.map((kind) => html`<option value=${kind} .selected=${live(kind === block?.kind)}>${t(`word.block.${kind}`)}</option>`)}
        </select>
      </label>
    </div>`;
  }

  private setSection(texts: Block[], value: string): void {
    const section = value === "" ? null : Section.parse(value);
    const first = texts[this.chosen];
    if (!first) return;
    let end = this.chosen + 1;
    // "And those that follow" stops where the recognised text goes over to another section.
    if (this.andFollowing) while (end < texts.length && texts[end]?.section === first.section) end++;
    this.emit(texts.slice(this.chosen, end).map((block) => ({ start: block.start, set: { section } })));
  }

  private setKind(block: Block | undefined, value: string): void {
    const kind = KINDS.find((each) => each === value);
    if (!block || !kind) return;
    const level = kind === "heading" || kind === "list-item" ? (block.level ?? 1) : null;
    this.emit([{ start: block.start, set: { kind, level } }]);
  }

  private emit(changes: BlockChange[]): void {
    this.dispatchEvent(new CustomEvent("coram-blocks-changed", { detail: changes }));
  }

  private onKey(event: KeyboardEvent, count: number): void {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -count, End: count }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    this.chosen = Math.min(count - 1, Math.max(0, this.chosen + step));
    void this.updateComplete.then(() =>
      this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }),
    );
  }
}

function renderMark(mark: Block, name: string): TemplateResult {
  return html`<span class=${name}>${t("import.page", { number: mark.page ?? "" })}</span>`;
}

/** The words of a block, with the marks of pages that begin inside it at their places. */
function renderWords(text: string, block: Block, marks: Block[]): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let from = block.start;
  for (const mark of marks.filter((each) => each.start > block.start)) {
    parts.push(text.slice(from, mark.start), renderMark(mark, "page-mark-inside"));
    from = mark.start;
  }
  return [...parts, text.slice(from, block.end)];
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-import-preview": CoramImportPreview;
  }
}
