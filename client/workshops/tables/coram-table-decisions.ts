import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query, state } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { CategoryId, PassageId } from "../../../schema/domain/ids.ts";
import { TABLE_LIMITS } from "../../../schema/domain/workshop/table-words.ts";
import type { TableDecision } from "../../../schema/domain/workshop/tables.ts";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { TableDecide, TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { readEdition } from "../../api/workshops/slips.ts";
import { decideAtTable } from "../../api/workshops/tables.ts";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import { errorLine, textOf } from "../../elements/form.ts";
import { hueOf } from "../../elements/hue.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { unsentWords } from "../../typed/typed-on.ts";
import { keepInRoom } from "../keep-in-room.ts";
import "../../verdict/categories/coram-picker.ts";
import type { CoramPicker } from "../../verdict/categories/coram-picker.ts";
import { bareViews } from "../../verdict/model/category-views.ts";
import type { CategoryView } from "../../verdict/model/view-model.ts";
import { PassageTexts } from "../passage-texts.ts";
import { placeOf, readCodingTexts } from "../slip/coding-texts.ts";
import { tallyWords } from "../votes/ballot-words.ts";
import type { WorkshopModel } from "../workshop-model.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-table-decisions": CoramTableDecisions;
  }
}

/** What is being decided on a passage, before it is recorded. */
interface Draft {
  passage: PassageId;
  /** What its reason begins with. */
  words: string;
  /** What of it nobody typed. */
  given: string;
  categories: readonly CategoryId[];
  isOpen: boolean;
}

