import { normaliseText } from "./normalise.ts";
import type { Edit, EditKind } from "./revision.ts";
import { TOKEN_MAX, isToken } from "./token.ts";
import { isInsideRun, isInsideWord, leftEdge, rightEdge } from "./words.ts";

/** Why a command's edits are refused as such, whatever the others did. `index` is the edit's place in the command. */
export class EditError extends Error {
  override name = "EditError";
  readonly reason: "order" | "bounds" | "overlap" | "token" | "empty" | "block";
  readonly index: number;
  constructor(reason: EditError["reason"], index: number) {
    super(`edit ${index}: ${reason}`);
    this.reason = reason;
    this.index = index;
  }
}

/**
 * Checks one command's own edits: inside the text, sorted, not overlapping, no two insertions at one point. A redaction
 * replaces something by exactly one typed token. Throws an EditError.
 */
export function checkEdits(text: string, edits: readonly Edit[], kind: EditKind): void {
  let last: Edit | null = null;
  for (const [index, edit] of edits.entries()) {
    if (edit.start > edit.end || edit.end > text.length) throw new EditError("bounds", index);
    if (kind === "redact" && edit.start === edit.end) throw new EditError("empty", index);
    if (kind === "redact" && !isToken(edit.insert)) throw new EditError("token", index);
    if (last && edit.start < last.start) throw new EditError("order", index);
    if (last && edit.start < last.end) throw new EditError("overlap", index);
    if (last && edit.start === edit.end && last.start === last.end && edit.start === last.start)
      throw new EditError("overlap", index);
    last = edit;
  }
}

/**
 * One edit as it is recorded. What touches or lies inside a word becomes a replacement of the whole word, so that a
 * tag on an edited word keeps to it; whole new words and punctuation between words stay an insertion. A redaction takes
 * the rest of a half-chosen word away with it: `Lukov|ca` never leaves an ending behind.
 */
export function widenToWords(text: string, edit: Edit, kind: EditKind = "correct"): Edit {
  return widenEdits(text, [edit], kind)[0] ?? { ...edit, insert: text.slice(edit.start, edit.end) };
}

/**
 * A command's edits (checked, see `checkEdits`) as they are recorded: inserts normalised, widened to whole words, those that then
 * meet in one word made one, insertions beside a replacement taken into it, without spaces at their ends that stay, edits that
 * change nothing left out.
 */
export function widenEdits(text: string, edits: readonly Edit[], kind: EditKind): Edit[] {
  checkEdits(text, edits, kind);
  const changes = (edit: Edit): boolean => edit.insert !== text.slice(edit.start, edit.end);
  const list = edits.map((edit) => ({ ...edit, insert: normaliseText(edit.insert) })).filter(changes);
  const widen = kind === "redact" ? widenRedaction : widenCorrection;
  for (let i = 0; i < list.length;) {
    if (i > 0 && mustJoin(text, list, i - 1, kind)) join(text, list, --i);
    else if (i + 1 < list.length && mustJoin(text, list, i, kind)) join(text, list, i);
    else if (!widen(text, list, i)) i++;
  }
  // A mark that came to its letter by widening composes with it.
  return list.map((edit) => ({ ...edit, insert: normaliseText(edit.insert) })).filter(changes);
}

/** Enough of the new text on either side of an edge to tell words and tokens. */
const CONTEXT = TOKEN_MAX + 8;

function newBefore(text: string, list: readonly Edit[], index: number): string {
  let out = "";
  for (let i = index; i >= 0 && out.length < CONTEXT; i--) {
    const kept = text.slice(list[i - 1]?.end ?? 0, list[i]?.start ?? 0);
    out = (list[i - 1]?.insert ?? "") + kept.slice(-CONTEXT) + out;
  }
  return out;
}

function newAfter(text: string, list: readonly Edit[], index: number): string {
  let out = "";
  for (let i = index; i < list.length && out.length < CONTEXT; i++) {
    const from = list[i]?.end ?? 0;
    const kept = text.slice(from, Math.min(list[i + 1]?.start ?? text.length, from + CONTEXT));
    out += kept + (list[i + 1]?.insert ?? "");
  }
  return out;
}

