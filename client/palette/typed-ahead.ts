import { navigate } from "../app/router.ts";
import { latinLetter, MOD } from "../elements/key-press.ts";
import { TOUCH } from "../elements/screen.ts";
import { t } from "../i18n/t.ts";
import { holdHere } from "../typed/keep-words.ts";
import { ofMember } from "../typed/of-member.ts";
import type { Stroke } from "../writer/write-on.ts";

/** What was typed for a page before it was there. */
export interface TypedAhead {
  /** A line is a paragraph. */
  words: string;
  /** The same, with what was pressed between the words. */
  strokes: readonly Stroke[];
  /** Something else was gone to meanwhile: the focus stays there. */
  isLeft: boolean;
}

interface Making {
  /** With a sign where a key between them changes how they look (`KEYS`). */
  words: string;
  isLeft: boolean;
  /** The page that it leads to; null while it is being made. */
  href: string | null;
  /** Had the focus before. */
  before: Element | null;
  /** Has what is typed; null where nobody types on. */
  field: HTMLTextAreaElement | null;
  /** The last key was a shortcut, which may lead elsewhere. */
  isHeard: boolean;
  listening: AbortController;
  /** Who typed it. */
  of: object;
  /** Has the words where nothing takes them; without it they are `strayWords`. */
  keep?: (words: string) => void;
}

let member = {};
let making: Making | null = null;
/** What was typed for something that could not be made, by what that was: it comes along with the next try, while one stays where one is. */
const unmade = new Map<string, string>();
/** What was typed for what never came: the shell shows it. */
let strays: readonly string[] = [];
const watchers = new Set<() => void>();
ofMember({
  clear: () => {
    if (making) leave(making);
    making = null;
    member = {};
    unmade.clear();
    setStrays([]);
  },
});

/**
 * Makes something and goes to its page, on which one writes: what is typed from the press on is that page's, which takes it (`takeAhead`)
 * as soon as it has a field. Until then a field that nobody sees has the focus, and lets no program take it away: so nothing
 * falls to nobody, neither a letter that a dead key makes nor one of a phone's keyboard.
 * `within`: a form in a dialog, where only that can have the focus. `make` gives the address, once the dialog is shut. Rejects as it does.
 */
export async function goWriting(what: string, within: Element | null, make: () => Promise<string>): Promise<void> {
  begin(what, within ?? document.body);
  const mine = making;
  try {
    const href = await make();
    if (mine) mine.href = href;
    if (mine === making) hold();
    else if (mine) stray(mine);
    // Who stays where they were writes on there.
    if (!navigate(href) && mine === making) endAhead(pathOf(href));
  } catch (error) {
    if (mine && mine === making) {
      making = null;
      keepUnmade(what, mine);
    } else if (mine) stray(mine);
    throw error;
  }
}

/** Once one rests for so long, and had begun within so long, one has seen that nothing is taken any more. */
const REST_MS = 1500;
const BEGIN_MS = 5000;
/** Where what is typed goes that nothing takes: no page. */
const NOWHERE = "typed:nowhere";

/**
 * What one types in is from now on to be read only: what is typed on goes to `keep` once one rests, and is no shortcut of the page. To be
 * called while that has the focus still. Gives what ends it at once.
 */
export function typeOnNowhere(keep: (words: string) => void): () => void {
  begin(NOWHERE, document.getElementById("main") ?? document.body);
  const mine = making;
  const end = (): void => {
    if (mine === making) endAhead(pathOf(NOWHERE));
  };
  if (!mine?.field) return end;
  mine.href = NOWHERE;
  mine.keep = keep;
  let resting = setTimeout(end, BEGIN_MS);
  mine.field.addEventListener("input", () => {
    clearTimeout(resting);
    resting = setTimeout(end, REST_MS);
    holdHere("typed ahead", true);
  });
  mine.listening.signal.addEventListener("abort", () => {
    clearTimeout(resting);
    // Not within the press that lets go, nor within what ends it.
    queueMicrotask(end);
  });
  return end;
}

/** Nobody writes on the page of this path, for which something was typed: that stands in `strayWords`, and keys are the page's. */
export function endAhead(path: string): void {
  if (!making?.href || pathOf(making.href) !== path) return;
  const { field, before } = making;
  const hadFocus = field !== null && document.activeElement === field;
  leave(making);
  stray(making);
  making = null;
  if (!hadFocus) return;
  if (before instanceof HTMLElement) before.focus();
  if (document.activeElement === document.body) document.getElementById("main")?.focus({ preventScroll: true });
}

/** The shell shows this path: what was typed for another page, or for what could not be made on the one before, is not this one's. */
export function arriveAhead(path: string): void {
  const to = making?.href ? pathOf(making.href) : path;
  if (to !== path) endAhead(to);
  for (const words of unmade.values()) stray({ words, of: member });
  unmade.clear();
  holdPage();
}

/** What was typed for pages that did not come, the oldest first. */
export function strayWords(): readonly string[] {
  return strays;
}

export function dropStray(words: string): void {
  setStrays(strays.filter((each) => each !== words));
}

/** Gives back what ends it. */
export function onStrayWords(act: () => void): () => void {
  watchers.add(act);
  return () => watchers.delete(act);
}

