/** Says one sentence to screen readers through the shell's live region, politely. */
export function announce(sentence: string): void {
  const region = document.getElementById("coram-live");
  if (!region) return;
  // The same words twice are only read again when the region was empty between.
  region.textContent = "";
  requestAnimationFrame(() => (region.textContent = sentence));
}

let told: AbortController | null = null;

/** Says one sentence to everybody: screen readers hear it, and it stands at the foot of the window until the next key or press. */
export function tell(sentence: string): void {
  announce(sentence);
  told?.abort();
  const shown = document.createElement("p");
  shown.className = "told";
  // The live region is what is read.
  shown.ariaHidden = "true";
  shown.textContent = sentence;
  document.body.append(shown);
  // Over a dialog too.
  shown.popover = "manual";
  shown.showPopover();
  const { signal } = (told = new AbortController());
  signal.addEventListener("abort", () => shown.remove());
  const leave = (): void => told?.abort();
  // Not with the key that it answers.
  setTimeout(() => {
    for (const type of ["keydown", "pointerdown", "coram-navigate"])
      addEventListener(type, leave, { signal, capture: true });
  });
}