/** Whether the edit at `index` and the one after it, which abut, have to be one: an insertion beside a replacement, or a word across the seam. */
function mustJoin(text: string, list: readonly Edit[], index: number, kind: EditKind): boolean {
  const [a, b] = [list[index], list[index + 1]];
  if (!a || !b || a.end < b.start) return false;
  if (kind === "redact") {
    // Two tokens for one run of letters: which half is whose name cannot be told.
    if (isInsideRun(text, b.start)) throw new EditError("overlap", index + 1);
    return false;
  }
  if (a.start === a.end || b.start === b.end || isInsideWord(text, b.start)) return true;
  const before = newBefore(text, list, index + 1);
  return isInsideWord(before + b.insert + newAfter(text, list, index + 1), before.length);
}

function join(text: string, list: Edit[], index: number): void {
  const [a, b] = [list[index], list[index + 1]];
  if (!a || !b) return;
  const insert = a.insert + text.slice(a.end, b.start) + b.insert;
  list.splice(index, 2, { start: a.start, end: b.end, insert });
}

/** Widens the edit at `index` by one step; false when it is whole. Never past its neighbours: those that meet are joined. */
function widenCorrection(text: string, list: Edit[], index: number): boolean {
  const edit = list[index];
  if (!edit) return false;
  const before = newBefore(text, list, index);
  const around = before + edit.insert + newAfter(text, list, index);
  let { start, end } = edit;
  if (isInsideWord(text, start) || isInsideWord(around, before.length))
    start = Math.max(leftEdge(text, start), list[index - 1]?.end ?? 0);
  if (isInsideWord(text, end) || isInsideWord(around, before.length + edit.insert.length))
    end = Math.min(rightEdge(text, end), list[index + 1]?.start ?? text.length);
  if (start === edit.start && end === edit.end) return leaveSpaces(text, list, index);
  list[index] = { start, end, insert: text.slice(start, edit.start) + edit.insert + text.slice(edit.end, end) };
  return true;
}

const SPACE = /[^\S\n]/u;

/**
 * Takes a space out of the edit at `index` that it takes away and puts back at one of its ends, unless that parts a token; false when
 * there is none. A passage all of whose words are taken out with others is gone with them, and does not stand on such a space.
 */
function leaveSpaces(text: string, list: Edit[], index: number): boolean {
  const edit = list[index];
  if (!edit) return false;
  const { start, end, insert } = edit;
  if (start === end || insert === "") return false;
  const before = newBefore(text, list, index);
  const around = before + insert + newAfter(text, list, index);
  const isSpace = (was: string, is: string): boolean => was === is && SPACE.test(was);
  if (
    isSpace(text.charAt(start), insert.charAt(0)) &&
    !isInsideWord(text, start + 1) &&
    !isInsideWord(around, before.length + 1)
  )
    list[index] = { start: start + 1, end, insert: insert.slice(1) };
  else if (
    isSpace(text.charAt(end - 1), insert.slice(-1)) &&
    !isInsideWord(text, end - 1) &&
    !isInsideWord(around, before.length + insert.length - 1)
  )
    list[index] = { start, end: end - 1, insert: insert.slice(0, -1) };
  else return false;
  return true;
}

function widenRedaction(text: string, list: Edit[], index: number): boolean {
  const edit = list[index];
  if (!edit) return false;
  const start = isInsideRun(text, edit.start) ? leftEdge(text, edit.start, isInsideRun) : edit.start;
  const end = isInsideRun(text, edit.end) ? rightEdge(text, edit.end, isInsideRun) : edit.end;
  if (start === edit.start && end === edit.end) return false;
  list[index] = {
    start: Math.max(start, list[index - 1]?.end ?? 0),
    end: Math.min(end, list[index + 1]?.start ?? text.length),
    insert: edit.insert,
  };
  return true;
}
