/** A stripe to draw: one line-box run of one tag. Pixels of the text column. */
export interface LaneSpan {
  /** The tag, for a click. */
  id: string;
  author: string;
  initials: string;
  /** Hue letter of its category, lower case. */
  hue: string;
  /** First letter of its code: printed on the stripe for those who asked for more contrast. */
  letter: string;
  top: number;
  height: number;
  /** Not yet durable: drawn hollow. */
  pending: boolean;
}

export interface PlacedSpan extends LaneSpan {
  /** Pixels to the right of the lane's middle: spans of one coder that overlap sit 5 px apart. */
  shift: number;
}

export interface Lane {
  /** Initials, or `+n` for the lane in which the others are merged. */
  head: string;
  /** Authors drawn here; more than one in the merged lane. */
  authors: string[];
  spans: PlacedSpan[];
}

/** Width of a lane in pixels. */
export const LANE_WIDTH = 14;
/** What keeps apart two overlapping spans of one lane, in pixels. */
export const SPAN_SHIFT = 5;

/**
 * One lane a coder while they fit. If there are more coders than lanes: mine, the busiest, and in the last lane all
 * the others, merged. The order of coders never depends on who tagged last, so lanes do not jump while one reads.
 */
export function layoutLanes(spans: readonly LaneSpan[], me: string | null, fit = 4): Lane[] {
  const coders = new Map<string, { initials: string; spans: LaneSpan[] }>();
  for (const span of spans) {
    const coder = coders.get(span.author);
    if (coder) coder.spans.push(span);
    else coders.set(span.author, { initials: span.initials, spans: [span] });
  }
  const all = [...coders].map(([author, coder]) => ({ author, ...coder }));
  const byName = (a: (typeof all)[number], b: (typeof all)[number]) =>
    Number(b.author === me) - Number(a.author === me) || compare(a.initials, b.initials) || compare(a.author, b.author);
  all.sort(byName);
  if (all.length > fit) {
    const busiest = [...all].sort(
      (a, b) => Number(b.author === me) - Number(a.author === me) || b.spans.length - a.spans.length || byName(a, b),
    );
    const own = busiest.slice(0, Math.max(fit - 1, 0)).sort(byName);
    const rest = busiest.slice(own.length);
    return [
      ...own.map((coder) => lane(coder.initials, [coder.author], coder.spans)),
      lane(
        `+${rest.length}`,
        rest.map((coder) => coder.author),
        rest.flatMap((coder) => coder.spans),
      ),
    ];
  }
  return all.map((coder) => lane(coder.initials, [coder.author], coder.spans));
}

function lane(head: string, authors: string[], spans: LaneSpan[]): Lane {
  const sorted = [...spans].sort((a, b) => a.top - b.top || b.height - a.height || compare(a.id, b.id));
  const placed: PlacedSpan[] = [];
  // Two places suffice: a third span over the same line would leave the lane, so it shares the nearer of the two.
  const ends = [-Infinity, -Infinity];
  for (const span of sorted) {
    const place =
      (ends[0] ?? 0) <= span.top ? 0 : (ends[1] ?? 0) <= span.top ? 1 : (ends[0] ?? 0) <= (ends[1] ?? 0) ? 0 : 1;
    ends[place] = Math.max(ends[place] ?? 0, span.top + span.height);
    placed.push({ ...span, shift: place * SPAN_SHIFT });
  }
  return { head, authors, spans: placed };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The spans of a lane that meet the window `top … bottom`. */
export function visibleSpans(lane: Lane, top: number, bottom: number): PlacedSpan[] {
  return lane.spans.filter((span) => span.top <= bottom && span.top + span.height >= top);
}
