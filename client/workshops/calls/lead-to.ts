import type { LitElement } from "lit";

/** Brings a part of a workshop's page into sight, wherever the room has it, and puts the focus on the first of what is in it. */
export async function leadTo(host: LitElement, part: string, first: string): Promise<void> {
  host.dispatchEvent(new CustomEvent("coram-room-sought", { bubbles: true }));
  await host.closest<LitElement>("coram-workshop-page")?.updateComplete;
  const found = host.querySelector(part);
  found?.scrollIntoView({ block: "center" });
  found?.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
}
