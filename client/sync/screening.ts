import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Screened, ScreenTexts } from "../../schema/protocol/http/erasure.ts";
import type { ScopeId } from "../../schema/rooms/room-scope.ts";
import { ALL_ROOTS } from "../../schema/rooms/fields.ts";
import { CONTENT } from "../../schema/rooms/output-room.ts";
import { fieldRule } from "../../schema/rooms/root-rule.ts";
import type { EntryChange } from "./batch.ts";
import type { Draft } from "./draft.ts";
import type { WorkStore } from "./offline/work-store.ts";
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

/** So often what is typed on is asked about: who types on and on would else use up what the server answers in a quarter of an hour. */
const ROUNDS = 5;

/**
 * Replaces in the drafts of a scope what is erased, says so on them, and shows it in the boxes that hold their words. What is typed while the server
 * is being asked is looked over as well: drafts are found again by their ids, what the server has seen of them is replaced, and they are
 * asked about again, a few times. What is typed after that the server looks over when it is sent.
 * What stands in a box of another tab is for that tab to see to. Rejects where the server cannot say.
 */
export async function screenDrafts(kept: PendingStore, screen: Screen): Promise<void> {
  const asked = new Map<string, string>();
  let isRid = false;
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const drafts = unasked(kept, asked);
      if (drafts.length === 0) return;
      const screened = await screenEntries(
        drafts.map(({ entries }) => entries),
        screen,
      );
      for (const boxes of kept.boxes) boxes.keepNow();
      for (const [i, draft] of drafts.entries()) {
        const entries = screened[i];
        if (entries && entries !== draft.entries && replace(kept, draft, entries, asked)) isRid = true;
      }
    }
  } finally {
    if (isRid) kept.renew();
  }
}

/** Those of which the server has not seen the words as they are now; marks them as asked about. */
function unasked(kept: PendingStore, asked: Map<string, string>): Draft[] {
  for (const boxes of kept.boxes) boxes.keepNow();
  return kept.drafts.filter((draft) => {
    const words = JSON.stringify(draft.entries);
    if (kept.isInOtherTab(draft) || asked.get(draft.id) === words) return false;
    asked.set(draft.id, words);
    return true;
  });
}

/** Whether its words are replaced: as the server was asked about them, or with what was typed behind them since, which is asked about in its turn. */
function replace(
  kept: PendingStore,
  draft: Draft,
  screened: readonly EntryChange[],
  asked: Map<string, string>,
): boolean {
  const now = kept.drafts.find(({ id }) => id === draft.id);
  // Sent or discarded meanwhile.
  if (!now) return false;
  const isTypedOn = JSON.stringify(now.entries) !== JSON.stringify(draft.entries);
  const entries = isTypedOn ? withTail(now.entries, draft.entries, screened) : [...screened];
  if (entries === null) return false;
  // What was put in its place is not asked about again.
  if (!isTypedOn) asked.set(draft.id, JSON.stringify(entries));
  const erased: Draft = { ...now, entries, why: "erased" };
  kept.setAside(erased, null);
  for (const boxes of kept.boxes) boxes.screened(erased);
  return true;
}

/** What stands there now with its beginning screened, where all that was asked about still begins it; null where it was changed otherwise. */
function withTail(
  now: readonly EntryChange[],
  was: readonly EntryChange[],
  screened: readonly EntryChange[],
): EntryChange[] | null {
  if (now.length !== was.length) return null;
  const next = now.map((entry, i) => {
    const fields = Object.entries(entry.fields).map(([name, value]) => {
      const [before, after] = [was[i]?.fields[name], screened[i]?.fields[name]];
      if (before === after) return [name, value] as const;
      if (typeof value !== "string" || typeof before !== "string" || typeof after !== "string") return null;
      return value.startsWith(before) ? ([name, after + value.slice(before.length)] as const) : null;
    });
    const isWhole = fields.every((field) => field !== null);
    return isWhole ? { ...entry, fields: Object.fromEntries(fields) } : null;
  });
  return next.every((entry) => entry !== null) ? next : null;
}

/**
 * What is kept of a scope, for the page that opens it: what is erased was replaced in the drafts before any box can have their words. Out of
 * reach they are as they were kept, and are looked over on the next connection.
 */
export async function openScreened(
  work: WorkStore,
  of: ScopeId,
  screen: Screen,
  isAway: boolean,
): Promise<PendingStore> {
  const kept = await work.openWork(of);
  if (!isAway) await screenDrafts(kept, screen).catch(() => undefined);
  return kept;
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
