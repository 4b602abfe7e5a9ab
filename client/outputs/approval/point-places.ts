import { localise } from "../../../schema/domain/language.ts";
import { FACTS_BOX } from "../../../schema/editor/facts-box.ts";
import type { ApprovalPoint, OutputSection } from "../../../schema/protocol/http/outputs.ts";
import { language, t } from "../../i18n/t.ts";

/** A point by the words of its place. */
export function placeOf(
  { at, kind }: Pick<ApprovalPoint, "at" | "kind">,
  places: ReadonlyMap<string, string>,
  sections: readonly OutputSection[],
): string {
  // Who wrote it is said in no place of the text.
  if (at === null) return kind === "author-line" ? "" : t("outputs.title-field");
  if ("thread" in at) return t("outputs.side-comments");
  if ("block" in at) return at.block === FACTS_BOX ? t("evidence.facts-box") : (places.get(at.block) ?? "");
  if ("category" in at) return at.category;
  const section = sections.find(({ id }) => id === at.section);
  return section ? localise(section.title, language()) : at.section;
}
