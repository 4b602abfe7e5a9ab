import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Screened, ScreenTexts } from "../../schema/protocol/http/erasure.ts";
import { ALL_ROOTS } from "../../schema/rooms/fields.ts";
import { CONTENT } from "../../schema/rooms/output-room.ts";
import { fieldRule } from "../../schema/rooms/root-rule.ts";
import type { EntryChange } from "./batch.ts";
import type { PendingStore } from "./pending-store.ts";

/** Asks the server for texts with what was erased from the verdict replaced by its token; rejects where it cannot say. */
export type Screen = (texts: string[]) => Promise<string[]>;

/** One request for at most as many texts as one may hold. */
export type AskScreen<Of = VerdictId> = (of: Of, texts: ScreenTexts) => Promise<Screened>;

/** Units in one request, well below what the server reads of one. */
const REQUEST_UNITS = 100_000;
const REQUEST_TEXTS = 500;
/** Longest text in a request. No room takes a longer one, but its author may keep it as a draft. */
const TEXT_UNITS = 20_000;

/** Screening for one verdict, or one output, in as few requests as there may be. */
export function screenFor<Of>(of: Of, ask: AskScreen<Of>): Screen {
  return async (texts) => {
    const pieces = texts.map(cut);
    const screened: string[] = [];
    for (const request of requestsOf(pieces.flat())) screened.push(...(await ask(of, { texts: request })).texts);
    let at = 0;
    return pieces.map(({ length }) => screened.slice(at, (at += length)).join(""));
  };
}

/**
 * Entries of several acts with their typed words screened, in their order; the very same entries where nothing was replaced.
 * The server is asked only where there are words.
 */
export async function screenEntries(
  acts: readonly (readonly EntryChange[])[],
  screen: Screen,
): Promise<(readonly EntryChange[])[]> {
  const texts = [...new Set(acts.flat().flatMap((entry) => typedFields(entry).map(([, text]) => text)))];
  if (texts.length === 0) return [...acts];
  const screened = await screen(texts);
  const replaced = new Map(texts.map((text, i) => [text, screened[i] ?? text]));
  return acts.map((entries) => {
    const next = entries.map((entry) => {
      const changed = typedFields(entry).flatMap(([name, text]) => {
        const other = replaced.get(text) ?? text;
        return other === text ? [] : [[name, other] as const];
      });
      return changed.length > 0 ? { ...entry, fields: { ...entry.fields, ...Object.fromEntries(changed) } } : entry;
    });
    return next.every((entry, i) => entry === entries[i]) ? entries : next;
  });
}

/** Replaces in the drafts of a verdict what is erased, and says so on them. */
export async function screenDrafts(kept: PendingStore, screen: Screen): Promise<void> {
  const drafts = [...kept.drafts];
  const screened = await screenEntries(
    drafts.map(({ entries }) => entries),
    screen,
  );
  let isRid = false;
  drafts.forEach((draft, i) => {
    const entries = screened[i];
    // Sent or discarded meanwhile.
    if (!entries || entries === draft.entries || !kept.drafts.includes(draft)) return;
    kept.setAside({ ...draft, entries: [...entries], why: "erased" }, null);
    isRid = true;
  });
  if (isRid) kept.renew();
}

/** What takes these is typed text: no id, no time, no closed word. */
const ANY_WORDS = "any words";

/** Whether people type words into a field: notes, comments and titles, and the values of answers, of which some are words. */
function isTyped(root: string, name: string): boolean {
  if (root === CONTENT) return name === "text" || name === "was";
  // What stood there before it was typed over, which may be words too.
  if (root === "answers" && name === "was") return true;
  return fieldRule(ALL_ROOTS, root, name)?.value.safeParse(ANY_WORDS).success === true;
}

function typedFields({ root, fields }: EntryChange): [name: string, text: string][] {
  return Object.entries(fields).flatMap(([name, text]) =>
    typeof text === "string" && text !== "" && isTyped(root, name) ? [[name, text]] : [],
  );
}

/** Cuts between words where a text is too long for one request. */
function cut(text: string): string[] {
  const pieces: string[] = [];
  for (let left = text; left !== ""; left = left.slice(pieces.at(-1)?.length)) {
    const end = left.length <= TEXT_UNITS ? left.length : left.lastIndexOf(" ", TEXT_UNITS - 1) + 1;
    pieces.push(left.slice(0, end > 0 ? end : TEXT_UNITS));
  }
  return pieces;
}

function requestsOf(texts: readonly string[]): string[][] {
  const requests: string[][] = [];
  let units = Infinity;
  for (const text of texts) {
    const last = requests.at(-1);
    if (last && last.length < REQUEST_TEXTS && units + text.length <= REQUEST_UNITS) last.push(text);
    else {
      requests.push([text]);
      units = 0;
    }
    units += text.length;
  }
  return requests;
}
