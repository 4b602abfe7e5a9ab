/**
 * The cheapest way to give every row a column of its own, in O(n³) (Kuhn 1955, Munkres 1957, as shortest augmenting paths).
 * `cost` is square; returns each row's column.
 */
export function cheapestAssignment(cost: readonly Float64Array[]): number[] {
  const size = cost.length;
  const rowPrice = new Float64Array(size + 1);
  const columnPrice = new Float64Array(size + 1);
  // Place `size` is a column that every row starts from.
  const rowOf = new Int32Array(size + 1).fill(-1);
  for (let row = 0; row < size; row++) {
    const from = new Int32Array(size + 1).fill(size);
    const least = new Float64Array(size + 1).fill(Infinity);
    const done = new Uint8Array(size + 1);
    rowOf[size] = row;
    let column = size;
    while ((rowOf[column] ?? -1) !== -1) {
      done[column] = 1;
      const at = rowOf[column] ?? 0;
      let [delta, next] = [Infinity, size];
      for (let other = 0; other < size; other++) {
        if (done[other]) continue;
        const reduced = (cost[at]?.[other] ?? 0) - (rowPrice[at] ?? 0) - (columnPrice[other] ?? 0);
        if (reduced < (least[other] ?? 0)) {
          least[other] = reduced;
          from[other] = column;
        }
        if ((least[other] ?? 0) < delta) [delta, next] = [least[other] ?? 0, other];
      }
      for (let other = 0; other <= size; other++) {
        if (done[other]) {
          const priced = rowOf[other] ?? 0;
          rowPrice[priced] = (rowPrice[priced] ?? 0) + delta;
          columnPrice[other] = (columnPrice[other] ?? 0) - delta;
        } else least[other] = (least[other] ?? 0) - delta;
      }
      column = next;
    }
    while (column !== size) {
      const previous = from[column] ?? size;
      rowOf[column] = rowOf[previous] ?? -1;
      column = previous;
    }
    rowOf[size] = -1;
  }
  const columns = Array.from<number>({ length: size }).fill(-1);
  for (let column = 0; column < size; column++) columns[rowOf[column] ?? 0] = column;
  return columns;
}
