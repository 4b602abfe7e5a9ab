import { consume } from "@lit/context";
import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { createRef, ref } from "lit/directives/ref.js";
import { CategoryId, QuestionId, VerdictId } from "../../schema/domain/ids.ts";
import { Country, localise, type UiLanguage } from "../../schema/domain/language.ts";
import { Form } from "../../schema/domain/verdict.ts";
import { onceFor } from "../../schema/once-for.ts";
import type { MatrixChoice } from "../../schema/matrix/choice.ts";
import { matrixTable, type MatrixTable } from "../../schema/matrix/table.ts";
import { fill, matrixWords, stateWords } from "../../schema/matrix/words.ts";
import type { MatrixCellQuery, MatrixView } from "../../schema/protocol/http/matrix.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { readMatrix } from "../api/matrix.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-dialog.ts";
import "../elements/coram-icon.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatTime, language, t } from "../i18n/t.ts";
import { type Command, OffersCommands } from "../palette/offered.ts";
import { coveredIf, type ErasedLately, heardOf, NOTHING_ERASED } from "../reader/erased/erased-lately.ts";
import "./coram-matrix-export.ts";
import "./coram-matrix-pane.ts";
import "./coram-matrix-table.ts";
import "./coram-matrix-tools.ts";
import { keepAddress, type OpenCell, readAddress, readKept, toAddress } from "./matrix-address.ts";
import "./matrix.css";

/** More columns and verdicts than these are not told one by one in an address. */
const ONLY_MOST = 30;

/** How long after scrolling, in ms, the entry of the history is written anew. */
const KEEP_MS = 300;

