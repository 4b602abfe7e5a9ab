import { can } from "../../schema/domain/can.ts";
import { consume } from "@lit/context";
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { CategoryId, MemberId, VerdictId } from "../../schema/domain/ids.ts";
import { COUNTRIES, Country, UI_LANGUAGES, UiLanguage } from "../../schema/domain/language.ts";
import type { Category } from "../../schema/domain/methodology/methodology.ts";
import { unsortedIn } from "../../schema/domain/methodology/shown-category.ts";
import { DATA_FORMATS, EXPORT_FORMATS, LAYER_CHOICES, UNNAMED_FORMATS } from "../../schema/protocol/export-choices.ts";
import { LayerChoice, type ExportCommand, type PassageFormat } from "../../schema/protocol/http/exports.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { startExport } from "../api/exports.ts";
import { ProblemError, describeProblem } from "../api/http.ts";
import { readMethodology, readNetwork } from "../api/verdicts.ts";
import { announce } from "../elements/announce.ts";
import { toActor, type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-code-chip.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { LANGUAGE_NAMES, language, t } from "../i18n/t.ts";
import "./coram-export-leaks.ts";
import { categoryChoice, choiceOf } from "./export-choices.ts";
import { FileMaking, fileFoot } from "./file-making.ts";
import "./export-panel.css";

const COUNT_MS = 250;

/**
 * Chooses passages and a format, counts them while one chooses, makes the file and hands it over. On the network page
 * over all verdicts; with `verdict` over that one. Lawyers get their own tags, facilitators all: the server decides.
 */
@customElement("coram-export-panel")
export class CoramExportPanel extends LightElement {
  /** Only passages of this verdict; null = of all. */
  @property({ attribute: false }) verdict: VerdictId | null = null;
  /** Whether the reader codes that verdict blind: what stands is hidden from them, and they begin with their own layer. */
  @property({ type: Boolean }) codesBlind = false;
  /** What there is to choose from. */
  private readonly choices = new Loading(
    this,
    () => [],
    (_, { signal }) => Promise.all([readMethodology(signal), readNetwork(signal)]),
  );
  @state() private format: PassageFormat = "xlsx";
  @state() private chosenVerdict: VerdictId | null = null;
  @state() private country: Country | null = null;
  @state() private author: MemberId | null = null;
  @state() private chosen: ReadonlySet<CategoryId> = new Set();
  @state() private text = "";
  @state() private layers: LayerChoice = "standing";
  @state() private groupBy: "category" | "verdict" = "category";
  @state() private withIds = false;
  /** Off: what colleagues write to each other stays in the house unless it is asked for. */
  @state() private withInternal = false;
  /** Off: what coders wrote and who they are goes out with a tick of its own. */
  @state() private withNotes = false;
  @state() private withoutCaseNumbers = false;
  @state() private fileLanguage: UiLanguage = language();
  @state() private count: number | null = null;
  /** How many tags the passages are, as pages count them. */
  @state() private tags: number | null = null;
  @state() private problem: unknown = null;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private timer = 0;
  private counting = new AbortController();
  private readonly making = new FileMaking(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
    this.counting.abort();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!this.hasUpdated && this.codesBlind) this.layers = "own";
    const filters = ["verdict", "chosenVerdict", "country", "author", "chosen", "text", "layers"] as const;
    if (!this.hasUpdated || filters.some((name) => changed.has(name))) this.countSoon();
  }

  private get network(): NetworkView | null {
    return this.choices.answer?.[1] ?? null;
  }

  private get categories(): Category[] {
    const methodology = this.choices.answer?.[0];
    return methodology ? [...methodology.content.categories, ...unsortedIn(methodology)] : [];
  }

  private countWords(count: number): string {
    if (this.format === "csv-answers") return t("exports.answer-count", { count });
    const passages = t("exports.count", { count });
    const { tags } = this;
    return tags === null || tags === count ? passages : t("exports.alike", { count: tags, passages });
  }

  private get theVerdict(): VerdictId | null {
    return this.verdict ?? this.chosenVerdict;
  }

  private get isFacilitator(): boolean {
    const member = this.session?.member;
    return member ? can(toActor(member), "export.all", null) : false;
  }

  private toCommand(countOnly: boolean): ExportCommand {
    return {
      format: this.format,
      filter: {
        verdicts: this.theVerdict ? [this.theVerdict] : [],
        countries: this.country ? [this.country] : [],
        categories: [...this.chosen],
        authors: this.author ? [this.author] : [],
        text: this.text,
        layers: this.layers,
      },
      groupBy: this.groupBy,
      withIds: this.withIds && this.format === "xlsx",
      withInternal: this.withInternal && this.format !== "csv-answers",
      withNotes: this.withNotes && !DATA_FORMATS.has(this.format),
      withoutCaseNumbers: this.withoutCaseNumbers && UNNAMED_FORMATS.has(this.format),
      language: this.fileLanguage,
      countOnly,
    };
  }

  private countSoon(): void {
    clearTimeout(this.timer);
    this.counting.abort();
    this.making.forget();
    this.count = null;
    this.timer = window.setTimeout(() => void this.countNow(), COUNT_MS);
  }

  private async countNow(): Promise<void> {
    this.counting = new AbortController();
    const { signal } = this.counting;
    try {
      // The whole verdict needs exactly one; a count does not depend on the format.
      const format = this.format === "csv-answers" ? this.format : "csv";
      const wanted: ExportCommand = { ...this.toCommand(true), format };
      const { count, tags } = await startExport(wanted, signal);
      this.tags = tags;
      this.count = count;
      this.problem = null;
      announce(this.countWords(count));
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ProblemError && error.code === "export-empty") this.count = 0;
      else this.problem = error;
    }
  }

  protected override render(): TemplateResult {
    const { categories, chosen } = this;
    const problem = this.making.problem ?? this.problem ?? this.choices.problem;
    return html`<form class="form" @submit=${this.submit}>
      ${this.isFacilitator ? nothing : html`<p class="note">${t("exports.own-only")}</p>`} ${this.renderFormats()}
      <div class="form-columns">
        ${this.verdict ? nothing : html`${this.renderVerdicts()} ${this.renderCountries()}`}
        ${this.isFacilitator ? this.renderAuthors() : nothing} ${this.renderLayers()}
        <label class="form-row"
          ><span>${t("exports.text")}</span>
          <input
            class="field"
            type="search"
            maxlength="200"
            placeholder=${t("exports.text-hint")}
            @input=${(event: Event) => (this.text = (event.target as HTMLInputElement).value)}
          />
        </label>
      </div>
      ${categories.length ? categoryChoice({ categories, chosen, choose: (now) => (this.chosen = now) }) : nothing}
      <div class="form-columns">
        ${this.format === "docx" ? this.renderGrouping() : nothing} ${this.renderTicks()}
        <label class="form-row"
          ><span>${t("exports.language")}</span>
          <select
            class="field"
            @change=${(event: Event) => (this.fileLanguage = UiLanguage.parse((event.target as HTMLSelectElement).value))}
          >
            ${UI_LANGUAGES.map(
              (each) =>
                html`<option value=${each} lang=${each} ?selected=${each === this.fileLanguage}>
                  ${LANGUAGE_NAMES[each]}
                </option>`,
            )}
          </select>
        </label>
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem))} ${this.renderLeaks()} ${this.renderFoot()}
    </form>`;
  }

  private renderLeaks(): TemplateResult | typeof nothing {
    const { leaking } = this.making;
    if (!leaking) return nothing;
    return html`<coram-export-leaks
      .job=${leaking}
      .verdicts=${this.network?.verdicts ?? []}
      .mayPass=${this.isFacilitator}
      @coram-export-despite=${(event: HTMLElementEventMap["coram-export-despite"]) => this.make(event.detail)}
    ></coram-export-leaks>`;
  }

  private renderFormats(): TemplateResult {
    const formats = EXPORT_FORMATS.filter((format) => format !== "docx-verdict" || this.theVerdict !== null);
    return html`<fieldset class="form-row">
      <legend class="label">${t("exports.format")}</legend>
      <div class="formats">
        ${formats.map(
          (format) =>
            html`<label class="form-check"
              ><input
                type="radio"
                name="format"
                value=${format}
                .checked=${format === this.format}
                @change=${() => {
                  // Their number is another one.
                  const isOther = [this.format, format].includes("csv-answers") && format !== this.format;
                  this.format = format;
                  this.making.forget();
                  if (isOther) this.countSoon();
                }}
              /><span
                ><b>${t(`exports.format.${format}`)}</b><span class="note">${t(`exports.about.${format}`)}</span></span
              ></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private renderVerdicts(): TemplateResult {
    const rows = (this.network?.verdicts ?? []).filter(({ verdict }) => verdict.stage !== "in-preparation");
    return choiceOf(
      t("exports.verdict"),
      t("exports.all-verdicts"),
      rows.map(({ verdict }) => ({ value: verdict.id, label: `${verdict.caseNumber}, ${verdict.court}` })),
      (value) => {
        this.chosenVerdict = value ? VerdictId.parse(value) : null;
        if (!value && this.format === "docx-verdict") this.format = "docx";
      },
    );
  }

  private renderCountries(): TemplateResult {
    return choiceOf(
      t("exports.country"),
      t("exports.all-countries"),
      COUNTRIES.map((country) => ({ value: country, label: t(`word.country.${country}`) })),
      (value) => (this.country = value ? Country.parse(value) : null),
    );
  }

  private renderAuthors(): TemplateResult {
    return choiceOf(
      t("exports.author"),
      t("exports.all-authors"),
      // A guest suggests; whoever takes the suggestion up tags.
      (this.network?.members ?? []).flatMap((member) =>
        member.isGuest ? [] : [{ value: member.id, label: member.name }],
      ),
      (value) => (this.author = value ? MemberId.parse(value) : null),
    );
  }

  private renderLayers(): TemplateResult {
    const [standing, ...others] = LAYER_CHOICES;
    return choiceOf(
      t("exports.layers"),
      t(`exports.layers.${standing}`),
      others.map((choice) => ({ value: choice, label: t(`exports.layers.${choice}`) })),
      (value) => (this.layers = value ? LayerChoice.parse(value) : standing),
      this.layers,
    );
  }

  /** Why there is nothing: a filter, where one is set, otherwise the layers. */
  private emptyWords(): string {
    const { chosenVerdict, country, author, chosen, text, layers } = this;
    if (chosenVerdict || country || author || chosen.size > 0 || text.trim() !== "") return t("problem.export-empty");
    return layers === "all" ? t("exports.none") : t("exports.none-in", { layers: t(`exports.layers.${layers}`) });
  }

  private renderGrouping(): TemplateResult {
    return html`<label class="form-row"
      ><span>${t("exports.group-by")}</span>
      <select
        class="field"
        @change=${(event: Event) =>
          (this.groupBy = (event.target as HTMLSelectElement).value === "verdict" ? "verdict" : "category")}
      >
        <option value="category">${t("exports.by-category")}</option>
        <option value="verdict">${t("exports.by-verdict")}</option>
      </select>
    </label>`;
  }

  private renderTicks(): TemplateResult {
    const tick = (
      which: "withIds" | "withInternal" | "withNotes" | "withoutCaseNumbers",
      name: string,
      what: string,
    ): TemplateResult =>
      html`<label class="form-check"
        ><input
          type="checkbox"
          .checked=${this[which]}
          @change=${(event: Event) => {
            this[which] = (event.target as HTMLInputElement).checked;
            // What is made already is another file.
            this.making.forget();
          }}
        /><span><b>${name}</b><span class="note">${what}</span></span></label
      >`;
    return html`<div class="formats">
      ${
        UNNAMED_FORMATS.has(this.format)
          ? tick("withoutCaseNumbers", t("papers.without-numbers"), t("exports.without-numbers-what"))
          : nothing
      }
      ${
        DATA_FORMATS.has(this.format)
          ? html`<p class="note">${t("exports.data-whole")}</p>`
          : tick("withNotes", t("exports.notes"), t("exports.notes-what"))
      }
      ${this.format === "xlsx" ? tick("withIds", t("exports.ids"), t("exports.ids-what")) : nothing}
      ${
        this.format === "csv-answers"
          ? nothing
          : tick("withInternal", t("exports.internal"), t("exports.internal-what"))
      }
    </div>`;
  }

  private renderFoot(): TemplateResult {
    const { count } = this;
    // A verdict is taken along before anybody has tagged it, too.
    const isPlain = count === 0 && this.format === "docx-verdict";
    const empty = isPlain ? t("exports.plain-text") : this.emptyWords();
    const words = count === null ? t("exports.counting") : count === 0 ? empty : this.countWords(count);
    return fileFoot(this.making, {
      words,
      why: count === 0 && !isPlain ? empty : null,
      isDisabled: !count && !isPlain,
    });
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    this.make(null);
  }

  private make(despite: ExportCommand["despite"] | null): void {
    this.problem = null;
    void this.making.make({ ...this.toCommand(false), despite });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-export-panel": CoramExportPanel;
  }
}
