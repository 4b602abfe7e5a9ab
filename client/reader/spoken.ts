import type { TextWords } from "./words.ts";

const NAMES = { number: "vt-no", part: "vt-spoken", page: "vt-page", tag: "vt-spoken" } as const;
type What = keyof typeof NAMES;

/**
 * Words for assistive technology amid the text, in the reader's language. They are the name of an element and no letter of the
 * text: nothing of them is selected, copied or found. What CSS draws would be there only of paragraphs that are laid out; an
 * image with a name is read wherever it stands, and its role is said in words of ours.
 */
export function spoken(said: string, what: What, words: TextWords): HTMLElement {
  // Thousands are drawn before a text is shown: each is a copy of one that is ready, with what the view would else set on every one.
  if (ready?.words !== words)
    ready = {
      words,
      number: make("number", words),
      part: make("part", words),
      page: make("page", words),
      tag: make("tag", words),
    };
  const element = ready[what].cloneNode() as HTMLElement;
  element.setAttribute("aria-label", said);
  return element;
}

let ready: (Record<What, HTMLElement> & { words: TextWords }) | null = null;

function make(what: What, words: TextWords): HTMLElement {
  const element = document.createElement("span");
  element.className = `${NAMES[what]} ProseMirror-widget`;
  element.setAttribute("contenteditable", "false");
  element.setAttribute("role", "img");
  element.setAttribute("aria-roledescription", words.spoken[what]);
  element.setAttribute("lang", words.lang);
  return element;
}
