import { localise } from "../../../schema/domain/language.ts";
import { FACTS_BOX } from "../../../schema/editor/facts-box.ts";
import { Numbering, PLAIN } from "../../../schema/editor/numbering.ts";
import { nodesOf, textOf, type OutputDocument, type OutputNode } from "../../../schema/editor/output-document.ts";
import type { ApprovalPoint, OutputSection } from "../../../schema/protocol/http/outputs.ts";
import { language, t } from "../../i18n/t.ts";

/**
 * What blocks of a document are called where something leads to them: "¶ 41", "§ 6.1", "R 2", or "" without a number; and of text, which
 * many of one section may be, the words that it begins with.
 */
export function blockPlaces(document: OutputDocument, byParagraph: boolean): ReadonlyMap<string, string> {
  const places = new Map<string, string>([[FACTS_BOX, t("evidence.facts-box")]]);
  for (const each of new Numbering(PLAIN).of(document.content, new Set(document.leftOut), byParagraph)) {
    const { block, own, paragraph, section } = each;
    const around = paragraph ? `¶\u00a0${paragraph}` : section && `§\u00a0${section}`;
    const place = own?.kind === "recommendation" ? `R\u00a0${own.label}` : around;
    for (const { node } of nodesOf({ type: "doc", content: [block] }))
      if (typeof node.attrs?.["id"] === "string")
        places.set(
          node.attrs["id"],
          [place, node.type === "paragraph" ? firstWords(node) : ""].filter(Boolean).join(" "),
        );
  }
  return places;
}

const WORDS_SHOWN = 4;

function firstWords(node: OutputNode): string {
  const words = textOf(node).trim().split(/\s+/u);
  return words.slice(0, WORDS_SHOWN).join(" ") + (words.length > WORDS_SHOWN ? "…" : "");
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
