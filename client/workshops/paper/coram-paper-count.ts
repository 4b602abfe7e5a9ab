import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { localise } from "../../../schema/domain/language.ts";
import { SLIPS_SHOWN_FROM } from "../../../schema/domain/workshop/slip-counts.ts";
import { WORKSHOP_LIMITS } from "../../../schema/domain/workshop/workshop.ts";
import type { HandCounts, PaperSlips, PaperStep } from "../../../schema/protocol/http/workshops/paper.ts";
import "../../elements/coram-code-chip.ts";
import { errorLine } from "../../elements/form.ts";
import { hueOf } from "../../elements/hue.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-paper-count": CoramPaperCount;
  }
  interface HTMLElementEventMap {
    /** Null takes back what was counted. */
    "coram-paper-counted": CustomEvent<{ counts: HandCounts | null }>;
  }
}

/** What was counted on the slips of a step, to type in: how many came back, and on how many each category is crossed. */
@customElement("coram-paper-count")
export class CoramPaperCount extends LightElement {
  @property({ attribute: false }) step!: PaperStep;
  @property({ attribute: false }) printed!: PaperSlips;
  @property({ type: Boolean }) isBusy = false;
  /** How many came back, as it is typed. */
  @state() private slips: number | null = null;
  /** More are crossed on a passage than came back. */
  @state() private isTooMany = false;

  private get all(): number {
    return this.slips ?? this.printed.counts?.slips ?? 0;
  }

  protected override render(): TemplateResult {
    const { all, printed, step } = this;
    const isFew = all > 0 && all < SLIPS_SHOWN_FROM;
    const passages = step.passages.filter(({ isPrinted }) => isPrinted);
    return html`<form class="form" @submit=${this.onSubmit}>
      <label class="form-row paper-all"
        ><span>${t("paper.came-back")}</span
        ><input
          class="field"
          name="slips"
          type="number"
          inputmode="numeric"
          required
          min="1"
          max=${WORKSHOP_LIMITS.seats}
          .value=${all === 0 ? "" : String(all)}
          @input=${({ target }: Event) => (this.slips = Number((target as HTMLInputElement).value))}
      /></label>
      ${isFew ? html`<p class="alert alert-quiet">${t("paper.few")}</p>` : nothing}
      ${all >= SLIPS_SHOWN_FROM ? passages.map((each) => this.renderPassage(each, passages.length > 1)) : nothing}
      ${errorLine(this.isTooMany ? t("paper.too-many", { count: all }) : null)}
      <div class="form-actions">
        <button type="submit" class="button button-primary" ?disabled=${this.isBusy}>${t("paper.keep")}</button>
        ${
          printed.counts
            ? html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${() => this.tell(null)}>
                ${t("paper.take-back")}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  private renderPassage({ id, number }: PaperStep["passages"][number], isOneOfSome: boolean): TemplateResult {
    const { categories, counts } = this.printed;
    const has = counts?.passages.find(({ passage }) => passage === id)?.categories ?? [];
    return html`<fieldset class="form-row paper-passage">
      <legend>${isOneOfSome && number ? `¶ ${number}: ` : nothing}${t("paper.crossed")}</legend>
      <ul class="paper-boxes">
        ${categories.map(({ id: category, code, label }) => {
          const some = has.find((each) => each.category === category)?.slips;
          return html`<li data-cat=${hueOf(code)}>
            <label
              ><coram-code-chip code=${code}></coram-code-chip><span class="grow">${localise(label, language())}</span
              ><input
                class="field"
                type="number"
                inputmode="numeric"
                min="0"
                max=${WORKSHOP_LIMITS.seats}
                name="${id} ${category}"
                .value=${some === undefined ? "" : String(some)}
            /></label>
          </li>`;
        })}
      </ul>
    </fieldset>`;
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const typed = new FormData(form);
    const slips = Number(typed.get("slips"));
    const ids = this.step.passages.filter(({ isPrinted }) => isPrinted).map(({ id }) => id);
    const passages = ids.map((passage) => ({
      passage,
      categories: this.printed.categories.flatMap(({ id: category }) => {
        const some = Number(typed.get(`${passage} ${category}`) ?? 0);
        return some > 0 ? [{ category, slips: some }] : [];
      }),
    }));
    const tooMany = passages.flatMap(({ passage, categories }) =>
      categories.filter((each) => each.slips > slips).map(({ category }) => `${passage} ${category}`),
    );
    this.isTooMany = tooMany.length > 0;
    if (tooMany[0] !== undefined) form.querySelector<HTMLInputElement>(`[name="${CSS.escape(tooMany[0])}"]`)?.focus();
    else this.tell({ slips, passages: slips < SLIPS_SHOWN_FROM ? [] : passages });
  };

  private tell(counts: HandCounts | null): void {
    if (this.isBusy) return;
    if (counts === null) this.slips = null;
    this.dispatchEvent(new CustomEvent("coram-paper-counted", { detail: { counts } }));
  }
}