/** Cases by categories or by questions: numbers that open the passages behind them, and from there the text. */
@customElement("coram-matrix-page")
export class CoramMatrixPage extends LightElement {
  @state() private choice: MatrixChoice;
  @state() private cell: OpenCell | null;
  /** With how many erasures had been heard of when it was asked for. */
  @state() private read: { view: MatrixView; asked: number } | null = null;
  @state() private isExporting = false;
  /** Goes up with each fetch, so that open passages are read anew too. */
  @state() private turn = 0;
  @state() private erased: ErasedLately = NOTHING_ERASED;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private readonly scroller = createRef<HTMLElement>();
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: (event) => {
      this.erased = heardOf(event, this.erased);
      return ["counts", "verdict", "revision", "methodology"].includes(event.type);
    },
    fetch: (signal) => this.fetch(signal),
    take: (read) => {
      this.read = read;
      this.turn++;
    },
  });
  private readonly viewOnce = onceFor(asErased);
  private readonly tableOnce = onceFor(matrixTable);
  private asked: { by: MatrixChoice["by"]; language: UiLanguage } | null = null;
  private isPlaced = false;

  constructor() {
    super();
    new OffersCommands(this, () => (this.view?.mayExport ? [this.exporting] : []));
    const { choice, cell } = readAddress(location.search);
    const { text } = readKept();
    // The words themselves, where this is the page that they were typed in.
    this.choice = text === "" ? choice : { ...choice, text, only: [] };
    this.cell = cell;
  }

  private get exporting(): Command {
    return {
      key: "export-matrix",
      name: t("matrix.export"),
      label: "matrix.export",
      act: () => (this.isExporting = true),
    };
  }

  protected override willUpdate(_: PropertyValues): void {
    const { asked, choice } = this;
    if (asked?.by !== choice.by || asked.language !== language()) void this.refetch.load();
  }

  protected override updated(): void {
    const { scroller, view } = this;
    if (!view || this.isPlaced || !scroller.value) return;
    this.isPlaced = true;
    const { top, left } = readKept();
    scroller.value.scrollTo(left, top);
  }

  private async fetch(signal: AbortSignal): Promise<{ view: MatrixView; asked: number }> {
    const asked = { by: this.choice.by, language: language() };
    this.asked = asked;
    const { count } = this.erased;
    return { view: await readMatrix(asked.by, asked.language, signal), asked: count };
  }

  private get view(): MatrixView | null {
    return this.read && this.viewOnce(this.read.view, this.read.asked, this.erased);
  }

  private get isOffline(): boolean {
    return this.refetch.problem instanceof ProblemError && this.refetch.problem.code === "offline";
  }

  protected override render(): TemplateResult {
    const { view, choice } = this;
    const shown = view?.by === choice.by ? view : null;
    const { table } = this;
    return html`<div class="matrix" ?data-pane=${this.cell !== null}>
      <div class="matrix-head">
        <h1 class="visually-hidden">${t("matrix.title")}</h1>
        <coram-matrix-tools
          .choice=${choice}
          .view=${shown}
          @coram-matrix-choose=${(event: HTMLElementEventMap["coram-matrix-choose"]) => this.choose(event.detail)}
        ></coram-matrix-tools>
        ${
          view?.mayExport
            ? html`<button class="link export" @click=${() => (this.isExporting = true)}>${t("matrix.export")}</button>`
            : nothing
        }
      </div>
      ${this.renderProblem()}
      <div class="matrix-scroll" ${ref(this.scroller)} @scroll=${this.keepSoon}>
        ${shown && table ? this.renderTable(shown, table) : this.refetch.problem === null ? skeleton(12, t("shell.loading")) : nothing}
      </div>
      ${shown && table && this.cell ? this.renderPane(shown, table, this.cell) : nothing}
      <coram-dialog
        heading=${t("matrix.export")}
        ?open=${this.isExporting}
        @coram-dialog-close=${() => (this.isExporting = false)}
      >
        ${
          this.isExporting
            ? html`<coram-matrix-export .choice=${choice} .verdicts=${view?.verdicts ?? []}></coram-matrix-export>`
            : nothing
        }
      </coram-dialog>
    </div>`;
  }

  private renderProblem(): TemplateResult | typeof nothing {
    if (this.refetch.problem === null) return nothing;
    const { view } = this;
    const again = (): void => void this.refetch.load();
    return html`<div class="matrix-notice">
      ${
        this.isOffline && view
          ? html`<p class="note" role="status">${t("matrix.offline", { time: formatTime(view.at) })}</p>
              <button class="link" @click=${again}>${t("shell.retry")}</button>`
          : errorLine(describeProblem(this.refetch.problem), again)
      }
    </div>`;
  }

  private renderTable(view: MatrixView, table: MatrixTable): TemplateResult {
    if (table.verdicts === 0) {
      const words = view.verdicts.length > 0 ? "matrix.no-verdicts" : "matrix.no-verdicts-yet";
      return html`<p class="note sub matrix-empty">${t(words)}</p>`;
    }
    return html`${
        table.foundNothing ? html`<p class="note matrix-empty" role="status">${t("matrix.found-nothing")}</p>` : nothing
      }
      ${table.found.length > 0 && table.words === "" ? this.renderOnly() : nothing}
      ${view.version === null ? html`<p class="note matrix-empty">${t("network.methodology-none")}</p>` : nothing}
      <coram-matrix-table
        .table=${table}
        .cell=${this.cell}
        @coram-matrix-open=${(event: HTMLElementEventMap["coram-matrix-open"]) => this.openCell(event.detail)}
        @coram-matrix-fold=${(event: HTMLElementEventMap["coram-matrix-fold"]) => this.fold(event.detail)}
      ></coram-matrix-table>`;
  }

  /** What somebody sent a link to, found by words that the link does not hold. */
  private renderOnly(): TemplateResult {
    return html`<p class="note matrix-empty" role="status">
      ${t("matrix.only")}
      <button type="button" class="link" @click=${() => this.choose({ only: [] })}>${t("matrix.show-all")}</button>
    </p>`;
  }

  private renderPane(view: MatrixView, table: MatrixTable, cell: OpenCell): TemplateResult {
    const category = view.categories.find(({ id }) => id === cell.column);
    const question = view.questions.find(({ id }) => id === cell.column);
    const label = localise((category ?? question)?.label ?? {}, language());
    return html`<coram-matrix-pane
      .query=${this.queryOf(cell)}
      .shown=${new Set(table.groups.flatMap(({ rows }) => rows.map(({ verdict }) => verdict.verdict.id)))}
      .version=${view.version}
      .why=${whyEmpty(table, cell)}
      .heading=${t("matrix.pane", { name: label || cell.column, where: this.nameOf(view, cell) })}
      .code=${category?.code ?? ""}
      .turn=${this.turn}
      .erased=${this.erased}
      @coram-matrix-close=${this.closeCell}
    ></coram-matrix-pane>`;
  }

  private nameOf({ verdicts }: MatrixView, { of }: OpenCell): string {
    if (of === "all") return t("matrix.all");
    const form = Form.safeParse(of).data;
    if (form) return t(`word.form.${form}`);
    const country = Country.safeParse(of).data;
    if (country) return t(`word.country.${country}`);
    return verdicts.find(({ verdict }) => verdict.id === of)?.verdict.caseNumber ?? "";
  }

  private queryOf({ column, of }: OpenCell): MatrixCellQuery {
    const { by, children } = this.choice;
    const country = Country.safeParse(of).data ?? this.choice.country;
    const form = Form.safeParse(of).data ?? this.choice.form;
    const verdict = VerdictId.safeParse(of).data;
    return {
      language: language(),
      ...(by === "categories"
        ? { category: CategoryId.parse(column), children: children ? "yes" : "no" }
        : { question: QuestionId.parse(column) }),
      ...(verdict ? { verdict } : {}),
      ...(country && !verdict ? { country } : {}),
      ...(form && !verdict ? { form } : {}),
    };
  }

  private choose(change: Partial<MatrixChoice>): void {
    const isOther = change.by !== undefined && change.by !== this.choice.by;
    const isAnother = isOther || change.text !== undefined || change.part !== undefined;
    this.choice = { ...this.choice, ...(isAnother ? { only: [] } : {}), ...change };
    // What is open beside the table is of a cell that is in it.
    if (isOther || (this.cell && !this.holds(this.cell))) this.cell = null;
    this.keep();
  }

  private get table(): MatrixTable | null {
    const { view, choice } = this;
    return view?.by === choice.by ? this.tableOnce(view, choice, language()) : null;
  }

  private holds({ column, of }: OpenCell): boolean {
    const { table } = this;
    if (!table) return true;
    const hasRow =
      of === "all" ||
      table.groups.some(({ key, rows }) => key === of || rows.some(({ verdict }) => verdict.verdict.id === of));
    return hasRow && table.columns.some(({ id }) => id === column);
  }

  private fold(category: CategoryId): void {
    const { open } = this.choice;
    this.choose({ open: open.includes(category) ? open.filter((each) => each !== category) : [...open, category] });
  }

  private openCell(cell: OpenCell): void {
    this.cell = cell;
    this.keep();
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("coram-matrix-pane h2")?.focus());
  }

  private readonly closeCell = (): void => {
    this.querySelector<HTMLElement>('coram-matrix-table [tabindex="0"]')?.focus();
    this.cell = null;
    this.keep();
  };

  /** The entry of the history says what is shown, so that one comes back to it from a verdict. */
  private keep(): void {
    const { scrollTop = 0, scrollLeft = 0 } = this.scroller.value ?? {};
    const { choice } = this;
    const found = choice.text.trim() === "" ? choice.only : (this.table?.found ?? []);
    const only = found.length <= ONLY_MOST ? found : [];
    keepAddress(toAddress({ ...choice, only }, this.cell), { text: choice.text, top: scrollTop, left: scrollLeft });
  }

  private readonly keepSoon = (): void => {
    clearTimeout(this.keeping);
    this.keeping = window.setTimeout(() => {
      if (this.isConnected) this.keep();
    }, KEEP_MS);
  };
  private keeping = 0;
}

/** Answers in words, and words beside a number, of verdicts that words were erased from since. */
function asErased(view: MatrixView, asked: number, erased: ErasedLately): MatrixView {
  const verdicts = view.verdicts.map((one) => coveredIf(erased, one.verdict.id, asked, one));
  return { ...view, verdicts };
}

/** Why nothing stands behind a number of which nothing can be compared. */
function whyEmpty({ columns, groups, base, verdicts }: MatrixTable, { of }: OpenCell): string {
  const words = matrixWords(language());
  const row = groups.flatMap(({ rows }) => rows).find(({ verdict }) => verdict.verdict.id === of);
  if (row) return stateWords(row.verdict.state, columns[0]?.kind === "question" ? "questions" : "categories", words);
  const group = groups.find(({ key }) => key === of);
  const [counted, all] = group ? [group.base, group.rows.length] : [base, verdicts];
  return counted === 0 ? fill(words.comparable, counted, all) : "";
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-matrix-page": CoramMatrixPage;
  }
}
