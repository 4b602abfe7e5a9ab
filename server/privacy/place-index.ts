import type { Range } from "../../schema/text/revision.ts";

/** Places that do not overlap one another, ready to be asked which of them some range meets. */
export class PlaceIndex<Place extends Range> {
  readonly #places: readonly Place[];

  constructor(places: readonly Place[]) {
    this.#places = places.toSorted((a, b) => a.start - b.start);
  }

  /** In text order; places that only abut are not met. */
  meeting({ start, end }: Range): Place[] {
    let low = 0;
    let high = this.#places.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#places[middle]?.end ?? 0) <= start) low = middle + 1;
      else high = middle;
    }
    const out: Place[] = [];
    for (let at = low, place = this.#places[at]; place && place.start < end; place = this.#places[++at])
      out.push(place);
    return out;
  }
}
