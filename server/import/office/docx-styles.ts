import { walkXml } from "./xml-reader.ts";

/** What of a paragraph or character style matters to a reader of text. */
interface Style {
  basedOn: string | null;
  name: string;
  /** Outline level from 0; null where the style says nothing. */
  outline: number | null;
  numbering: { list: string | null; level: number | null } | null;
  hidden: boolean | null;
  bold: boolean | null;
  centred: boolean | null;
}

const MAX_CHAIN = 20;

/** The styles of a document, each asked for with what it inherits. */
export class Styles {
  readonly #styles = new Map<string, Style>();
  #default: string | null = null;

  constructor(part: Uint8Array | undefined) {
    if (part) this.#read(part);
  }

  /** Heading level 1 to 6 of a paragraph style; null for body text. */
  headingLevel(style: string | null): number | null {
    const outline = this.#first(style, (one) => one.outline ?? headingOf(one.name));
    return outline === null || outline > 8 ? null : Math.min(6, outline + 1);
  }

  /** The list that a paragraph style puts its paragraphs into. */
  numbering(style: string | null): { list: string; level: number } | null {
    const list = this.#first(style, (one) => one.numbering?.list ?? null);
    return list === null ? null : { list, level: this.#first(style, (one) => one.numbering?.level ?? null) ?? 0 };
  }

  /** The list of a numbering style, to which a list definition may link. */
  listOf(style: string): string | null {
    return this.#styles.get(style)?.numbering?.list ?? null;
  }

  isHidden(style: string | null): boolean {
    return this.#first(style, (one) => one.hidden) ?? false;
  }

  isBold(style: string | null): boolean {
    return this.#first(style, (one) => one.bold) ?? false;
  }

  isCentred(style: string | null): boolean {
    return this.#first(style, (one) => one.centred) ?? false;
  }

  #first<Value>(id: string | null, of: (style: Style) => Value | null): Value | null {
    let at: string | null = id ?? this.#default;
    for (let i = 0; at !== null && i < MAX_CHAIN; i++) {
      const style = this.#styles.get(at);
      if (!style) return null;
      const value = of(style);
      if (value !== null) return value;
      at = style.basedOn;
    }
    return null;
  }

  #read(part: Uint8Array): void {
    let style: Style | null = null;
    walkXml(part, {
      open: (name, attribute) => {
        const value = attribute("val");
        if (name === "style") {
          const id = attribute("styleId") ?? "";
          style = { basedOn: null, name: "", outline: null, numbering: null, hidden: null, bold: null, centred: null };
          this.#styles.set(id, style);
          if (attribute("type") === "paragraph" && attribute("default") === "1") this.#default = id;
        } else if (style) readProperty(style, name, value);
      },
      close: (name) => {
        if (name === "style") style = null;
      },
    });
  }
}

function readProperty(style: Style, name: string, value: string | null): void {
  if (name === "name") style.name = value?.toLowerCase() ?? "";
  else if (name === "basedOn") style.basedOn = value;
  else if (name === "outlineLvl") style.outline = Number(value);
  else if (name === "numPr") style.numbering ??= { list: null, level: null };
  else if (name === "numId" && style.numbering) style.numbering.list = value;
  else if (name === "ilvl" && style.numbering) style.numbering.level = Number(value);
  else if (name === "vanish") style.hidden = isOn(value);
  else if (name === "b") style.bold = isOn(value);
  else if (name === "jc") style.centred = value === "center";
}

/** Word's on-off values: an element without a value is on. */
export function isOn(value: string | null): boolean {
  return value === null || !/^(?:0|false|off|none)$/.test(value);
}

function headingOf(name: string): number | null {
  const level = /^heading (\d)$/.exec(name)?.[1];
  if (level) return Number(level) - 1;
  return name === "title" ? 0 : null;
}
