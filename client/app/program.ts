/*
 * The program on this device: its files are kept so that it opens without the server, and an open tab learns that there
 * is a newer version.
 */

/** Whether the program can be kept here at all: only on https or on this very machine. */
export function canKeepProgram(): boolean {
  return isSecureContext && "serviceWorker" in navigator;
}

const ENTRY = 'script[type="module"][src]';
let registration: ServiceWorkerRegistration | null = null;
let hasLooked = false;
let tellUpdated: () => void = () => undefined;

/** Keeps the program, and calls `onUpdated` when a newer one than this tab runs is there. */
export async function keepProgram(onUpdated: () => void): Promise<void> {
  if (!import.meta.env.PROD) return;
  tellUpdated = onUpdated;
  if (!canKeepProgram()) return;
  navigator.serviceWorker.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
    if (isProgram(data) && !runs(data.files)) onUpdated();
  });
  try {
    registration = await navigator.serviceWorker.register("/service-worker.js", { updateViaCache: "none" });
  } catch {
    // Private windows and full disks: the program works, it only does not open offline.
  }
}

/** Looks whether the server has a newer program: after it was away it may have been updated, or it does not understand this page. */
export function lookForUpdate(): void {
  if (registration) registration.update().catch(() => undefined);
  // At its first connection the page has only just come.
  else if (import.meta.env.PROD && hasLooked) void askServer().catch(() => undefined);
  hasLooked = true;
}

/** Where no copy is kept nobody else tells: the page that the server gives now names the program. */
async function askServer(): Promise<void> {
  const reply = await fetch("/", { cache: "no-store" });
  if (!reply.ok) return;
  const page = new DOMParser().parseFromString(await reply.text(), "text/html");
  const entry = page.querySelector(ENTRY)?.getAttribute("src");
  if (entry && !runs([entry])) tellUpdated();
}

/** Whether what this page was loaded from is among the files of a version. */
function runs(files: readonly string[]): boolean {
  const entry = document.querySelector<HTMLScriptElement>(ENTRY);
  return entry === null || files.includes(new URL(entry.src).pathname);
}

function isProgram(data: unknown): data is { files: string[] } {
  return (
    typeof data === "object" &&
    data !== null &&
    "type" in data &&
    data.type === "coram-program" &&
    "files" in data &&
    Array.isArray(data.files)
  );
}
