import { UI_LANGUAGES } from "../../schema/domain/language.ts";
import { DEPTH_MAX } from "../../schema/editor/output-nodes.ts";
import { listStyle, listStyleRules } from "../../schema/language/typography.ts";

/** Ordered lists bear the letters of the document's language, and within a list of letters numbers, as files print them. */
const rules = UI_LANGUAGES.flatMap((language) =>
  Array.from({ length: DEPTH_MAX }, (_, depth) => {
    const style = depth % 2 === 0 ? listStyle(language) : "decimal";
    return `.output-text:lang(${language})${" ol".repeat(depth + 1)} { list-style: ${style}; }`;
  }),
);

/** They are made of the one table of typography, so they stand in no style sheet of the page. */
const sheet = new CSSStyleSheet();
sheet.replaceSync([listStyleRules(), ...rules].join("\n"));

export function showListLetters(): void {
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}
