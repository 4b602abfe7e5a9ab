import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { COMPARED_MAX } from "../../../schema/editor/output-nodes.ts";
import { keyOfCell, typedBeside, type Entry } from "../../../schema/editor/wired-rows.ts";
import type { SourceRef } from "../../../schema/protocol/http/parts/source-ref.ts";
import type { ComparisonCell, ComparisonRow, ComparisonState } from "../../../schema/protocol/http/quotes.ts";
import { addEntry, changeEntry, removeEntries } from "../../writer/entry-commands.ts";
import { changeNode } from "../../writer/quote-commands.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";
import { PartElement } from "../quotes/part-element.ts";
import { nameOfSource } from "../quotes/quote-service.ts";
import "../quotes/quotes.css";
import { choiceOf } from "./choice-of.ts";
import { captionField } from "./caption-field.ts";
import "./coram-question-choice.ts";
import { tableMenu } from "./table-menu.ts";
import "./tables.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-comparison": CoramComparison;
  }
}

/** Answers of verdicts beside each other, as ruled now; beside a cell stands what was typed of it. */
@customElement("coram-comparison")
export class CoramComparison extends PartElement {
  @property({ attribute: false }) questions: readonly string[] = [];
  @property({ attribute: false }) verdicts: readonly string[] = [];
  @property({ attribute: false }) entries: readonly Entry[] = [];
  /** Null until it is opened or shut: one of nothing stands open, for there is nothing else to be done with it. */
  @state() private isOpened: boolean | null = null;

  protected override render(): TemplateResult {
    const { service } = this;
    const state = service.parts.state(this.block);
    const part = state?.kind === "comparison" ? state : null;
    const { isChosen } = this;
    return html`<figure class="ev-table ev-comparison">
      <figcaption><span class="grow">${t("evidence.comparison")}</span> ${this.renderMenu()}</figcaption>
      ${captionField(this)}
      ${
        !isChosen
          ? html`<p class="note sub">${t("evidence.comparison-choose")}</p>`
          : part
            ? this.renderTable(part)
            : html`<div class="skeleton" role="status" aria-label=${t("evidence.waiting")}><i></i><i></i></div>`
      }
      ${part && isChosen ? this.renderChange(part) : nothing}
      ${
        service.canWrite
          ? this.isEditing
            ? this.renderChoice()
            : html`<p class="note sub ev-hidden">
                <button type="button" class="link" tabindex="-1" @click=${this.edit}>
                  ${t("evidence.comparison-edit")}
                </button>
              </p>`
          : nothing
      }
    </figure>`;
  }

  private get isChosen(): boolean {
    return this.questions.length > 0 && this.verdicts.length > 0;
  }

  private get isEditing(): boolean {
    return this.isOpened ?? !this.isChosen;
  }

