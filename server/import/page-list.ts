/** "3, 5–9": at most a dozen entries. */
export function listOfPages(pages: readonly number[]): string {
  const runs: string[] = [];
  for (let i = 0; i < pages.length; i++) {
    const from = pages[i] ?? 0;
    let to = from;
    while (pages[i + 1] === to + 1) to = pages[++i] ?? to;
    runs.push(from === to ? String(from) : `${from}–${to}`);
  }
  return runs.length > 12 ? `${runs.slice(0, 12).join(", ")} …` : runs.join(", ");
}
