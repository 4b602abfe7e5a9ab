import { initialState } from "@lit/task";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { MatrixCell, MatrixCellQuery, MatrixPassage } from "../../schema/protocol/http/matrix.ts";
import { describeProblem } from "../api/http.ts";
import { readMatrixCell } from "../api/matrix.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { formatDate, formatList, language, t } from "../i18n/t.ts";
import { coveredIf, type ErasedLately, NOTHING_ERASED } from "../reader/erased/erased-lately.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import { tokenHere } from "../i18n/tokens.ts";
import "../outputs/coram-write-from.ts";
import { copyPassages, passageHref, quoteOf } from "./matrix-quotes.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-matrix-pane": CoramMatrixPane;
  }
  interface HTMLElementEventMap {
    "coram-matrix-close": CustomEvent<void>;
  }
}

/** What stands behind a cell of the matrix: passages, or answers with what proves them, each one press from the text. */
@customElement("coram-matrix-pane")
export class CoramMatrixPane extends LightElement {
  @property({ attribute: false }) query: MatrixCellQuery | null = null;
  /** The verdicts that the matrix shows; what others have is not counted in it. */
  @property({ attribute: false }) shown: ReadonlySet<VerdictId> = new Set();
  /** The version of the methodology in which the matrix shows tags. */
  @property({ attribute: false }) version: number | null = null;
  @property() heading = "";
  /** Why nothing stands here, where that is more than that there is nothing. */
  @property() why = "";
  @property() code = "";
  /** Goes up when the numbers have been read anew: so is this. */
  @property({ type: Number }) turn = 0;
  @property({ attribute: false }) erased: ErasedLately = NOTHING_ERASED;
  private readonly cells = new Loading(
    this,
    () => [this.asked, this.turn] as const,
    async ([asked], { signal }) => {
      const { count } = this.erased;
      return this.query ? { asked, count, cell: await readMatrixCell(this.query, signal) } : initialState;
    },
  );

  /** Names what is asked for: the same query may come as another object. */
  private get asked(): string {
    return JSON.stringify(this.query);
  }

  /** While numbers are read anew what stands there stays; of another cell nothing does. */
  private get read(): MatrixCell | null {
    const { answer } = this.cells;
    return answer?.asked === this.asked ? answer.cell : null;
  }

  private get cell(): MatrixCell | null {
    const { read, shown, erased } = this;
    const asked = this.cells.answer?.count ?? 0;
    const readable = <One extends { verdict: VerdictId }>(one: One): One => coveredIf(erased, one.verdict, asked, one);
    return (
      read && {
        ...read,
        passages: read.passages.filter(({ verdict }) => shown.has(verdict)).map(readable),
        answers: read.answers.filter(({ verdict }) => shown.has(verdict)).map(readable),
        verdicts: read.verdicts.filter(({ id }) => shown.has(id)),
      }
    );
  }

  protected override render(): TemplateResult {
    const { cell } = this;
    const { problem } = this.cells;
    return html`<section class="pane" aria-label=${this.heading} @keydown=${this.onKey}>
      <header>
        <h2 tabindex="-1">
          ${this.code ? html`<coram-code-chip code=${this.code}></coram-code-chip>` : nothing}
          <span class="grow">${this.heading}</span>
          <button
            class="button button-quiet button-small icon-button"
            aria-label=${t("shell.close")}
            title=${t("shell.close")}
            @click=${this.close}
          >
            <coram-icon name="x"></coram-icon>
          </button>
        </h2>
        <p class="note sub" role="status">${cell ? this.summary(cell) : html`&nbsp;`}</p>
        ${cell ? this.renderActs(cell) : nothing}
      </header>
      <div class="list">
        ${errorLine(problem === null ? null : describeProblem(problem))}
        ${cell ? this.renderCell(cell) : problem === null ? skeleton(6, t("shell.loading")) : nothing}
      </div>
    </section>`;
  }

  /** What one came for: to write from what stands here. What single coders found of a round that runs is not quoted. */
  private renderActs(cell: MatrixCell): TemplateResult | typeof nothing {
    const { version } = this;
    const quotable = [...cell.passages, ...cell.answers.flatMap(({ evidence }) => evidence)].filter(
      ({ anchor, kind }) => anchor !== null && kind !== "own",
    );
    if (quotable.length === 0) return nothing;
    return html`<div class="row acts">
      <coram-write-from .quotes=${quotable.flatMap((passage) => quoteOf(passage, version) ?? [])}></coram-write-from>
      <button type="button" class="button button-small" @click=${() => copyPassages(quotable, cell.verdicts, version)}>
        ${t("matrix.copy", { count: quotable.length })}
      </button>
    </div>`;
  }

