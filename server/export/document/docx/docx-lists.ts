import { type INumberingOptions, LevelFormat } from "docx";

export const LIST_INDENT = 400;

/** Numbered lists: each begins anew, at the number that it begins with. */
export class Lists {
  readonly #starts = new Set<number>();
  #instance = 0;

  begin(start: number): { reference: string; instance: number } {
    this.#starts.add(start);
    return { reference: `numbers-${start}`, instance: ++this.#instance };
  }

  options(): INumberingOptions {
    return {
      config: [...this.#starts].map((start) => ({
        reference: `numbers-${start}`,
        levels: Array.from({ length: 9 }, (_, level) => ({
          level,
          format: LevelFormat.DECIMAL,
          text: `%${level + 1}.`,
          start,
          style: { paragraph: { indent: { left: LIST_INDENT * (level + 1), hanging: LIST_INDENT - 40 } } },
        })),
      })),
    };
  }
}
