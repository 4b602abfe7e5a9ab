interface Style {
  basedOn: number | null;
  outline: number | null;
  name: string;
}

const MAX_CHAIN = 20;

/** Which paragraph styles of an RTF file are headings. */
export class RtfStyles {
  readonly #styles = new Map<number, Style>();
  /** The style that is being read; null inside of what is no paragraph's. */
  #current: Style | null = null;

  /** A group inside the table of styles: one style. The first one needs no number. */
  begin(): void {
    this.#current = emptyStyle();
    if (!this.#styles.has(0)) this.#styles.set(0, this.#current);
  }

  word(word: string, value: number | null): void {
    if (word === "cs" || word === "ds" || word === "ts") this.#current = null;
    else if (!this.#current || value === null) return;
    else if (word === "s") this.#styles.set(value, this.#current);
    else if (word === "sbasedon") this.#current.basedOn = value;
    else if (word === "outlinelevel") this.#current.outline = value;
  }

  text(text: string): void {
    if (this.#current && this.#current.name.length < 100) this.#current.name += text;
  }

  /** Level 1 to 6 of a paragraph that is a heading by its style; null for body text. */
  headingLevel(number: number | null): number | null {
    let style = number === null ? undefined : this.#styles.get(number);
    for (let i = 0; style && i < MAX_CHAIN; i++) {
      const level = levelOf(style);
      if (level !== null) return level;
      style = style.basedOn === null ? undefined : this.#styles.get(style.basedOn);
    }
    return null;
  }
}

/** Heading level of an outline level that counts from 0; null for body text. */
export function levelOfOutline(outline: number): number | null {
  return outline < 0 || outline > 8 ? null : Math.min(6, outline + 1);
}

/** Programs keep the English names of the styles that they bring, whatever they show. */
function levelOf({ outline, name }: Style): number | null {
  if (outline !== null) return levelOfOutline(outline);
  if (name.startsWith("Title;")) return 1;
  const named = /^heading ([1-9]);/i.exec(name)?.[1];
  return named === undefined ? null : Math.min(6, Number(named));
}

function emptyStyle(): Style {
  return { basedOn: null, outline: null, name: "" };
}
