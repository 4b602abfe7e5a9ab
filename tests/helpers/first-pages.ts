/** A PDF with its first pages only: its page tree names no others. For files whose tree is one plain list, as scanners write it. */
export function firstPages(pdf: Uint8Array, count: number): Uint8Array {
  const text = Buffer.from(pdf).toString("latin1");
  const cut = text
    .replace(/\/Kids \[([^\]]*)\]/, (whole, kids: string) => {
      const kept = (kids.match(/\d+ \d+ R/g) ?? []).slice(0, count).join(" ");
      return `/Kids [ ${kept} ]`.padEnd(whole.length);
    })
    .replace(/\/Count \d+/, (whole) => `/Count ${count}`.padEnd(whole.length));
  // Everything else stands where the table of the file's parts says.
  if (cut.length !== text.length || cut === text) throw new Error("this file's pages are no plain list");
  return Buffer.from(cut, "latin1");
}
