/** What the density bar draws, in pixels of the text: ticks for tags, dots for threads, rules for sections. */
export interface DensityMarks {
  ticks: readonly { top: number; hue: string }[];
  dots: readonly { top: number }[];
  sections: readonly { top: number }[];
}

/** Pixels of the bar. */
export interface DensityDrawing {
  /** Hue letter → tops of its ticks and where in the tick column they begin and end. */
  ticks: Map<string, { x: number; width: number; y: number }[]>;
  dots: number[];
  rules: number[];
}

export const TICK_HEIGHT = 2;
export const TICK_LEFT = 3;
export const TICK_WIDTH = 6;

/** A place in the text as a place on the bar, both in pixels. */
export function toBar(top: number, textHeight: number, barHeight: number): number {
  return textHeight > 0 ? (Math.min(Math.max(top, 0), textHeight) / textHeight) * barHeight : 0;
}

/** A place on the bar as a place in the text, both in pixels. */
export function fromBar(y: number, textHeight: number, barHeight: number): number {
  return barHeight > 0 ? (Math.min(Math.max(y, 0), barHeight) / barHeight) * textHeight : 0;
}

/**
 * One tick a row and hue, however many tags fall there: 5,000 tags cost no more to draw than the bar has rows.
 * Up to three hues share a row side by side; more show the three that occur most.
 */
export function layoutDensity(marks: DensityMarks, textHeight: number, barHeight: number): DensityDrawing {
  const rows = new Map<number, Map<string, number>>();
  for (const tick of marks.ticks) {
    const row = rowOf(tick.top, textHeight, barHeight);
    const hues = rows.get(row) ?? new Map<string, number>();
    hues.set(tick.hue, (hues.get(tick.hue) ?? 0) + 1);
    rows.set(row, hues);
  }
  const ticks: DensityDrawing["ticks"] = new Map();
  for (const [row, hues] of rows) {
    const shown = [...hues]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, 3)
      .map(([hue]) => hue)
      .sort();
    const width = TICK_WIDTH / shown.length;
    for (const [index, hue] of shown.entries()) {
      const list = ticks.get(hue) ?? [];
      list.push({ x: TICK_LEFT + index * width, width, y: row * TICK_HEIGHT });
      ticks.set(hue, list);
    }
  }
  return {
    ticks,
    dots: [...new Set(marks.dots.map((dot) => Math.round(toBar(dot.top, textHeight, barHeight) / 3) * 3))],
    rules: marks.sections.map((section) => Math.round(toBar(section.top, textHeight, barHeight))),
  };
}

function rowOf(top: number, textHeight: number, barHeight: number): number {
  const last = Math.max(Math.floor(barHeight / TICK_HEIGHT) - 1, 0);
  return Math.min(Math.floor(toBar(top, textHeight, barHeight) / TICK_HEIGHT), last);
}

/** Top and height of the viewport's frame on the bar, in pixels; never lower than 8 px, never outside the bar. */
export function frameOf(
  scrollTop: number,
  viewport: number,
  textHeight: number,
  barHeight: number,
): { top: number; height: number } {
  const height = Math.min(Math.max(toBar(viewport, textHeight, barHeight), 8), barHeight);
  return { top: Math.min(toBar(scrollTop, textHeight, barHeight), barHeight - height), height };
}
