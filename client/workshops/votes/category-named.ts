import { html, type TemplateResult } from "lit";
import type { CategoryId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { NamedCategory } from "../../../schema/protocol/http/workshops/ballots.ts";
import "../../elements/coram-code-chip.ts";
import { language, t } from "../../i18n/t.ts";
import { categoryOf } from "./wordings.ts";

/** A category within a line. `known`: those that are there and those that were taken out; null until they are read, when it is left open what it is. */
export function categoryNamed(known: readonly NamedCategory[] | null, id: CategoryId): TemplateResult {
  if (known === null) return html`…`;
  const category = categoryOf(known, id);
  if (!category) return html`${t("slip.category-gone")}`;
  return html`<coram-code-chip code=${category.code}></coram-code-chip> ${localise(category.label, language())}`;
}
