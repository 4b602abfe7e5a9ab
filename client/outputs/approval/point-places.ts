import { localise } from "../../../schema/domain/language.ts";
import { Numbering, PLAIN } from "../../../schema/editor/numbering.ts";
import { nodesOf, type OutputDocument } from "../../../schema/editor/output-document.ts";
import type { ApprovalPoint, OutputSection } from "../../../schema/protocol/http/outputs.ts";
import { language } from "../../i18n/t.ts";

/** What blocks of a document are called where something leads to them: "¶ 41", "§ 6.1", "R 2"; "" of those without a number. */
export function blockPlaces(document: OutputDocument, byParagraph: boolean): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const each of new Numbering(PLAIN).of(document.content, new Set(document.leftOut), byParagraph)) {
    const { block, own, paragraph, section } = each;
    const around = paragraph ? `¶\u00a0${paragraph}` : section && `§\u00a0${section}`;
    const place = own?.kind === "recommendation" ? `R\u00a0${own.label}` : around;
    for (const { node } of nodesOf({ type: "doc", content: [block] }))
      if (typeof node.attrs?.["id"] === "string") places.set(node.attrs["id"], place);
  }
  return places;
}

/** A point by the words of its place. */
export function placeOf(
  { at }: Pick<ApprovalPoint, "at">,
  places: ReadonlyMap<string, string>,
  sections: readonly OutputSection[],
): string {
  if (at === null || "thread" in at) return "";
  if ("block" in at) return places.get(at.block) ?? "";
  if ("category" in at) return at.category;
  const section = sections.find(({ id }) => id === at.section);
  return section ? localise(section.title, language()) : at.section;
}
