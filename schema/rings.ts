/** The rings that form where each thing leads to one other or, null, to none; each once, from where it was first come upon. */
export function ringsIn<K>(things: Iterable<K>, next: (thing: K) => K | null): K[][] {
  const rings: K[][] = [];
  // Each is walked over once: a chain of thousands, which a peer may write, would otherwise be walked from each of its links.
  const seen = new Set<K>();
  for (const thing of things) {
    const way = new Map<K, number>();
    let at: K | null = thing;
    while (at !== null && !seen.has(at)) {
      seen.add(at);
      way.set(at, way.size);
      at = next(at);
    }
    const start = at === null ? undefined : way.get(at);
    if (start !== undefined) rings.push([...way.keys()].slice(start));
  }
  return rings;
}