  private summary({ passages, answers, verdicts }: MatrixCell): string {
    const what =
      this.query?.question === undefined
        ? t("matrix.passages", { count: passages.length })
        : t("exports.answer-count", { count: answers.length });
    const where = t("matrix.in-verdicts", { count: verdicts.length });
    return [`${what} ${where}`, ...this.perCoder(passages)].join(". ");
  }

  /** Coders of their own are not added up: who has how many. */
  private perCoder(passages: readonly MatrixPassage[]): string[] {
    const own = passages.filter(({ kind }) => kind === "own");
    if (own.length === 0) return [];
    const authors = [...new Set(own.map(({ author }) => author))];
    const told = authors.map((author) => {
      return `${this.nameOf(author)} ${own.filter((each) => each.author === author).length}`;
    });
    return [t("matrix.each-coder", { list: formatList(told) })];
  }

  private nameOf(id: string): string {
    return this.read?.members.find((member) => member.id === id)?.name ?? "";
  }

  private renderCell({ passages, answers, verdicts }: MatrixCell): TemplateResult {
    if (passages.length + answers.length === 0)
      return html`<p class="note sub none">${t("matrix.nothing")} ${this.why}</p>`;
    return html`${verdicts.map(
      ({ id, caseNumber, lang }) => html`
        ${verdicts.length > 1 ? html`<h3 lang=${lang}>${caseNumber}</h3>` : nothing}
        ${passages.filter(({ verdict }) => verdict === id).map((passage) => this.renderPassage(passage, lang, caseNumber))}
        ${answers.filter(({ verdict }) => verdict === id).map((answer) => this.renderAnswer(answer, lang, caseNumber))}
      `,
    )}`;
  }

  private renderAnswer(answer: MatrixCell["answers"][number], lang: string, caseNumber: string): TemplateResult {
    return html`<article class="answered">
      <p class="said">
        ${answer.unit ? html`<span class="unit">${tokenHere(answer.unit)}</span>` : nothing}
        <b>${answer.words}</b>
        ${answer.certainty === "unsure" ? html`<span class="tagline">${t("matrix.unsure")}</span>` : nothing}
        ${answer.at ? html`<time class="sub" datetime=${answer.at}>${formatDate(answer.at)}</time>` : nothing}
        ${this.renderAuthor(answer.author)}
      </p>
      ${answer.note ? html`<p class="remark">${answer.note}</p>` : nothing}
      ${answer.evidence.map((passage) => this.renderPassage(passage, lang, caseNumber))}
      ${answer.evidence.length === 0 ? html`<p class="note sub">${t("matrix.no-evidence")}</p>` : nothing}
    </article>`;
  }

  private renderPassage(passage: MatrixPassage, lang: string, caseNumber: string): TemplateResult {
    return html`<article class="passage">
      ${
        passage.quote
          ? html`<blockquote lang=${lang}>${withTokenWords(passage.quote, lang)}</blockquote>`
          : html`<p class="note sub">${t("matrix.words-removed")}</p>`
      }
      ${this.renderTranslation(passage)} ${passage.note ? html`<p class="remark">${passage.note}</p>` : nothing}
      <p class="cite">
        ${passage.code ? html`<coram-code-chip code=${passage.code}></coram-code-chip>` : nothing}
        <a class="grow to-text" href=${passageHref(passage)}
          ><span lang=${lang}>${caseNumber}</span>${passage.citation ? `, ${passage.citation}` : ""}</a
        >
        ${passage.isChanged ? html`<span class="tagline">${t("verdict.state-changed")}</span>` : nothing}
        ${passage.needsReview ? html`<span class="tagline">${t("matrix.awaits-review")}</span>` : nothing}
        ${passage.kind === "shared" ? nothing : html`<span class="sub">${t(`matrix.kind-${passage.kind}`)}</span>`}
        ${this.renderAuthor(passage.author)}
      </p>
    </article>`;
  }

  /** In the reader's language, else in English. */
  private renderTranslation({ translations }: MatrixPassage): TemplateResult | typeof nothing {
    const found = [language(), "en"].flatMap(
      (wanted) => translations.find((each) => each.language === wanted) ?? [],
    )[0];
    if (!found) return nothing;
    const state = found.isStale ? t("translation.changed") : found.isExact ? "" : t("matrix.translation-wider");
    return html`<p class="translated">
      <span class="lang">${found.language.slice(0, 2).toUpperCase()}</span
      ><span lang=${found.language}>${withTokenWords(found.text, found.language)}</span
      >${state ? html`<span class="state">${state}</span>` : nothing}
    </p>`;
  }

  private renderAuthor(id: string): TemplateResult | typeof nothing {
    const member = this.read?.members.find((each) => each.id === id);
    return member ? html`<coram-initials initials=${member.initials} name=${member.name}></coram-initials>` : nothing;
  }

  private readonly close = (): void => {
    this.dispatchEvent(new CustomEvent("coram-matrix-close", { bubbles: true }));
  };

  private onKey(event: KeyboardEvent): void {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.close();
  }
}
