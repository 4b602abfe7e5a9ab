import { emptyLevel, type ListLevel } from "./list-counters.ts";
import { walkXml } from "./xml-reader.ts";

/** What of a paragraph or text style matters to a reader of text; null where the style says nothing. */
interface Style {
  parent: string | null;
  outline: number | null;
  hidden: boolean | null;
  bold: boolean | null;
  centred: boolean | null;
  breakBefore: boolean | null;
  breakAfter: boolean | null;
}

const MAX_CHAIN = 20;
/** The one list of numbered headings that a document has. */
export const OUTLINE = "outline";

/** ODF's number formats by what Word calls them. */
const FORMATS: Readonly<Record<string, string>> = {
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
  "01, 02, 03, ...": "decimalZero",
  "": "none",
};

/** LibreOffice names the letters of an alphabet by their first, "а, б, .., аа, аб, ... (ru)", Cyrillic ones with their language. */
function formatOf(written: string): string {
  const cyrillic = /^([аА]), [бБ].*\((\p{L}+)\)$/u.exec(written);
  if (!cyrillic) return FORMATS[written] ?? "decimal";
  return (cyrillic[2] === "sr" ? "serbian" : "russian") + (cyrillic[1] === "а" ? "Lower" : "Upper");
}

/** Styles of an OpenDocument text, each asked for with what it inherits, and how its lists print their numbers. */
export class OdtStyles {
  readonly #styles = new Map<string, Style>();
  readonly #lists = new Map<string, Map<number, ListLevel>>();
  /** What all paragraphs build on. */
  readonly #default: Style = emptyStyle();

  /** Reads `styles.xml` first and `content.xml` after it: the latter's automatic styles build on the former's. */
  read(part: Uint8Array): void {
    let style: Style | null = null;
    let list: Map<number, ListLevel> | null = null;
    walkXml(part, {
      open: (name, attribute) => {
        if (name === "style" || name === "default-style") {
          const family = attribute("family") ?? "";
          style = name === "default-style" && family === "paragraph" ? this.#default : emptyStyle();
          if (name === "style") this.#styles.set(keyOf(family, attribute("name")), style);
          const parent = attribute("parent-style-name");
          style.parent = parent === null ? null : keyOf(family, parent);
          // An empty level takes a style out of the outline.
          const outline = attribute("default-outline-level");
          if (outline !== null) style.outline = Number(outline);
          // A paragraph with a page layout of its own begins a page.
          if ((attribute("master-page-name") ?? "") !== "") style.breakBefore = true;
        } else if (name === "list-style" || name === "outline-style") {
          list = new Map();
          this.#lists.set(name === "outline-style" ? OUTLINE : (attribute("name") ?? ""), list);
        } else if (list && /^(?:list-level-style-(?:number|bullet|image)|outline-level-style)$/.test(name))
          list.set(Number(attribute("level")) - 1, levelOf(name, attribute));
        else if (style) readProperties(style, name, attribute);
      },
      close: (name) => {
        if (name === "style" || name === "default-style") style = null;
        else if (name === "list-style" || name === "outline-style") list = null;
      },
    });
  }

  list(name: string): ReadonlyMap<number, ListLevel> | undefined {
    return this.#lists.get(name);
  }

  isHidden(family: string, name: string | null): boolean {
    return this.#first(family, name, (style) => style.hidden) ?? false;
  }

  /** Null where neither the style nor those it builds on say. */
  isBold(family: string, name: string | null): boolean | null {
    return this.#first(family, name, (style) => style.bold);
  }

  isCentred(name: string | null): boolean {
    return this.#first("paragraph", name, (style) => style.centred) ?? false;
  }

  breaks(family: string, name: string | null): { before: boolean; after: boolean } {
    return {
      before: this.#first(family, name, (style) => style.breakBefore) ?? false,
      after: this.#first(family, name, (style) => style.breakAfter) ?? false,
    };
  }

  /** Level 1 to 6 of a paragraph that is a heading by its style; null for body text. */
  headingLevel(name: string | null): number | null {
    if (name === "Title") return 1;
    const level = this.#first("paragraph", name, (style) => style.outline) ?? 0;
    return level >= 1 && level <= 10 ? Math.min(6, level) : null;
  }

  #first<Value>(family: string, name: string | null, of: (style: Style) => Value | null): Value | null {
    let at = name === null ? undefined : this.#styles.get(keyOf(family, name));
    for (let i = 0; at && i < MAX_CHAIN; i++) {
      const value = of(at);
      if (value !== null) return value;
      at = at.parent === null ? undefined : this.#styles.get(at.parent);
    }
    return family === "paragraph" ? of(this.#default) : null;
  }
}

function keyOf(family: string, name: string | null): string {
  return `${family} ${name ?? ""}`;
}

function emptyStyle(): Style {
  return {
    parent: null,
    outline: null,
    hidden: null,
    bold: null,
    centred: null,
    breakBefore: null,
    breakAfter: null,
  };
}

function readProperties(style: Style, name: string, attribute: (name: string) => string | null): void {
  if (name === "text-properties") {
    const display = attribute("display");
    if (display !== null) style.hidden = display === "none";
    const weight = attribute("font-weight");
    if (weight !== null) style.bold = weight === "bold" || Number(weight) >= 600;
  } else if (name === "paragraph-properties" || name === "table-properties") {
    const align = attribute("text-align");
    if (align !== null) style.centred = align === "center";
    const before = attribute("break-before");
    if (before !== null) style.breakBefore = before === "page" || style.breakBefore === true;
    const after = attribute("break-after");
    if (after !== null) style.breakAfter = after === "page";
  }
}

function levelOf(name: string, attribute: (name: string) => string | null): ListLevel {
  const level = emptyLevel();
  if (/bullet|image/.test(name)) return { ...level, format: "bullet" };
  level.format = formatOf(attribute("num-format") ?? "");
  level.start = Math.max(0, Math.trunc(Number(attribute("start-value") ?? 1)) || 0);
  const own = Number(attribute("level"));
  const shown = Math.min(own, Math.max(1, Number(attribute("display-levels") ?? 1)));
  const levels = Array.from({ length: shown }, (_, i) => `%${own - shown + 1 + i}`);
  // Newer files write the whole number as a pattern: "%1%.%2%.".
  const pattern = attribute("num-list-format")?.replace(/%(\d)%/g, "%$1");
  level.text = pattern ?? `${attribute("num-prefix") ?? ""}${levels.join(".")}${attribute("num-suffix") ?? ""}`;
  return level;
}
