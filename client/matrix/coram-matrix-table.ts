import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { classMap } from "lit/directives/class-map.js";
import { repeat } from "lit/directives/repeat.js";
import { styleMap } from "lit/directives/style-map.js";
import type { CategoryId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import { branchLetter } from "../../schema/domain/methodology/methodology.ts";
import type { AnswerCell, MatrixCell, TagCell } from "../../schema/matrix/cells.ts";
import type { MatrixBy } from "../../schema/matrix/choice.ts";
import type { MatrixColumn } from "../../schema/matrix/columns.ts";
import type { MatrixSum } from "../../schema/matrix/sums.ts";
import type { MatrixGroup, MatrixRow, MatrixTable } from "../../schema/matrix/table.ts";
import {
  cellWords,
  fill,
  matrixWords,
  type MatrixWords,
  numberWords,
  stateWords,
  subjectWords,
  sumWords,
} from "../../schema/matrix/words.ts";
import { hueOf } from "../elements/hue.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-icon.ts";
import { markedLabel } from "../elements/marked.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, language, t } from "../i18n/t.ts";
import { GridKeys } from "./grid-keys.ts";
import type { OpenCell } from "./matrix-address.ts";
import { tokenHere } from "../i18n/tokens.ts";
import { parted } from "../../schema/language/parted.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-matrix-table": CoramMatrixTable;
  }
  interface HTMLElementEventMap {
    /** Somebody wants to see what stands behind a cell. */
    "coram-matrix-open": CustomEvent<OpenCell>;
    /** A branch is to be unfolded, or folded. */
    "coram-matrix-fold": CustomEvent<CategoryId>;
  }
}

/** The matrix as a table that one goes through with the arrow keys; its head and first column stay in view. */
@customElement("coram-matrix-table")
export class CoramMatrixTable extends LightElement {
  @property({ attribute: false }) table!: MatrixTable;
  @property({ attribute: false }) cell: OpenCell | null = null;
  private readonly keys = new GridKeys(() => this.querySelector("table"));

  protected override updated(): void {
    this.keys.settle();
  }

  protected override render(): TemplateResult {
    const { columns, groups, sums, base, verdicts } = this.table;
    const words = matrixWords(language());
    return html`<table
      role="grid"
      data-by=${this.by}
      aria-label=${t("matrix.label")}
      style=${styleMap({ "--columns": String(columns.length) })}
      @keydown=${this.keys.onKey}
      @focusin=${this.keys.onFocus}
    >
      <thead>
        <tr>
          <th scope="col" class="corner" data-stop="0">${t("matrix.verdict")}</th>
          ${columns.map((column, i) => this.renderHead(column, i))}
        </tr>
      </thead>
      ${repeat(
        groups,
        ({ key }) => key,
        (group) => this.renderGroup(group, words),
      )}
      <tfoot>
        <tr>
          <th scope="row" data-stop="0">
            ${words.all}<span class="vars">${fill(words.comparable, base, verdicts)}</span>
          </th>
          ${sums.map((sum, i) => this.renderSum(sum, i, "all", words))}
        </tr>
      </tfoot>
    </table>`;
  }

  private get by(): MatrixBy {
    return this.table.columns[0]?.kind === "question" ? "questions" : "categories";
  }

  private isOpen(column: MatrixColumn | undefined, of: OpenCell["of"]): boolean {
    return this.cell !== null && this.cell.column === column?.id && this.cell.of === of;
  }

  private renderHead(column: MatrixColumn, i: number): TemplateResult {
    const isCategory = column.kind === "category";
    const hue = isCategory ? hueOf(branchLetter(column.category)) : nothing;
    return html`<th
      scope="col"
      class=${classMap({ below: isCategory && column.depth > 0, pick: this.cell?.column === column.id })}
      data-cat=${hue}
    >
      ${
        isCategory
          ? html`<span class="head-code"
              ><coram-code-chip code=${column.category.code}></coram-code-chip>${
                column.hasChildren
                  ? html`<button
                      class="fold"
                      data-stop=${i + 1}
                      aria-expanded=${String(column.isOpen)}
                      aria-label=${t(column.isOpen ? "matrix.fold" : "matrix.unfold", { name: column.label })}
                      title=${t(column.isOpen ? "matrix.fold" : "matrix.unfold", { name: column.label })}
                      @click=${() => this.emit("coram-matrix-fold", column.category.id)}
                    >
                      <coram-icon name=${column.isOpen ? "chevron-down" : "chevron-right"}></coram-icon>
                    </button>`
                  : nothing
              }</span
            >`
          : nothing
      }
      <button class="name" data-stop=${i + 1} title=${column.label} @click=${() => this.open(column, "all")}>
        <span>${markedLabel(this.table.words, parted(column.label))}</span>
      </button>
      ${isCategory && column.category.isGone && !column.category.isUnsorted ? html`<span class="vars">${t("matrix.gone")}</span>` : nothing}
    </th>`;
  }

  private renderGroup(group: MatrixGroup, words: MatrixWords): TemplateResult {
    const { key, rows, sums, base } = group;
    const name = key === "individual" || key === "organised" ? t(`word.form.${key}`) : t(`word.country.${key}`);
    return html`<tbody>
      <tr class="group">
        <th scope="rowgroup" data-stop="0">
          ${name}<span class="vars">${fill(words.comparable, base, rows.length)}</span>
        </th>
        ${sums.map((sum, i) => this.renderSum(sum, i, key, words))}
      </tr>
      ${repeat(
        rows,
        ({ verdict }) => verdict.verdict.id,
        (row) => this.renderRow(row, words),
      )}
    </tbody>`;
  }

