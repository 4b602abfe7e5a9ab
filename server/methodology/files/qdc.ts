import { localise, type UiLanguage } from "../../../schema/domain/language.ts";
import type { Category, MethodologyContent } from "../../../schema/domain/methodology/methodology.ts";
import { xmlText } from "../../export/files/clean.ts";
import { branchHue } from "./branch-hues.ts";
import { describe } from "./code-description.ts";
import { guidOf } from "./guids.ts";

/** The namespace of the standard, REFI-QDA 1.5 section 5.2. */
const NAMESPACE = "urn:QDA-XML:codebook:1.0";

/** The tree of categories as a codebook that other programs for qualitative analysis read, in one language. */
export function toQdc({ categories }: MethodologyContent, language: UiLanguage): Uint8Array {
  const codes = categories
    .filter(({ parent }) => parent === null)
    .map((category) => codeXml(category, categories, language, "    "));
  const lines = [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<CodeBook xmlns="${NAMESPACE}" origin="${escaped(originOf(language))}">`,
    "  <Codes>",
    ...codes,
    "  </Codes>",
    "</CodeBook>",
    "",
  ];
  return new TextEncoder().encode(lines.join("\n"));
}

/** What a codebook of ours says that it comes from. */
export function originOf(language: UiLanguage): string {
  return `Coram (${language})`;
}

/** What a category is called in a list that shows nothing else of it: code and name. */
export function codeName({ code, label }: Pick<Category, "code" | "label">, language: UiLanguage): string {
  return xmlText(`${code} ${localise(label, language)}`)
    .replace(/\s+/g, " ")
    .trim();
}

function codeXml(category: Category, categories: readonly Category[], language: UiLanguage, indent: string): string {
  const { id, code, onlyChildren } = category;
  const attributes = [
    `guid="${guidOf(id)}"`,
    `name="${escaped(codeName(category, language))}"`,
    `isCodable="${!onlyChildren}"`,
    `color="${branchHue(code).line}"`,
  ].join(" ");
  const description = describe(category, language);
  const inside = [
    ...(description === "" ? [] : [`${indent}  <Description>${escaped(description)}</Description>`]),
    ...categories
      .filter(({ parent }) => parent === id)
      .map((child) => codeXml(child, categories, language, `${indent}  `)),
  ];
  if (inside.length === 0) return `${indent}<Code ${attributes}/>`;
  return [`${indent}<Code ${attributes}>`, ...inside, `${indent}</Code>`].join("\n");
}

// Written by hand: the XML builder that we have leaves a text such as "&name;" as it is.
function escaped(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return xmlText(text).replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}
