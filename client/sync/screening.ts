import type { VerdictId } from "../../schema/domain/ids.ts";
import type { Screened, ScreenTexts } from "../../schema/protocol/http/erasure.ts";
import type { ScopeId } from "../../schema/rooms/room-scope.ts";
import type { EntryChange } from "./batch.ts";
import type { Draft } from "./draft.ts";
import { type LetteredDraft, ridDraft, textsOf } from "./letters/draft-letters.ts";
import { typedFields } from "./letters/typed-fields.ts";
import type { WorkStore } from "./offline/work-store.ts";
import type { PendingStore, RememberedWords } from "./pending-store.ts";

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
 * is being asked is looked over as well: of what the server has seen the letters go that are erased, wherever they stand by then, and drafts are asked
 * about again, a few times. What is typed after that the server looks over when it is sent.
 * What stands in a box of another tab is for that tab to see to. So it does in what pages of this tab remember beside drafts. Rejects where the server
 * cannot say.
 */
export async function screenDrafts(kept: PendingStore, screen: Screen): Promise<void> {
  await Promise.all([screenRemembered(kept, screen), screenTyped(kept, screen)]);
}

/** The last of several that ask about the same words at once: an earlier one may have asked before something was erased. */
const lastAsked = new WeakMap<RememberedWords, object>();

/** The same in what pages remember. Where the server cannot say it stays covered until it can. */
async function screenRemembered({ remembered }: PendingStore, screen: Screen): Promise<void> {
  const words = [...new Set(remembered.flatMap((each) => each.cover()))];
  if (words.length === 0) return;
  const turn = {};
  for (const each of remembered) lastAsked.set(each, turn);
  const screened = await screen(words);
  const left = new Map(words.map((text, i) => [text, screened[i] ?? text]));
  for (const each of remembered) if (lastAsked.get(each) === turn) each.uncover((text) => left.get(text) ?? text);
}

async function screenTyped(kept: PendingStore, screen: Screen): Promise<void> {
  const asked = new Map<string, string>();
  let isRid = false;
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const drafts = unasked(kept, asked);
      const texts = [...new Set(drafts.flatMap(textsOf))];
      if (texts.length === 0) return;
      const screened = await screen(texts);
      const replaced = new Map(texts.map((text, i) => [text, screened[i] ?? text]));
      for (const boxes of kept.boxes) boxes.keepNow();
      for (const draft of drafts) if (replace(kept, draft, (text) => replaced.get(text) ?? text, asked)) isRid = true;
    }
  } finally {
    if (isRid) kept.renew();
  }
}

/** Those of which the server has not seen the words as they are now; marks them as asked about. */
function unasked(kept: PendingStore, asked: Map<string, string>): LetteredDraft[] {
  for (const boxes of kept.boxes) boxes.keepNow();
  return kept.drafts.flatMap((draft) => {
    const words = JSON.stringify(draft.entries);
    if (kept.isInOtherTab(draft) || asked.get(draft.id) === words) return [];
    asked.set(draft.id, words);
    return [{ draft, letters: kept.lettersOf(draft.id) }];
  });
}

/** Whether something of it is replaced, with what was typed since, which is asked about in its turn. */
function replace(
  kept: PendingStore,
  of: LetteredDraft,
  screened: (text: string) => string,
  asked: Map<string, string>,
): boolean {
  const draft = kept.drafts.find(({ id }) => id === of.draft.id);
  // Sent or discarded meanwhile.
  const rid = draft ? ridDraft({ draft, letters: kept.lettersOf(draft.id) }, of, screened) : null;
  if (!draft || !rid) return false;
  const { letters, isOther } = rid;
  // What was put in its place is not asked about again.
  if (JSON.stringify(draft.entries) === asked.get(draft.id)) asked.set(draft.id, JSON.stringify(rid.draft.entries));
  const now: Draft = isOther ? { ...rid.draft, why: "erased" } : draft;
  kept.setAside(now, null, letters);
  if (isOther) for (const boxes of kept.boxes) boxes.screened(now);
  return true;
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
