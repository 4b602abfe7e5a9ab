import { setPageTitle } from "../waits/page-title.ts";
import { can } from "../../schema/domain/can.ts";
import { consume } from "@lit/context";
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { agreementLabels, type AgreementLabels } from "../../schema/agreement/words/labels.ts";
import { FIGURES, sentencesOf } from "../../schema/agreement/reading.ts";
import { agreementWords, fillWords } from "../../schema/agreement/words/words.ts";
import type { RoundId, VerdictId } from "../../schema/domain/ids.ts";
import { COUNTRIES } from "../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { Form } from "../../schema/domain/verdict.ts";
import {
  type AgreementFigures,
  type AgreementView,
  type GammaView,
  type PlacesQuery,
  practisedIn,
  type ReportFormat,
} from "../../schema/protocol/http/agreement.ts";
import { readAgreement, readAgreementOfAll, readGamma, reportUrl } from "../api/agreement.ts";
import { describeProblem, download, isClosed } from "../api/http.ts";
import { readVersion } from "../api/methodology/methodology.ts";
import { toActor, type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-dialog.ts";
import { skeleton } from "../elements/form.ts";
import { tell } from "../elements/announce.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import { hiddenOrError } from "../rounds/coding-blind.ts";
import { categoryTable, countryTable, pairTable, questionTable, unitTable } from "./agreement-tables.ts";
import { confusionList, figureRow, gammaRow, verdictFilters } from "./agreement-views.ts";
import { changeTable } from "./change-table.ts";
import "./coram-agreement-places.ts";
import "./coram-bring-codings.ts";
import { closedAnswers } from "../verdict/sheet/value-words.ts";
import "./agreement.css";

/** How far coders agree, of one verdict or of all: in plain sentences first, then in figures, each with what stands behind it. */
@customElement("coram-agreement-page")
export class CoramAgreementPage extends LightElement {
  /** Null = of all verdicts. */
  @property({ attribute: false }) verdictId: VerdictId | null = null;
  @state() private view: AgreementView | null = null;
  /** The round that came before the one shown, and that one beside it. */
  @state() private change: { before: AgreementView; after: AgreementView } | null = null;
  @state() private methodology: MethodologyVersion | null = null;
  @state() private round: RoundId | undefined;
  @state() private country = "";
  @state() private form = "";
  @state() private gamma: GammaView | "asked" | null = null;
  @state() private isNone = false;
  @state() private isBringing = false;
  @state() private problem: unknown = null;
  @state() private opened: { query: Partial<PlacesQuery>; what: string } | null = null;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private stopListening: (() => void) | null = null;
  private gone = new AbortController();

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopListening =
      this.session?.events.listen((event) => {
        const isOurs = (event.type === "verdict" || event.type === "revision") && event.verdict === this.verdictId;
        if (isOurs || event.type === "hello") void this.load();
      }) ?? null;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopListening?.();
    this.gone.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("verdictId")) this.round = undefined;
    if (!this.hasUpdated || ["verdictId", "round", "country", "form"].some((name) => changed.has(name)))
      void this.load();
  }

  private async load(): Promise<void> {
    this.gone.abort();
    this.gone = new AbortController();
    const { signal } = this.gone;
    this.problem = null;
    try {
      const { verdictId, country, form } = this;
      const view = await (verdictId
        ? readAgreement(verdictId, this.round, signal)
        : readAgreementOfAll({ country: country || undefined, form: form || undefined }, signal));
      // Categories and questions are named as the coders had them.
      const methodology = await readVersion(view.methodologyVersion, signal);
      [this.view, this.methodology, this.gamma] = [view, methodology, null];
      this.isNone = view.figures === null || view.figures.all.verdicts === 0;
      const [shown] = view.rounds;
      const before = view.others.filter(({ number }) => shown && number < shown.number).at(-1);
      this.change =
        verdictId && before && shown ? await this.readChange(verdictId, before.round, shown.round, signal) : null;
    } catch (error) {
      if (signal.aborted) return;
      this.problem = error;
      // Who begins to code sees nothing more of it.
      if (!isClosed(error)) return;
      this.view = this.change = this.opened = null;
      this.isNone = false;
    }
  }

  /** The round before beside the one shown: neither has what changed its meaning between. */
  private async readChange(of: VerdictId, earlier: RoundId, now: RoundId, signal: AbortSignal) {
    const [before, after] = await Promise.all([
      readAgreement(of, earlier, signal, now),
      readAgreement(of, now, signal, earlier),
    ]);
    return { before, after };
  }

  protected override updated(): void {
    const [round] = this.view?.rounds ?? [];
    if (this.verdictId && round) setPageTitle(`${t("agreement.title")} · ${round.caseNumber}`);
  }

  private get labels(): AgreementLabels | null {
    return this.view && agreementLabels(this.view, this.methodology, language(), closedAnswers());
  }

  protected override render(): TemplateResult {
    const { view, labels } = this;
    return html`<div class="page">
      <div class="page-lead">
        <div class="grow">
          ${this.renderCrumb()}
          <h1 class="page-title">${agreementWords(language()).about.title}</h1>
          <p class="sub">${this.describe()}</p>
        </div>
        ${this.renderTools()}
      </div>
      ${this.problem === null ? nothing : hiddenOrError(this.problem)}
      ${view?.codesFurther ? html`<p class="sub">${t("agreement.codes-further")}</p>` : nothing}
      ${
        this.isNone
          ? view?.codesFurther
            ? nothing
            : html`<p>${t("agreement.none")}</p>`
          : view?.figures && labels
            ? this.renderFigures(view, view.figures, labels)
            : this.problem === null
              ? skeleton(12, t("agreement.computing"))
              : nothing
      }
      ${this.renderOpened()} ${this.verdictId && this.mayBring ? this.renderBringing(this.verdictId) : nothing}
    </div>`;
  }

  private renderCrumb(): TemplateResult | typeof nothing {
    if (!this.verdictId) return nothing;
    const [round] = this.view?.rounds ?? [];
    return html`<p class="agree-crumb">
      <a href=${`/verdicts/${this.verdictId}`}
        >${round ? `${round.court}, ${round.caseNumber}` : t("agreement.verdict")}</a
      >
    </p>`;
  }

  private describe(): string {
    const { view, verdictId } = this;
    if (!verdictId) return t("agreement.of-all");
    const [round] = view?.rounds ?? [];
    return view && round ? t("agreement.of-verdict", { round: round.number, version: view.methodologyVersion }) : " ";
  }

  private renderTools(): TemplateResult {
    const { view, verdictId } = this;
    const hasFigures = view?.figures && !this.isNone;
    return html`<div class="agree-tools">
      ${verdictId ? this.renderRounds() : verdictFilters((choice) => Object.assign(this, choice))}
      ${
        verdictId && this.session?.member?.guest === null
          ? html`<a class="button button-quiet" href="/agreement">${t("agreement.of-network")}</a>`
          : nothing
      }
      ${
        verdictId && this.mayBring
          ? html`<button class="button" type="button" @click=${() => (this.isBringing = true)}>
              ${t("codings.title")}
            </button>`
          : nothing
      }
      ${hasFigures && this.mayExport(view) ? this.renderReports(view) : nothing}
    </div>`;
  }

  private get mayBring(): boolean {
    const member = this.session?.member;
    return member ? can(toActor(member), "codings.import", null) : false;
  }

  /** A report is a file: it is for who may export. */
  private mayExport({ rounds }: AgreementView): boolean {
    const member = this.session?.member;
    return member ? rounds.length > 0 && can(toActor(member), "export.own", null) : false;
  }

  private renderReports({ rounds }: AgreementView): TemplateResult {
    const { country, form, verdictId } = this;
    const choice = { verdict: verdictId ?? undefined, round: rounds[0]?.round, country, form };
    const link = (format: ReportFormat, label: string): TemplateResult =>
      html`<button type="button" class="button" @click=${() => this.takeReport(reportUrl(choice, format, language()))}>
        ${label}
      </button>`;
    return html`<span class="row">
      ${link("docx", t("agreement.report-docx"))} ${link("xlsx", t("agreement.report-xlsx"))}
    </span>`;
  }

  /** A link of the browser's would keep the reason to itself where there is no file. */
  private takeReport(url: string): void {
    download(url).catch((error: unknown) => tell(describeProblem(error)));
  }

  private renderRounds(): TemplateResult | typeof nothing {
    const { view } = this;
    const [shown] = view?.rounds ?? [];
    if (!view || !shown || view.others.length === 0) return nothing;
    const all = [...view.others, { round: shown.round, number: shown.number }].sort((a, b) => a.number - b.number);
    return html`<label
      >${t("agreement.round")}
      <select
        class="field"
        @change=${(event: Event) => (this.round = all[(event.target as HTMLSelectElement).selectedIndex]?.round)}
      >
        ${all.map(
          ({ round, number }) =>
            html`<option ?selected=${round === shown.round}>${t("agreement.round-number", { round: number })}</option>`,
        )}
      </select></label
    >`;
  }

  private renderFigures(view: AgreementView, figures: AgreementFigures, labels: AgreementLabels): TemplateResult {
    const words = agreementWords(language());
    const { open } = this;
    const [round] = view.rounds;
    return html`
      <ul class="agree-say" aria-label=${words.sections.sentences}>
        ${sentencesOf(view).map((sentence) => html`<li>${labels.sentence(sentence)}</li>`)}
      </ul>
      ${
        view.leftOut.length > 0
          ? html`<p class="note">${fillWords(words.leftOut, { categories: labels.codes(view.leftOut) })}</p>`
          : nothing
      }
      ${practisedIn(view) > 0 ? html`<p class="note">${fillWords(words.practised, { count: practisedIn(view) })}</p>` : nothing}
      <section aria-labelledby="agree-figures">
        <div class="section-head"><h2 id="agree-figures">${words.sections.figures}</h2></div>
        <dl class="agree-figures">
          ${FIGURES.map((name) => figureRow(open, name, figures))}
          ${
            this.verdictId && round
              ? gammaRow(this.gamma, figures, () => void this.askGamma(round.verdict, round.round))
              : nothing
          }
        </dl>
      </section>
      ${this.change ? changeTable(this.change, labels) : nothing} ${categoryTable(view, labels, open)}
      ${confusionList(open, view, labels)} ${questionTable(view, labels, open)} ${pairTable(figures, labels, open)}
      ${countryTable(figures, open)} ${unitTable(view, labels, open)}
      <section class="agree-section agree-how" aria-labelledby="agree-how">
        <div class="section-head"><h2 id="agree-how">${words.sections.how}</h2></div>
        <p>${words.habit}</p>
        <p>${fillWords(words.method, { resamples: figures.resamples, seed: figures.seed })}</p>
      </section>
    `;
  }

  private async askGamma(verdict: VerdictId, round: RoundId): Promise<void> {
    const { signal } = this.gone;
    this.gamma = "asked";
    try {
      this.gamma = await readGamma(verdict, round, signal);
    } catch (error) {
      if (!signal.aborted) [this.gamma, this.problem] = [null, error];
    }
  }

  private readonly open = (query: Partial<PlacesQuery>, what: string): void => {
    const [round] = this.view?.rounds ?? [];
    const of: Partial<PlacesQuery> = this.verdictId
      ? { verdict: this.verdictId, round: round?.round }
      : {
          country: COUNTRIES.find((each) => each === this.country),
          form: Form.options.find((each) => each === this.form),
        };
    this.opened = { query: { ...of, ...query }, what };
  };

  private renderBringing(verdict: VerdictId): TemplateResult {
    return html`<coram-dialog
      wide
      heading=${t("codings.title")}
      ?open=${this.isBringing}
      @coram-dialog-close=${() => (this.isBringing = false)}
    >
      ${
        this.isBringing
          ? html`<coram-bring-codings
              .verdictId=${verdict}
              @coram-codings-brought=${this.onBrought}
            ></coram-bring-codings>`
          : nothing
      }
    </coram-dialog>`;
  }

  private readonly onBrought = (): void => {
    [this.isBringing, this.isNone, this.round] = [false, false, undefined];
    void this.load();
  };

  private renderOpened(): TemplateResult {
    const { opened, view, labels } = this;
    return html`<coram-dialog
      wide
      heading=${opened?.what ?? ""}
      ?open=${opened !== null}
      @coram-dialog-close=${() => (this.opened = null)}
    >
      ${
        opened
          ? html`<coram-agreement-places
              .query=${opened.query}
              .view=${view}
              .labels=${labels}
            ></coram-agreement-places>`
          : nothing
      }
    </coram-dialog>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-agreement-page": CoramAgreementPage;
  }
}
