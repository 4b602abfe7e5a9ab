/** Durable state of one's own work. */
export type SavedState =
  /** Nothing of one's own waits, and the server was not reached yet nor found out of reach. */
  | { state: "loading"; changes: 0 }
  | { state: "saved"; at: Date | null }
  | { state: "saving"; changes: number; isKept?: boolean }
  /** `isKept`: the changes are safe on this device; `isOnDevice` is false where they last as long as the page. */
  | { state: "offline"; changes: number; isKept?: boolean; isOnDevice?: boolean }
  /** So many texts wait for a choice between one's own words and a colleague's: they are drafts on this device. */
  | { state: "two-wordings"; changes: number }
  | { state: "failed"; since: Date | null; changes: number };

/** Whether changes of one's own are neither at the server nor on this device: the browser asks before their page is left. */
export function isAtRisk(saved: SavedState | undefined): boolean {
  if (!saved || saved.state === "loading" || saved.state === "saved" || saved.state === "two-wordings") return false;
  if (saved.changes === 0) return false;
  return saved.state === "failed" || !saved.isKept;
}
