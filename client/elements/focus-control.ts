import type { LitElement } from "lit";

/** Puts the focus on the first control of an element, as soon as it is drawn. */
export async function focusControl(of: LitElement | HTMLTextAreaElement): Promise<void> {
  if (of instanceof HTMLTextAreaElement) return of.focus();
  await of.updateComplete;
  of.querySelector<HTMLElement>("[tabindex='0'], input, textarea, select")?.focus();
}
