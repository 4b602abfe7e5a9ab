/** Durable state of one's own work. */
export type SavedState =
  | { state: "saved"; at: Date | null }
  | { state: "saving"; changes: number; isKept?: boolean }
  /** `isKept`: the changes are safe on this device; `isOnDevice` is false where they last as long as the page. */
  | { state: "offline"; changes: number; isKept?: boolean; isOnDevice?: boolean }
  | { state: "failed"; since: Date | null; changes: number };
