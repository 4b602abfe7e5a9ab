import { type TemplateResult, html } from "lit";
import type { CategoryId } from "../../schema/domain/ids.ts";
import { localise } from "../../schema/domain/language.ts";
import type { Category } from "../../schema/domain/methodology/methodology.ts";
import "../elements/coram-code-chip.ts";
import { language, t } from "../i18n/t.ts";

/** The methodology, of which some categories are chosen; none = all. */
export interface CategoryChoice {
  categories: readonly Category[];
  chosen: ReadonlySet<CategoryId>;
  choose: (chosen: ReadonlySet<CategoryId>) => void;
}

export function categoryChoice(choice: CategoryChoice): TemplateResult {
  const branches = choice.categories.filter((each) => each.parent === null);
  return html`<fieldset class="form-row">
    <legend class="label">
      ${t("exports.categories")}
      <span class="note sub"
        >${choice.chosen.size ? t("exports.chosen", { count: choice.chosen.size }) : t("exports.all-categories")}</span
      >
    </legend>
    <div class="tree" tabindex="0" role="group" aria-label=${t("exports.categories")}>
      ${branches.map(
        (branch) =>
          html`${categoryTick(choice, branch, "branch")}
          ${choice.categories.filter((each) => each.parent === branch.id).map((leaf) => categoryTick(choice, leaf, "leaf"))}`,
      )}
    </div>
  </fieldset>`;
}

function categoryTick(choice: CategoryChoice, category: Category, depth: "branch" | "leaf"): TemplateResult {
  // A branch takes its leaves with it, so they can not be left out one by one below it.
  const isTaken = category.parent !== null && choice.chosen.has(category.parent);
  return html`<label class=${depth}
    ><input
      type="checkbox"
      .checked=${isTaken || choice.chosen.has(category.id)}
      ?disabled=${isTaken}
      @change=${(event: Event) => choice.choose(withCategory(choice, category, (event.target as HTMLInputElement).checked))}
    /><coram-code-chip code=${category.code}></coram-code-chip>${localise(category.label, language())}</label
  >`;
}

function withCategory(
  { categories, chosen: before }: CategoryChoice,
  category: Category,
  isOn: boolean,
): ReadonlySet<CategoryId> {
  const chosen = new Set(before);
  if (isOn) chosen.add(category.id);
  else chosen.delete(category.id);
  if (isOn) for (const leaf of categories) if (leaf.parent === category.id) chosen.delete(leaf.id);
  return chosen;
}

/** A choice of one among many, or of all. */
export function choiceOf(
  label: string,
  all: string,
  options: { value: string; label: string }[],
  choose: (value: string) => void,
  chosen = "",
): TemplateResult {
  return html`<label class="form-row"
    ><span>${label}</span>
    <select class="field" @change=${(event: Event) => choose((event.target as HTMLSelectElement).value)}>
      <option value="">${all}</option>
      ${options.map(({ value, label: words }) => html`<option value=${value} ?selected=${value === chosen}>${words}</option>`)}
    </select>
  </label>`;
}
