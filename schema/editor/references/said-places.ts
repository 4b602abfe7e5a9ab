import { Numbering, PLAIN } from "../numbering.ts";
import { nodesOf, sectionsOf, type OutputDocument } from "../output-document.ts";
import { kindOf, numbersParagraphs } from "../paper-kinds.ts";

/** "¶ 12"; before the first paragraph of a section that section, "§ 6.1"; "" where neither has a number. */
export function placeLabel({ paragraph, section }: Record<"paragraph" | "section", string>): string {
  return paragraph ? `¶\u00a0${paragraph}` : section && `§\u00a0${section}`;
}

/**
 * How each block of a document is cited, by its id: "¶ 12", or the section that it stands in, "§ 6.1"; none where neither has a number.
 * `template`: the document's, whose kind says whether paragraphs have numbers.
 */
export function saidPlaces(document: OutputDocument, template: string): ReadonlyMap<string, string> {
  const sections = sectionsOf(document).flatMap(({ section }) => section ?? []);
  const byParagraph = numbersParagraphs(kindOf(template, sections));
  const numbers = new Numbering(PLAIN).of(document.content, new Set(document.leftOut), byParagraph);
  const places = new Map<string, string>();
  for (const { block, ...at } of numbers) {
    const place = placeLabel(at);
    if (place === "") continue;
    for (const { node } of nodesOf({ type: "doc", content: [block] })) {
      const id = node.attrs?.["id"];
      if (typeof id === "string") places.set(id, place);
    }
  }
  return places;
}