  private renderTable({ questions, rows }: ComparisonState): TemplateResult {
    return html`<div class="ev-scroll">
      <table aria-label=${t("evidence.comparison")}>
        <thead>
          <tr>
            <th scope="col">${t("evidence.of-verdict")}</th>
            ${questions.map(({ label }) => html`<th scope="col" lang=${this.service.textLang}>${label}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.renderRow(row, questions))}
        </tbody>
      </table>
    </div>`;
  }

  private renderRow(row: ComparisonRow, questions: ComparisonState["questions"]): TemplateResult {
    const name = row.source ? nameOfSource(row.source) : t("evidence.gone-source");
    return html`<tr>
      <th scope="row">
        ${row.source && this.service.canOpen ? html`<a href="/verdicts/${row.verdict}" tabindex=${this.service.canWrite ? -1 : 0} @click=${this.keepPlace}>${name}</a>` : name}
      </th>
      ${
        row.cells.length === 0
          ? html`<td class="sub" colspan=${questions.length}>
              ${row.hidden ? t(`evidence.table-${row.hidden}`) : t("evidence.flag-gone")}
            </td>`
          : row.cells.map((cell, i) => this.renderCell(row, cell, `${name}, ${questions[i]?.label ?? ""}`))
      }
    </tr>`;
  }

  private renderCell(row: ComparisonRow, cell: ComparisonCell, name: string): TemplateResult {
    const key = keyOfCell(row.verdict, cell.question);
    const typed = typedBeside(key, this.entries);
    return html`<td>
      ${
        cell.said.length === 0
          ? html`<span class="sub">${t("evidence.comparison-none")}</span>`
          : cell.said.map(
              ({ unit, words }) =>
                html`<div lang=${this.service.textLang}>
                  ${unit ? html`<span class="token">${withTokenWords(unit, this.service.textLang)}</span>: ` : nothing}${words}
                </div>`,
            )
      }
      ${cell.citation ? html`<div class="sub">${cell.citation}</div>` : nothing}
      ${typed.map((entry) => this.renderTyped(entry, cell, name))}
      ${this.isEditing && typed.length === 0 ? this.renderField(key, name, null, (words) => this.type(key, cell, words)) : nothing}
    </td>`;
  }

  private renderTyped(entry: Entry, cell: ComparisonCell, name: string): TemplateResult {
    const attrs = { cell: entry.cell, stands: cell.stands };
    const stamp = (words: string): void => {
      const command =
        words === ""
          ? removeEntries(this.getPos(), [entry.id])
          : changeEntry(this.getPos(), entry.id, entry.words, { attrs, words });
      this.service.run(command, true);
    };
    const isOld = entry.stands !== cell.stands;
    return html`${
      this.isEditing
        ? this.renderField(entry.cell, name, entry, stamp)
        : html`<div class="ev-typed" lang=${this.service.textLang}>${entry.words}</div>`
    }${
      isOld
        ? html`<div class="words-warn" role="status">
            ${t("evidence.wording-old")}
            ${
              this.service.canWrite
                ? html`<button
                    type="button"
                    class="link"
                    aria-label="${t("evidence.wording-keep")}: ${name}"
                    @click=${() => stamp(entry.words)}
                  >
                    ${t("evidence.wording-keep")}
                  </button>`
                : nothing
            }
          </div>`
        : nothing
    }`;
  }

  private renderField(cell: string, name: string, entry: Entry | null, keep: (words: string) => void): TemplateResult {
    const key = `wording ${this.block} ${entry?.id ?? cell}`;
    return html`<textarea
      class="field ev-wording"
      rows="2"
      maxlength="2000"
      lang=${this.service.textLang}
      aria-label=${t("evidence.wording-of", { name })}
      placeholder=${t("evidence.wording")}
      .value=${entry?.words ?? ""}
      ${keepWords(key, entry?.words)}
      @change=${(event: Event) => {
        const field = event.target as HTMLTextAreaElement;
        wordsSent(field, key);
        keep(field.value.replace(/\s+/g, " ").trim().normalize("NFC"));
      }}
    ></textarea>`;
  }

  private type(key: string, { stands }: ComparisonCell, words: string): void {
    if (words !== "") this.service.run(addEntry(this.getPos(), { attrs: { cell: key, stands }, words }), true);
  }

  private renderChange(part: ComparisonState): TemplateResult | typeof nothing {
    if (part.now === null) return nothing;
    const changed = part.now.flatMap((row, i) =>
      row.cells.flatMap((cell, j) => {
        const was = part.rows[i]?.cells[j];
        return was && was.stands !== cell.stands ? [{ row, cell, question: part.questions[j]?.label ?? "" }] : [];
      }),
    );
    return html`<div class="alert ev-alert" role="status">
      <coram-icon name="triangle-alert"></coram-icon>
      <div class="ev-alert-words">
        ${t("evidence.flag-answers")}
        <ul class="ev-changes">
          ${changed.map(
            ({ row, cell, question }) =>
              html`<li>
                <b>${t("evidence.now")}:</b> ${row.source ? nameOfSource(row.source) : ""}, ${question}:
                ${cell.said.map(({ unit, words }) => (unit ? `${withTokenWords(unit, this.service.textLang)}: ${words}` : words)).join("; ") || "–"}
              </li>`,
          )}
        </ul>
      </div>
    </div>`;
  }

  private renderChoice(): TemplateResult {
    const { sources, questions } = choiceOf(this.service.parts, this.block);
    return html`<div
      class="ev-rows"
      role="group"
      aria-label=${t("evidence.comparison-edit")}
      @keydown=${this.onChoiceKey}
    >
      ${this.renderVerdicts(sources)}
      <coram-question-choice
        .all=${questions}
        .chosen=${this.questions}
        .max=${COMPARED_MAX.questions}
        @coram-questions-chosen=${({ detail }: HTMLElementEventMap["coram-questions-chosen"]) => this.set("questions", detail.questions)}
      ></coram-question-choice>
      <div class="ev-acts">
        <button type="button" class="button button-small" @click=${this.done}>${t("evidence.rows-done")}</button>
      </div>
    </div>`;
  }

  private renderVerdicts(sources: readonly SourceRef[]): TemplateResult {
    const chosen = this.verdicts;
    return html`<fieldset class="ev-choices">
      <legend>${t("evidence.comparison-verdicts")}</legend>
      <div class="ev-choice">
        ${sources.map(
          (source) =>
            html`<label class="ev-row"
              ><input
                type="checkbox"
                .checked=${chosen.includes(source.verdict)}
                ?disabled=${!chosen.includes(source.verdict) && chosen.length >= COMPARED_MAX.verdicts}
                @change=${(event: Event) => this.choose(source.verdict, (event.target as HTMLInputElement).checked)}
              />
              <span>${nameOfSource(source)}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private choose(verdict: string, isIn: boolean): void {
    this.set("verdicts", isIn ? [...this.verdicts, verdict] : this.verdicts.filter((each) => each !== verdict));
  }

  private set(name: "verdicts" | "questions", chosen: readonly string[]): void {
    this.isOpened = true;
    this.service.parts.touch();
    this.service.run(changeNode(this.getPos(), { [name]: chosen.join(",") }), true);
  }

  private renderMenu(): TemplateResult | typeof nothing {
    if (!this.service.canWrite) return nothing;
    const items = html`<button type="button" role="menuitem" @click=${this.edit}>
        ${t("evidence.comparison-edit")}
      </button>
      <hr />`;
    return tableMenu(items, { onKey: this.onKey, takeOut: this.takeOut });
  }

  private readonly edit = async (): Promise<void> => {
    this.isOpened = true;
    await this.updateComplete;
    this.querySelector<HTMLElement>(".ev-rows input")?.focus();
  };

  private readonly done = (): void => {
    this.isOpened = false;
    this.back();
  };

  private readonly onChoiceKey = (event: KeyboardEvent): void => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.done();
  };
}
