import * as Y from "yjs";
import { UI_LANGUAGES } from "../../schema/domain/language.ts";
import type { Hub } from "../rooms/hub.ts";
import type { ValueChange } from "../rooms/log/renewal.ts";
import type { Store } from "../store/store.ts";

/**
 * The methodology is made while verdicts are read: an example, a comment or a note of a freeze may hold a name. Gives the
 * draft and its discussion new documents, where they hold it; where they held it once, a log without it.
 */
export async function rebuildDraft(
  store: Store,
  hub: Pick<Hub, "look" | "rebuild" | "forgetDeleted" | "publish">,
  rewrite: (text: string) => string,
  change: ValueChange,
): Promise<void> {
  const draft = await store.methodologies.draft();
  let isRebuilt = false;
  for (const room of draft ? [draft.room, draft.discussion] : []) {
    const holds = await hub.look(room, (doc) => {
      for (const root of doc.share.keys()) if (holdsIt(doc.getMap(root), rewrite)) return true;
      return false;
    });
    if (holds) isRebuilt = (await hub.rebuild(room, change)) !== null || isRebuilt;
    else await hub.forgetDeleted(room);
  }
  // Pages that show it ask for the new rooms.
  if (isRebuilt) hub.publish({ type: "methodology" });
}

function holdsIt(root: Y.Map<unknown>, rewrite: (text: string) => string): boolean {
  for (const entry of root.values()) {
    if (!(entry instanceof Y.Map)) continue;
    for (const value of entry.values()) if (typeof value === "string" && rewrite(value) !== value) return true;
  }
  return false;
}

const LANGUAGES: ReadonlySet<string> = new Set(UI_LANGUAGES);

/** The same content with its texts rewritten: what stands under a language, and nothing that is a key. */
export function rewriteTexts<T>(content: T, rewrite: (text: string) => string): T {
  const walk = (value: unknown, isText: boolean): unknown => {
    if (typeof value === "string") return isText ? rewrite(value) : value;
    if (Array.isArray(value)) return value.map((each) => walk(each, isText));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, walk(each, isText || LANGUAGES.has(key))]),
    );
  };
  return walk(content, false) as T;
}
