import { navigate } from "../app/router.ts";
import { TOUCH } from "../elements/screen.ts";
import { t } from "../i18n/t.ts";
import { ofMember } from "../typed/of-member.ts";

/** What was typed for a page before it was there. */
export interface TypedAhead {
  /** A line is a paragraph. */
  words: string;
  /** Something else was gone to meanwhile: the focus stays there. */
  isLeft: boolean;
}

interface Making extends TypedAhead {
  /** The page that it leads to; null while it is being made. */
  href: string | null;
  /** Had the focus before. */
  before: Element | null;
  /** Has what is typed; null where nobody types on. */
  field: HTMLTextAreaElement | null;
  listening: AbortController;
}

let making: Making | null = null;
ofMember({
  clear: () => {
    if (making) leave(making);
    making = null;
  },
});
/** What was typed for something that could not be made, by what that was: it comes along with the next. */
const unmade = ofMember(new Map<string, string>());

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
    navigate(href);
  } catch (error) {
    if (mine && mine === making) {
      keepUnmade(what, mine);
      making = null;
    }
    throw error;
  }
}

/** What was typed for the page at this address; once, and null where nobody has just made what it shows. */
export function takeAhead(href: string): TypedAhead | null {
  if (making?.href !== href) return null;
  leave(making);
  const { words, isLeft } = making;
  making = null;
  return { words, isLeft };
}

function begin(what: string, within: Element): void {
  if (making) leave(making);
  const before = document.activeElement;
  const words = unmade.get(what) ?? "";
  const listening = new AbortController();
  making = { words, isLeft: false, href: null, before, field: null, listening };
  // A finger that pressed a button wants no keyboard over the page.
  if (TOUCH.matches && !(before instanceof HTMLInputElement || before instanceof HTMLTextAreaElement)) return;
  const field = document.createElement("textarea");
  field.className = "visually-hidden typed-ahead";
  field.setAttribute("aria-label", t("shell.typed-ahead"));
  field.autocomplete = "off";
  making.field = field;
  within.append(field);
  field.focus({ preventScroll: true });
  const { signal } = listening;
  document.addEventListener("focusin", ({ target }) => target !== field && hold(), { signal });
  for (const type of ["pointerdown", "keydown"] as const) addEventListener(type, onAct, { signal, capture: true });
}

/** The field has the focus again, in the page where the dialog that it stood in is shut. */
function hold(): void {
  const field = making?.field;
  if (!field) return;
  if (!field.isConnected || !field.checkVisibility()) document.body.append(field);
  field.focus({ preventScroll: true });
}

/** Who presses something, or a key that leads elsewhere, is let go there. */
function onAct(event: Event): void {
  if (!making || (event instanceof KeyboardEvent && !leadsAway(event))) return;
  leave(making);
  making.isLeft = true;
}

function leadsAway({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key === "Tab" || key === "Escape" || /^F\d+$/.test(key)) return true;
  // With both, or with Alt on a Mac, one types signs.
  return (ctrlKey || metaKey) && !altKey && key.length === 1 && !"acvxyz".includes(key.toLowerCase());
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
  // A button is switched off until it is drawn anew.
  if (hadFocus)
    setTimeout(() => document.activeElement === document.body && of.before instanceof HTMLElement && of.before.focus());
}
