import type { ReactiveControllerHost } from "lit";

/** Drafts that somebody folded on this device: the list lies open where there is another one that could not be saved. */
const FOLDED = "coram.drafts-folded";
const FOLDED_MAX = 300;

function foldedDrafts(): Set<string> {
  try {
    return new Set((localStorage.getItem(FOLDED) ?? "").split(" ").filter(Boolean));
  } catch {
    // Storage may be closed to us.
    return new Set();
  }
}

/** Whether a list of drafts lies open, for its `<details>`. */
export class FoldedDrafts {
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate">;
  private readonly drafts: () => readonly { id: string; why: string }[];
  /** Somebody opened it here. */
  private isAsked = false;

  constructor(
    host: Pick<ReactiveControllerHost, "requestUpdate">,
    drafts: () => readonly { id: string; why: string }[],
  ) {
    this.host = host;
    this.drafts = drafts;
  }

  /** What was only left unsent is one line until somebody opens it: it would cover the text on every page that one comes to. */
  get isOpen(): boolean {
    const folded = foldedDrafts();
    return this.isAsked || this.drafts().some(({ id, why }) => why !== "typed" && !folded.has(id));
  }

  readonly onToggle = (event: Event): void => {
    const isOpen = (event.currentTarget as HTMLDetailsElement).open;
    if (isOpen === this.isOpen) return;
    this.isAsked = isOpen;
    // Those of other pages stay as they are.
    const folded = foldedDrafts();
    for (const { id } of this.drafts()) {
      folded.delete(id);
      if (!isOpen) folded.add(id);
    }
    try {
      localStorage.setItem(FOLDED, [...folded].slice(-FOLDED_MAX).join(" "));
    } catch {
      // It then lies open again on the next page.
    }
    this.host.requestUpdate();
  };
}
