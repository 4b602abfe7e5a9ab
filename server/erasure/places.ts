import { mapRanges, prepareMap } from "../../schema/text/edits/edit-maps.ts";
import type { EditMap, Range } from "../../schema/text/revision.ts";

/** Places in one revision. */
export interface Places {
  /** Words and nothing else; one may lie in another. */
  exact: Range[];
  /** Stretches in which words lie; sorted and apart. */
  rough: Range[];
}

/**
 * Places of the revision that a map leads to, in the revision that it comes from. What the map left alone is exact; what
 * lies in or beside something that it put in is the run that it took out.
 */
export function carryBack({ steps }: EditMap, { exact, rough }: Places): Places {
  const out: Places = { exact: [], rough: [] };
  const all = [
    ...exact.map((range) => ({ range, isExact: true })),
    ...rough.map((range) => ({ range, isExact: false })),
  ];
  for (const { range, isExact } of all) {
    let { start, end } = range;
    let shift = 0;
    let wasTouched = false;
    for (const step of steps) {
      const from = step.start + shift;
      const to = from + step.inserted;
      if (to < range.start) shift += step.inserted - step.removed;
      else if (from <= range.end) {
        if (!wasTouched) start = Math.min(range.start - shift, step.start);
        wasTouched = true;
        shift += step.inserted - step.removed;
        end = Math.max(range.end - shift, step.start + step.removed);
      } else break;
    }
    if (!wasTouched) (isExact ? out.exact : out.rough).push({ start: start - shift, end: end - shift });
    else if (start < end) out.rough.push({ start, end });
  }
  return { exact: out.exact, rough: tidy(out.rough) };
}

/** Places of the revision that a map comes from, in the one that it leads to. What the map touched is rough. */
export function carryOn(map: EditMap, { exact, rough }: Places): Places {
  const prepared = prepareMap(map);
  const out: Places = { exact: [], rough: [] };
  for (const range of exact) {
    const { ranges, touch } = mapRanges(prepared, [range]);
    (touch === 0 ? out.exact : out.rough).push(...ranges);
  }
  for (const range of rough) out.rough.push(...mapRanges(prepared, [range]).ranges);
  return { exact: out.exact, rough: tidy(out.rough) };
}

/** Ranges that are none of the others. */
export function without(ranges: readonly Range[], others: readonly Range[]): Range[] {
  const known = new Set(others.map(({ start, end }) => `${start} ${end}`));
  return ranges.filter(({ start, end }) => !known.has(`${start} ${end}`));
}

/** Sorted; those that meet are one. */
export function tidy(ranges: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = out.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else out.push({ start, end });
  }
  return out;
}