/** What was typed for the page at this address; once, and null where nobody has just made what it shows. */
export function takeAhead(href: string): TypedAhead | null {
  if (making?.href !== href) return null;
  leave(making);
  const { words, isLeft } = making;
  making = null;
  return { words: wordsOf(words), strokes: strokesOf(words), isLeft };
}

function pathOf(href: string): string {
  return new URL(href, location.href).pathname;
}

function stray({ words: typed, of, keep }: Pick<Making, "words" | "of" | "keep">): void {
  const words = wordsOf(typed);
  if (of !== member || words.trim() === "") return holdPage();
  if (!keep) return setStrays([...strays.filter((each) => each !== words), words]);
  keep(words);
  holdPage();
}

function setStrays(words: readonly string[]): void {
  strays = words;
  holdPage();
  for (const act of watchers) act();
}

/** Words that stand nowhere else go with the page, which asks before it does. */
function holdPage(): void {
  holdHere("typed ahead", strays.length > 0 || unmade.size > 0);
}

function begin(what: string, within: Element): void {
  if (making) leave(making);
  // What is still being made hands its words over itself, once it is.
  if (making?.href) stray(making);
  const before = document.activeElement;
  const words = unmade.get(what) ?? "";
  unmade.delete(what);
  holdPage();
  const listening = new AbortController();
  making = { words, isLeft: false, href: null, before, field: null, isHeard: false, listening, of: member };
  // A finger that pressed a button wants no keyboard over the page.
  if (TOUCH.matches && !before?.matches(TYPED_IN)) return;
  const field = document.createElement("textarea");
  field.className = "visually-hidden typed-ahead";
  field.setAttribute("aria-label", t("shell.typed-ahead"));
  field.autocomplete = "off";
  making.field = field;
  within.append(field);
  field.focus({ preventScroll: true });
  const { signal } = listening;
  document.addEventListener("focusin", onFocus, { signal });
  for (const type of ["pointerdown", "keydown"] as const) addEventListener(type, onAct, { signal, capture: true });
}

/** The field has the focus again, in the page where the dialog that it stood in is shut. */
function hold(): void {
  const field = making?.field;
  if (!field) return;
  if (!field.isConnected || !field.checkVisibility()) document.body.append(field);
  field.focus({ preventScroll: true });
}

/**
 * The focus has moved: by a program that opens the page, or by a shortcut, as late as the machine is slow. A shortcut leads to where one types,
 * or into a dialog; a program gives it to the page as a whole, or back to what was pressed.
 */
function onFocus({ target: to }: FocusEvent): void {
  const mine = making;
  if (!mine?.field || to === mine.field || !(to instanceof Element)) return;
  const dialog = to.closest("dialog");
  const leads = to.matches(TYPED_IN) || (dialog !== null && dialog !== mine.field.closest("dialog"));
  if (mine.isHeard && leads) letGo(mine);
  else hold();
}

const TYPED_IN = "input, textarea, [contenteditable=true]";

/** Who presses something, or a key that leads elsewhere, is let go there. */
function onAct(event: Event): void {
  const mine = making;
  if (!mine) return;
  if (event instanceof KeyboardEvent && holdKey(event, mine)) return;
  if (event instanceof KeyboardEvent && !/^(Tab|Escape|F\d+)$/.test(event.key)) {
    // With both, or with Alt on a Mac, one types signs. Ctrl+B and Ctrl+S lead nowhere: only the focus tells.
    mine.isHeard = !event.altKey && (event.ctrlKey || event.metaKey);
    return;
  }
  letGo(mine);
}

/** What changes the look of the words behind it stands among them as a sign, and is pressed again where they go: not a letter of a typed text is one. */
const KEYS: Readonly<Record<string, { sign: string; stroke: Stroke }>> = {
  b: { sign: "\uF8F1", stroke: { press: "strong" } },
  i: { sign: "\uF8F2", stroke: { press: "em" } },
};
const SIGNS = new Map(Object.values(KEYS).map(({ sign, stroke }) => [sign, stroke]));

function holdKey(event: KeyboardEvent, { field }: Making): boolean {
  const isHeld = (MOD === "⌘" ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;
  const key = KEYS[latinLetter(event)];
  if (!key || !isHeld || !field || document.activeElement !== field) return false;
  event.preventDefault();
  const { selectionStart: from, selectionEnd: to } = field;
  const around = from === to ? [key.sign] : [key.sign, field.value.slice(from, to), key.sign];
  field.setRangeText(around.join(""), from, to, "end");
  return true;
}

function strokesOf(typed: string): Stroke[] {
  return typed.split(/([\uF8F1\uF8F2])/).flatMap((part) => (part === "" ? [] : [SIGNS.get(part) ?? part]));
}

function wordsOf(typed: string): string {
  return typed.replaceAll(/[\uF8F1\uF8F2]/g, "");
}

function letGo(of: Making): void {
  leave(of);
  of.isLeft = true;
}

function leave(of: Making): void {
  of.listening.abort();
  if (!of.field) return;
  of.words += of.field.value;
  of.field.remove();
  of.field = null;
}

function keepUnmade(what: string, of: Making): void {
  const hadFocus = document.activeElement === of.field;
  leave(of);
  if (of.words) unmade.set(what, of.words);
  holdPage();
  // A button is switched off until it is drawn anew.
  if (hadFocus)
    setTimeout(() => document.activeElement === document.body && of.before instanceof HTMLElement && of.before.focus());
}
