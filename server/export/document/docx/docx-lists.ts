import { type INumberingOptions, type IParagraphOptions, LevelFormat } from "docx";
import type { Block } from "../manuscript/manuscript.ts";

export const LIST_INDENT = 400;

/** As below any paragraph: what follows a list stands off it. */
const BELOW = 150;

/** Of an item: `isHeld`: on the page of the next one; `isEnd`: with nothing more of the list behind it. */
export function itemLook(item: { isHeld: boolean; isEnd: boolean }): Pick<IParagraphOptions, "keepNext" | "spacing"> {
  return { ...(item.isHeld ? { keepNext: true } : {}), ...(item.isEnd ? { spacing: { after: BELOW } } : {}) };
}

type Labels = NonNullable<Extract<Block, { kind: "list" }>["labels"]>;
/** What the paragraph of an item names. */
export interface ListItem {
  reference: string;
  instance: number;
}

/**
 * Lists. Of numbered ones each begins anew, at the number that it begins with. Word counts numbers, and letters of English; of Cyrillic it
 * knows the Russian ones alone, and of Albanian none, so there each item has a text of its own, which is no bullet: of those LibreOffice
 * shows the first sign.
 */
export class Lists {
  readonly #levels = new Map<
    string,
    { format: (typeof LevelFormat)[keyof typeof LevelFormat]; text: string; start: number }
  >();
  #instance = 0;

  begin(labels: Labels | null): (item: number) => ListItem {
    // The library's own is a sign of another font, larger than the letters.
    if (labels === null) return () => this.#item("bullet", { format: LevelFormat.BULLET, text: "\u2022", start: 1 }, 1);
    const { start, style, of } = labels;
    const counted = countedAs(style, start, of);
    if (counted === null)
      return (item) => this.#item(`sign-${of[item]}`, { format: LevelFormat.NONE, text: of[item] ?? "", start: 1 }, 1);
    const instance = ++this.#instance;
    const reference = `${style}-${start}-${counted.text}`;
    return () => this.#item(reference, { ...counted, start }, instance);
  }

  options(): INumberingOptions {
    return {
      config: [...this.#levels].map(([reference, { format, text, start }]) => ({
        reference,
        levels: Array.from({ length: 9 }, (_, level) => ({
          level,
          format,
          text: text.replace("%", `%${level + 1}`),
          start,
          style: { paragraph: { indent: { left: LIST_INDENT * (level + 1), hanging: LIST_INDENT - 40 } } },
        })),
      })),
    };
  }

  #item(
    reference: string,
    level: { format: (typeof LevelFormat)[keyof typeof LevelFormat]; text: string; start: number },
    instance: number,
  ): ListItem {
    this.#levels.set(reference, level);
    return { reference, instance };
  }
}

/** How Word itself counts these labels; null where it can not. */
function countedAs(
  style: Labels["style"],
  start: number,
  of: readonly string[],
): { format: (typeof LevelFormat)[keyof typeof LevelFormat]; text: string } | null {
  if (style === "numbers") return { format: LevelFormat.DECIMAL, text: "%." };
  const isLatin = of.every((label, i) => label.includes(String.fromCharCode(96 + start + i)));
  const around = of[0]?.replace(/\p{L}+/u, "%") ?? "%";
  return isLatin && start + of.length <= 26 ? { format: LevelFormat.LOWER_LETTER, text: around } : null;
}
