import { serverReach } from "./reach.ts";

/**
 * That somebody signed out of this browser while the server could not be told: nobody is signed in here from then on, in any
 * tab, and the server hears of it before it is asked anything else.
 */
export const OWED_END = "coram.end-owed";

export function isEndOwed(): boolean {
  try {
    return localStorage.getItem(OWED_END) !== null;
  } catch {
    return false;
  }
}

/** False where the browser keeps nothing: a reload would sign them in again. */
export function oweEnd(): boolean {
  try {
    localStorage.setItem(OWED_END, "");
    return true;
  } catch {
    return false;
  }
}

let telling: Promise<boolean> | null = null;

/** Tells the server what it is owed; false while it cannot be told. */
export function tellEnd(): Promise<boolean> {
  if (!isEndOwed()) return Promise.resolve(true);
  telling ??= tell().finally(() => (telling = null));
  return telling;
}

async function tell(): Promise<boolean> {
  try {
    const { status } = await fetch("/api/session", { method: "DELETE", credentials: "same-origin", cache: "no-store" });
    // Nobody was signed in any more, or nobody is now.
    if (status < 400 || status === 401) {
      localStorage.removeItem(OWED_END);
      return true;
    }
  } catch {
    // Out of reach still.
  }
  serverReach.lost();
  return false;
}
