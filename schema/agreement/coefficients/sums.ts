import type { Places, Tally } from "./tally.ts";

const UNKNOWN = -1;
const UNASKED = -2;

/** Squares of sums, by how they are found. */
interface Squares {
  at: number;
  /** Where the sums stand. */
  places: Int32Array;
  /** What each two parts have in common, where that is quicker: with weights w, Σ (Σ w x)² is w G w. */
  common: Float64Array | null;
}

/** Sums over weighted parts of what figures ask for. */
export class Sums implements Places {
  /** Of the weights that were given last. */
  values = new Float64Array();
  readonly #parts: readonly Tally[];
  readonly #isDrawn: boolean;
  /** By key: where its sum stands; UNASKED while nobody asks for it, UNKNOWN where no part has it. */
  readonly #places: Int32Array;
  readonly #squares: Squares[] = [];
  #size = 0;
  /** All amounts, a row a part, where most parts have most of them; several rows are added at once. */
  #rows: Float64Array | null = null;
  /** Else the amounts of all parts one after the other; those of part p are from `#from[p]` to before `#from[p + 1]`. */
  #from = new Int32Array();
  #at = new Int32Array();
  #by = new Float64Array();
  #drawn = new Int32Array();

  /** `drawn`: whether they are summed again and again. */
  constructor(parts: readonly Tally[], drawn: boolean) {
    this.#parts = parts;
    this.#isDrawn = drawn;
    let last = -1;
    for (const { amounts } of parts) for (const key of amounts.keys()) if (key > last) last = key;
    this.#places = new Int32Array(last + 1).fill(UNKNOWN);
    for (const { amounts } of parts) for (const key of amounts.keys()) this.#places[key] = UNASKED;
  }

  of(key: number): number {
    const place = this.#places[key] ?? UNKNOWN;
    return place === UNASKED ? (this.#places[key] = this.#size++) : place;
  }

  squares(keys: Iterable<number>): number {
    const known = [...keys].filter((key) => (this.#places[key] ?? UNKNOWN) !== UNKNOWN);
    // Half of the parts' pairs are left out by symmetry, and a third of the parts by a draw.
    const common = this.#isDrawn && known.length > this.#parts.length / 2 ? this.#common(known) : null;
    const places = common ? new Int32Array() : Int32Array.from(known, (key) => this.of(key));
    const at = this.#size++;
    this.#squares.push({ at, places, common });
    return at;
  }

  /** To be called when all is asked for. */
  prepare(): void {
    const places = this.#places;
    const from = new Int32Array(this.#parts.length + 1);
    let count = 0;
    for (const [part, { amounts }] of this.#parts.entries()) {
      for (const key of amounts.keys()) if ((places[key] ?? UNKNOWN) >= 0) count++;
      from[part + 1] = count;
    }
    const at = new Int32Array(count);
    const by = new Float64Array(count);
    let next = 0;
    for (const { amounts } of this.#parts)
      for (const [key, amount] of amounts) {
        const place = places[key] ?? UNKNOWN;
        if (place < 0) continue;
        at[next] = place;
        by[next++] = amount;
      }
    this.#from = from;
    this.#at = at;
    this.#by = by;
    const cells = this.#parts.length * this.#size;
    if (this.#isDrawn && at.length > cells / 4) {
      const rows = (this.#rows = new Float64Array(cells));
      for (let part = 0; part < this.#parts.length; part++)
        for (let i = from[part] ?? 0; i < (from[part + 1] ?? 0); i++)
          rows[part * this.#size + (at[i] ?? 0)] = by[i] ?? 0;
    }
    this.#drawn = new Int32Array(this.#parts.length);
    this.values = new Float64Array(this.#size);
  }

  /** `times[offset + p]`: how often part p counts. */
  sum(times: Uint16Array, offset: number): void {
    const [values, drawn] = [this.values, this.#drawn];
    let count = 0;
    for (let part = 0; part < drawn.length; part++) if (times[offset + part] !== 0) drawn[count++] = part;
    values.fill(0);
    if (this.#rows) addRows(values, this.#rows, drawn, count, times, offset);
    else this.#addAmounts(count, times, offset);
    for (const { at: place, places, common } of this.#squares) {
      let sum = 0;
      if (common) sum = quadratic(common, drawn, count, times, offset);
      else for (let i = 0; i < places.length; i++) sum += (values[places[i] ?? 0] ?? 0) ** 2;
      values[place] = sum;
    }
  }

  #addAmounts(count: number, times: Uint16Array, offset: number): void {
    const [values, from, at, by, drawn] = [this.values, this.#from, this.#at, this.#by, this.#drawn];
    for (let one = 0; one < count; one++) {
      const part = drawn[one] ?? 0;
      const weight = times[offset + part] ?? 0;
      const end = from[part + 1] ?? 0;
      for (let i = from[part] ?? 0; i < end; i++) {
        const place = at[i] ?? 0;
        values[place] = (values[place] ?? 0) + weight * (by[i] ?? 0);
      }
    }
  }

  /** G_pq = Σ_key x_p x_q, twice below the diagonal, so that half of it is enough. */
  #common(keys: readonly number[]): Float64Array {
    const size = this.#parts.length;
    const common = new Float64Array(size * size);
    for (const key of keys) {
      const having: number[] = [];
      const amounts: number[] = [];
      for (let part = 0; part < size; part++) {
        const amount = this.#parts[part]?.amounts.get(key);
        if (amount === undefined) continue;
        for (let i = 0; i < having.length; i++) {
          const place = part * size + (having[i] ?? 0);
          common[place] = (common[place] ?? 0) + 2 * amount * (amounts[i] ?? 0);
        }
        common[part * size + part] = (common[part * size + part] ?? 0) + amount * amount;
        having.push(part);
        amounts.push(amount);
      }
    }
    return common;
  }
}

function addRows(
  values: Float64Array,
  rows: Float64Array,
  drawn: Int32Array,
  count: number,
  times: Uint16Array,
  offset: number,
): void {
  const size = values.length;
  const weight = (one: number): number => (one < count ? (times[offset + (drawn[one] ?? 0)] ?? 0) : 0);
  const row = (one: number): number => (one < count ? (drawn[one] ?? 0) : 0) * size;
  for (let one = 0; one < count; one += 4) {
    const [a, b, c, d] = [row(one), row(one + 1), row(one + 2), row(one + 3)];
    const [p, q, r, s] = [weight(one), weight(one + 1), weight(one + 2), weight(one + 3)];
    for (let i = 0; i < size; i++)
      values[i] =
        (values[i] ?? 0) +
        p * (rows[a + i] ?? 0) +
        q * (rows[b + i] ?? 0) +
        r * (rows[c + i] ?? 0) +
        s * (rows[d + i] ?? 0);
  }
}

/** w G w of the parts that were drawn. */
function quadratic(common: Float64Array, drawn: Int32Array, count: number, times: Uint16Array, offset: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const part = drawn[i] ?? 0;
    const row = part * drawn.length;
    let inRow = 0;
    for (let j = 0; j <= i; j++) {
      const other = drawn[j] ?? 0;
      inRow += (common[row + other] ?? 0) * (times[offset + other] ?? 0);
    }
    sum += inRow * (times[offset + part] ?? 0);
  }
  return sum;
}