/** What a table decides on each of its passages; its chair records it. */
@customElement("coram-table-decisions")
export class CoramTableDecisions extends LightElement {
  @property({ attribute: false }) model!: WorkshopModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) table!: TableView;
  /** Who looks decides now. */
  @property({ type: Boolean }) isChair = false;
  @property({ type: Boolean }) isBusy = false;
  /** One passage at a time. */
  @state() private draft: Draft | null = null;
  /** What was begun on other passages: it stands there again when one comes back to them, as typed words do. */
  private readonly begun = new Map<PassageId, Draft>();
  @query("coram-picker") private readonly picker!: CoramPicker | null;
  private readonly read = new PassageTexts(this, {
    passages: () => this.table.work.passages,
    args: () => {
      const { id, edition, passages } = this.table.work;
      return [this.view.workshop.id, id, `${edition ?? ""} ${JSON.stringify(passages)}`] as const;
    },
    read: async ([workshop, step], signal) => {
      const [edition, texts] = await Promise.all([
        readEdition(workshop, step),
        readCodingTexts(this.table.work.passages, language(), signal),
      ]);
      return { categories: edition.categories, texts };
    },
    // Nothing here but numbers is read from the words.
    emptied: (answer) => answer,
  });

  protected override render(): TemplateResult | typeof nothing {
    const { answer, problem } = this.read;
    if (!answer) return problem === null ? nothing : errorLine(describeProblem(problem));
    const categories = bareViews(answer.categories, language());
    return html`<section class="table-decisions" aria-labelledby="table-decisions">
      <h3 class="tables-heading" id="table-decisions">${t("table.decisions")}</h3>
      <ul>
        ${this.table.work.passages.map(({ id }) => {
          const place = placeOf(answer.texts, id);
          return place === null ? nothing : this.renderPassage(id, place, categories);
        })}
      </ul>
      <coram-picker
        .categories=${categories}
        .recent=${[]}
        mode="decide"
        .about=${this.draft ? `¶ ${placeOf(answer.texts, this.draft.passage) ?? ""}` : ""}
        .anchor=${this.anchor}
        @coram-pick=${({ detail }: HTMLElementEventMap["coram-pick"]) => this.toggle(detail.category)}
      ></coram-picker>
    </section>`;
  }

  private renderPassage(id: PassageId, number: string, categories: readonly CategoryView[]): TemplateResult {
    const decided = this.table.decisions?.find(({ passage }) => passage === id) ?? null;
    const { draft } = this;
    if (draft?.passage === id) return html`<li>${this.renderForm(draft, number, decided, categories)}</li>`;
    return html`<li class="table-decided">
      <span class="table-passage">¶ ${number}</span>
      <span class="grow"
        >${decided ? renderDecided(decided, categories) : html`<span class="sub">${t("table.undecided")}</span>`}</span
      >
      ${
        this.isChair
          ? html`<button
              type="button"
              class="button button-small"
              aria-label=${t(decided ? "table.change-on" : "table.decide-on", { number })}
              @click=${() => this.begin(id, decided)}
            >
              ${t(decided ? "table.change" : "table.decide")}
            </button>`
          : nothing
      }
    </li>`;
  }

  private renderForm(
    { passage, categories: chosen, isOpen, words, given }: Draft,
    number: string,
    decided: TableDecision | null,
    categories: readonly CategoryView[],
  ): TemplateResult {
    return html`<form class="form table-form" aria-label=${t("table.decide-on", { number })} @submit=${this.submit}>
      <fieldset class="ballot-options" ?disabled=${this.isBusy}>
        <legend><b>¶ ${number}</b></legend>
        ${this.renderChoice(false, t("table.takes"))} ${this.renderChoice(true, t("table.open"))}
      </fieldset>
      ${isOpen ? nothing : this.renderChosen(chosen, categories)}
      <label class="form-row"
        ><span>${t(isOpen ? "table.why-open" : "table.why")}</span>
        <textarea
          class="field"
          name="words"
          rows="2"
          maxlength=${TABLE_LIMITS.words}
          ?required=${isOpen}
          .value=${words}
          ${keepInRoom(`table ${passage}`, given)}
        ></textarea>
      </label>
      <div class="form-actions">
        <button type="button" class="button" @click=${() => (this.draft = null)}>${t("shell.cancel")}</button>
        ${
          decided
            ? html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${() => void this.record(null)}>
                ${t("table.take-back")}
              </button>`
            : nothing
        }
        <button class="button button-primary" ?disabled=${this.isBusy}>${t("table.record")}</button>
      </div>
    </form>`;
  }

  private renderChoice(isOpen: boolean, words: string): TemplateResult {
    return html`<label
      ><input
        type="radio"
        name="open"
        .checked=${this.draft?.isOpen === isOpen}
        @change=${() => this.draft && (this.draft = { ...this.draft, isOpen })}
      /><span>${words}</span></label
    >`;
  }

  private renderChosen(chosen: readonly CategoryId[], categories: readonly CategoryView[]): TemplateResult {
    return html`<div class="table-chosen">
      ${
        chosen.length === 0
          ? html`<p class="sub">${t("table.no-category")}</p>`
          : html`<ul>
              ${chosen.map((id) => {
                const category = categories.find((each) => each.id === id);
                const label = category?.label ?? t("slip.category-gone");
                return html`<li data-cat=${hueOf(category?.code ?? "")}>
                  <coram-code-chip code=${category?.code ?? ""}></coram-code-chip><span class="grow">${label}</span>
                  <button
                    type="button"
                    class="icon-button"
                    aria-label=${t("slip.remove", { label })}
                    title=${t("slip.remove", { label })}
                    @click=${() => this.toggle(id)}
                  >
                    <coram-icon name="x"></coram-icon>
                  </button>
                </li>`;
              })}
            </ul>`
      }
      <button type="button" class="button table-pick" @click=${() => void this.picker?.show()}>
        <coram-icon name="plus"></coram-icon>${t("table.add-category")}
      </button>
    </div>`;
  }

  /** The button that opens the picker, which is drawn with the form. */
  private readonly anchor: CoramPicker["anchor"] = {
    getBoundingClientRect: () => (this.querySelector<HTMLElement>(".table-pick") ?? this).getBoundingClientRect(),
  };

  /** Of a vote that is closed: a passage that it left (`leftBy`) is decided on, with what came of it below what stands there. */
  decideOn(ballot: BallotView): void {
    const passage = leftBy(ballot, this.table, this.draft?.passage);
    if (!this.isChair || passage === null) return;
    const decided = this.table.decisions?.find((each) => each.passage === passage) ?? null;
    const [key, recorded] = [`table ${passage}`, decided?.words ?? ""];
    const field =
      this.draft?.passage === passage ? this.querySelector<HTMLTextAreaElement>(".table-form textarea") : null;
    const typed = unsentWords.get(key);
    const stands = field?.value ?? typed ?? recorded;
    const came = t("plenary.voted", { words: ballot.words, counts: tallyWords(ballot) });
    const both = stands.includes(came) ? stands : [stands, came].filter(Boolean).join("\n");
    const words = both.slice(0, TABLE_LIMITS.words);
    // What was typed is kept with what came of the vote: the field is filled with what is kept.
    if (typed !== undefined) unsentWords.set(key, words);
    this.begin(passage, decided, words, typed === undefined ? words : recorded);
  }

  private begin(passage: PassageId, decided: TableDecision | null, words = decided?.words ?? "", given = words): void {
    if (this.draft) this.begun.set(this.draft.passage, this.draft);
    const { categories, isOpen } = this.begun.get(passage) ?? {
      categories: decided?.categories ?? [],
      isOpen: decided?.isOpen ?? false,
    };
    this.begun.delete(passage);
    this.draft = { passage, words, given, categories, isOpen };
    // Whoever types on types the reason: elsewhere in the form letters are keys of the page.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".table-form textarea")?.focus());
  }

  private toggle(category: CategoryId): void {
    const { draft } = this;
    if (!draft) return;
    const rest = draft.categories.filter((id) => id !== category);
    const categories = rest.length < draft.categories.length ? rest : [...rest, category];
    this.draft = { ...draft, categories };
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const { draft } = this;
    if (!draft) return;
    const { isOpen, categories } = draft;
    const words = textOf(event.target as HTMLFormElement, "words");
    void this.record({ isOpen, categories: isOpen ? [] : [...categories], words });
  };

  private async record(decided: TableDecide["decided"]): Promise<void> {
    const { draft, model, table } = this;
    if (!draft) return;
    const { passage } = draft;
    if (!(await model.lead(({ workshop }) => decideAtTable(workshop.id, table.id, passage, decided)))) return;
    wordsSent(this, `table ${passage}`);
    this.draft = null;
  }
}

/**
 * Of a table's passages on which nothing was recorded since a vote was closed, one that was never decided on, else the first; of those
 * the one that is being decided on. Null where there is none.
 */
export function leftBy(
  { endedAt }: Pick<BallotView, "endedAt">,
  { work, decisions }: TableView,
  open?: PassageId,
): PassageId | null {
  const since = endedAt ?? "";
  const decidedAt = new Map((decisions ?? []).map(({ passage, at }) => [passage, at]));
  const left = work.passages
    .map(({ id }) => id)
    .filter((id) => {
      const at = decidedAt.get(id);
      return at === undefined || at < since;
    });
  const undecided = left.filter((id) => !decidedAt.has(id));
  const among = undecided.length > 0 ? undecided : left;
  return among.find((id) => id === open) ?? among[0] ?? null;
}

/** A category as it is read beside its letter; on a wall in two languages. */
export interface DecidedCategory extends Pick<CategoryView, "code" | "id" | "label"> {
  second?: { lang: UiLanguage; text: string } | null;
}

/** The categories, or that it was left open, and why. */
export function renderDecided(
  { categories: chosen, isOpen, words }: { categories: readonly CategoryId[]; isOpen: boolean; words: string | null },
  categories: readonly DecidedCategory[],
): TemplateResult {
  return html`${
    isOpen
      ? html`<b>${t("table.is-open")}</b>`
      : chosen.length === 0
        ? html`<b>${t("table.no-category")}</b>`
        : chosen.map((id) => {
            const category = categories.find((each) => each.id === id);
            const code = category?.code ?? "";
            return html`<span class="table-code" data-cat=${hueOf(code)}
              ><coram-code-chip code=${code}></coram-code-chip> ${category?.label ?? t("slip.category-gone")}${
                category?.second
                  ? html` <span class="table-second" lang=${category.second.lang}>${category.second.text}</span>`
                  : nothing
              }</span
            >`;
          })
  }
  ${words ? html`<span class="note table-words">${words}</span>` : nothing}`;
}