  private renderRow({ verdict: of, cells }: MatrixRow, words: MatrixWords): TemplateResult {
    const { verdict, state } = of;
    const lang = langOf(verdict.language, verdict.script);
    return html`<tr>
      <th scope="row">
        <a class="ref" data-stop="0" href="/verdicts/${verdict.id}" lang=${lang}
          >${markedLabel(this.table.words, verdict.caseNumber)}</a
        >
        <span class="court" lang=${lang}>${markedLabel(this.table.words, verdict.court)}</span>
        <span class="vars">
          ${t(`word.form.${verdict.form}`)}${verdict.date ? html`, ${formatDate(verdict.date)}` : nothing}
          ${of.kind === "own" ? html`<br />${t("matrix.not-ruled")}` : nothing}
          ${of.kind === "adjudicated" ? html`<br />${t("matrix.ruled")}` : nothing}
        </span>
      </th>
      ${
        cells
          ? cells.map((cell, i) => this.renderCell(cell, i, of.verdict.id, lang, words))
          : html`<td class="off" data-state=${state} data-stop="1" colspan=${Math.max(1, this.table.columns.length)}>
              ${state === "counted" ? nothing : html`<span>${stateWords(state, this.by, words)}</span>`}
            </td>`
      }
    </tr>`;
  }

  private renderCell(
    cell: MatrixCell,
    i: number,
    of: OpenCell["of"],
    lang: string,
    words: MatrixWords,
  ): TemplateResult {
    const column = this.table.columns[i];
    if (!column) return html`<td></td>`;
    const isEmpty = isEmptyCell(cell);
    const hue = column.kind === "category" ? hueOf(branchLetter(column.category)) : nothing;
    return html`<td
      class=${classMap({ pick: this.cell?.column === column.id, "is-open": this.isOpen(column, of), none: isEmpty })}
      data-cat=${hue}
      data-stop=${i + 1}
      aria-selected=${isEmpty ? nothing : String(this.isOpen(column, of))}
      @click=${() => (isEmpty ? undefined : this.open(column, of))}
    >
      ${cell.kind === "tags" ? this.renderTags(cell, i, words) : renderAnswers(cell, words)}
      ${cell.first ? html`<span class="quote" lang=${lang}>${markedLabel(this.table.words, parted(withTokenWords(cell.first.words, lang)))}</span>` : nothing}
    </td>`;
  }

  private renderTags(cell: TagCell, i: number, words: MatrixWords): TemplateResult {
    const number = numberWords(cell.min, cell.max, words);
    const coders = cell.coders > 1 ? html` <small>(${fill(words.coders, cell.coders)})</small>` : nothing;
    return html`<span class="says"><span class="n">${number}</span>${coders}</span>${
        cell.max > 0
          ? html`<i class="bar" style=${styleMap({ width: `${Math.ceil((100 * cell.max) / this.mostIn(i))}%` })}></i>`
          : nothing
      }`;
  }

  /** The largest number of a column: bars are as long as their share of it. */
  private mostIn(i: number): number {
    let most = 1;
    for (const { rows } of this.table.groups)
      for (const { cells } of rows) {
        const cell = cells?.[i];
        if (cell?.kind === "tags") most = Math.max(most, cell.max);
      }
    return most;
  }

  private renderSum(sum: MatrixSum, i: number, of: OpenCell["of"], words: MatrixWords): TemplateResult {
    const column = this.table.columns[i];
    const isEmpty = sum.kind === "tags" ? sum.max === 0 : sum.base === sum.silent;
    return html`<td
      class=${classMap({ pick: this.cell?.column === column?.id, "is-open": this.isOpen(column, of), none: isEmpty })}
      data-stop=${i + 1}
      aria-selected=${isEmpty ? nothing : String(this.isOpen(column, of))}
      @click=${() => (isEmpty || !column ? undefined : this.open(column, of))}
    >
      <span class="says">${sumWords(sum, words)}</span>
    </td>`;
  }

  private open({ id }: MatrixColumn, of: OpenCell["of"]): void {
    this.emit("coram-matrix-open", { column: id, of });
  }

  private emit<Name extends "coram-matrix-open" | "coram-matrix-fold">(
    name: Name,
    detail: HTMLElementEventMap[Name]["detail"],
  ): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

function isEmptyCell(cell: MatrixCell): boolean {
  return cell.kind === "tags" ? cell.max === 0 : cell.subjects.every(({ values }) => values.length === 0);
}

function renderAnswers(cell: AnswerCell, words: MatrixWords): TemplateResult {
  if (cell.idle) return html`<span class="says"><span class="n">${cellWords(cell, words)}</span></span>`;
  return html`<span class="says"
    >${cell.subjects.map((subject) => {
      const [first, ...others] = subject.values;
      // Where coders differ no mark can stand for all of them.
      const mark = others.length > 0 ? "differ" : (first?.key ?? "none");
      return html`<span class="answer" data-value=${mark.replaceAll('"', "")}
        >${tokenHere(subjectWords(subject, cell.coders, words))}</span
      >`;
    })}</span
  >`;
}
