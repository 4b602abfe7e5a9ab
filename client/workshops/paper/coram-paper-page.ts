import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { WorkshopId } from "../../../schema/domain/ids.ts";
import { UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import type { HandCounts, PaperStep } from "../../../schema/protocol/http/workshops/paper.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { countPaper, printPaper, readPaper } from "../../api/workshops/paper.ts";
import { readWorkshop } from "../../api/workshops/workshops.ts";
import { tell } from "../../elements/announce.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import { renderScreenPlanned } from "../door/screen-planned.ts";
import { stepName } from "../workshop-words.ts";
import "./coram-paper-count.ts";
import "./paper.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-paper-page": CoramPaperPage;
  }
}

/** Slips of a workshop's steps on paper, for a room without a network: printed beforehand, and typed in when they have come back. */
@customElement("coram-paper-page")
export class CoramPaperPage extends LightElement {
  @property({ attribute: false }) workshopId!: WorkshopId;
  @state() private view: WorkshopView | null = null;
  @state() private steps: readonly PaperStep[] = [];
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  /** In which slips are printed; null: in those of the workshop. */
  @state() private chosen: readonly UiLanguage[] | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.take(async () => {
      this.view = await readWorkshop(this.workshopId);
    });
  }

  private get languages(): readonly UiLanguage[] {
    return this.chosen ?? this.view?.workshop.languages ?? [];
  }

  protected override render(): TemplateResult {
    const { view, problem, steps } = this;
    return html`<div class="page paper">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${t("paper.title")}</h1>
          <p class="sub">
            ${view ? html`<a href="/workshops/${this.workshopId}">${view.workshop.title}</a>. ` : nothing}${t("paper.lead")}
          </p>
          ${view?.rights.plan ? renderScreenPlanned() : nothing}
        </div>
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      ${view ? html`${this.renderLanguages()} ${steps.map((each) => this.renderStep(view, each))}` : problem === null ? skeleton(6, t("shell.loading")) : nothing}
      ${view && steps.length === 0 && problem === null ? html`<p class="sub">${t("paper.no-step")}</p>` : nothing}
    </div>`;
  }

  private renderLanguages(): TemplateResult | typeof nothing {
    const { languages, steps } = this;
    if (!steps.some(({ mayPrint }) => mayPrint)) return nothing;
    const toggle = (each: UiLanguage): UiLanguage[] =>
      UI_LANGUAGES.filter((of) => (of === each ? !languages.includes(of) : languages.includes(of)));
    return html`<fieldset class="form-row">
      <legend>${t("paper.languages")}</legend>
      <div class="paper-languages">
        ${UI_LANGUAGES.map(
          (each) =>
            html`<label class="form-check"
              ><input
                type="checkbox"
                .checked=${languages.includes(each)}
                @change=${() => (this.chosen = toggle(each))}
              /><span lang=${each}>${LANGUAGE_NAMES[each]}</span></label
            >`,
        )}
      </div>
    </fieldset>`;
  }

  private renderStep(view: WorkshopView, paper: PaperStep): TemplateResult | typeof nothing {
    const step = view.steps.find(({ id }) => id === paper.step);
    if (!step) return nothing;
    const { printed, mayPrint, mayCount, passages } = paper;
    const closed = passages.filter(({ isPrinted }) => !isPrinted).length;
    return html`<section class="paper-step" aria-label=${stepName(step)}>
      <h2>${stepName(step)}</h2>
      <p class="sub">${printed ? t("paper.printed", { edition: String(printed.edition) }) : t("paper.not-printed")}</p>
      ${closed > 0 ? html`<p class="alert alert-quiet">${t("paper.closed", { count: closed })}</p>` : nothing}
      ${
        mayPrint
          ? html`<p>
              <button
                type="button"
                class="button"
                ?disabled=${this.isBusy || this.languages.length === 0}
                @click=${() => void this.print(paper)}
              >
                ${t("paper.print")}
              </button>
            </p>`
          : nothing
      }
      ${
        printed && mayCount
          ? html`<h3>${t("paper.by-hand")}</h3>
              <p class="note sub">${t("paper.no-figure")}</p>
              <coram-paper-count
                .step=${paper}
                .printed=${printed}
                .isBusy=${this.isBusy}
                @coram-paper-counted=${({ detail }: HTMLElementEventMap["coram-paper-counted"]) => void this.count(paper, detail.counts)}
              ></coram-paper-count>`
          : printed
            ? html`<p class="note sub">${t("paper.count-later")}</p>`
            : nothing
      }
    </section>`;
  }

  private async print({ step }: PaperStep): Promise<void> {
    await this.take(() => printPaper(this.workshopId, step, { languages: [...this.languages] }));
  }

  private async count({ step }: PaperStep, counts: HandCounts | null): Promise<void> {
    await this.take(async () => {
      await countPaper(this.workshopId, step, counts);
      tell(t(counts ? "paper.kept" : "paper.taken-back"));
    });
  }

  /** Does it, and reads how the slips stand. */
  private async take(act: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    try {
      await act();
      this.steps = (await readPaper(this.workshopId)).steps;
      this.problem = null;
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}
