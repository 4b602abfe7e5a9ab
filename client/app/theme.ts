import type { Theme } from "../../schema/domain/theme.ts";

const STORAGE_KEY = "coram.theme";

/** The theme chosen on this device; public/theme.js has set it before the first paint. */
export function theme(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  return chosen === "light" || chosen === "dark" ? chosen : "system";
}

export function setTheme(next: Theme): void {
  if (next === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = next;
  try {
    if (next === "system") localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, next);
  } catch {
    // Storage may be closed to us: the choice then lasts for this page.
  }
}
