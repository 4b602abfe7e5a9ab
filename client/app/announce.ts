/** Says one sentence to screen readers through the shell's live region, politely. */
export function announce(sentence: string): void {
  const region = document.getElementById("coram-live");
  if (!region) return;
  // The same words twice are only read again when the region was empty between.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = sentence));
}
