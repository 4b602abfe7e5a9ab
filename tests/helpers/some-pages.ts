/** A PDF with some of its pages only: its page tree names no others. For files whose tree is one plain list, as scanners write it. */
export function somePages(pdf: Uint8Array, from: number, count: number): Uint8Array {
  const text = Buffer.from(pdf).toString("latin1");
  const cut = text
    .replace(/\/Kids \[([^\]]*)\]/, (whole, kids: string) => {
      const kept = (kids.match(/\d+ \d+ R/g) ?? []).slice(from - 1, from - 1 + count).join(" ");
      return `/Kids [ ${kept} ]`.padEnd(whole.length);
    })
    .replace(/\/Count \d+/, (whole) => `/Count ${count}`.padEnd(whole.length));
  if (cut.length !== text.length || cut === text) throw new Error("this file's pages are no plain list");
  return Buffer.from(cut, "latin1");
}
