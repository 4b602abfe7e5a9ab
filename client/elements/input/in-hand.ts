import { canHoldCaret, type CaretField, onFieldGone } from "./lost-focus.ts";

/** What becomes of words whose field has gone from under whoever types in it. */
export interface GoesOn {
  /** What has become of the place, and what may be done with the words. */
  said(): string;
  /** Keeps them as they are now. */
  keep(words: string): void;
  /** Their writer has them elsewhere, or in a list. */
  letGo(): void;
  /** Nobody wants them. */
  drop(): void;
  /** Where else they may go now, and how that is called. */
  into(): { label: string; put(words: string): void } | null;
  /** Whether they are not to be read here any more. */
  readonly isOver: boolean;
  /** Whether they outlive the page. */
  readonly isSafe: boolean;
  /** Calls back with the words in which what is erased was replaced, until the answer is called. */
  follow(onReplaced: (words: string) => void): () => void;
}

/** Words that somebody types and has not sent. */
export interface InHand {
  /** Of their field. */
  label: string;
  lang: string;
  /** Where they are not what stands in the field that has the caret. */
  words?: string;
  /** Null where they are sent, or nobody has to keep them. */
  goOn(): GoesOn | null;
}

/** An element with a field for words that are kept until they are sent. */
export interface TypesWords extends HTMLElement {
  /** The same for two elements that hold the same words: a page that is drawn otherwise draws another one for them. */
  readonly wordsKey: unknown;
  readonly inHand: InHand | null;
}

/** A field whose words are kept under a name, wherever it is drawn. */
export interface KeptField {
  name: string;
  /** Null where nothing waits in it. */
  readonly inHand: InHand | null;
  /** Lays words into it, as if they were typed there. */
  take(words: string): void;
}

/** A field that has gone from the page, with what was typed in it. */
export interface GoneField {
  field: CaretField;
  /** Where it stood in the window as the last key was pressed. */
  at: DOMRectReadOnly;
  inHand: InHand;
  /** A field that has the same words again: they have not lost theirs, it is another one. */
  again(): CaretField | null;
  /** Of a field that is kept under one. */
  name?: string;
}

let at: DOMRectReadOnly = new DOMRect();
/** What is done now is its writer's own act: they leave the field, or send what stands in it. */
let isOwnAct = false;
/** Fields that somebody has typed in. */
const typedIn = new WeakSet<CaretField>();
const keptFields = new WeakMap<CaretField, KeptField>();
let giveBack: (name: string, field: CaretField, kept: KeptField) => void = () => undefined;
let draw: (gone: GoneField) => void = () => undefined;

addEventListener(
  "keydown",
  ({ target, key, ctrlKey, metaKey }) => {
    if (!(target instanceof Element) || !canHoldCaret(target)) return;
    // Between two keys nothing has to be laid out for it.
    at = target.getBoundingClientRect();
    if (key === "Escape" || (key === "Enter" && (ctrlKey || metaKey || target instanceof HTMLInputElement))) act();
  },
  { capture: true },
);
addEventListener("popstate", act, { capture: true });
addEventListener("input", ({ target }) => target instanceof Element && canHoldCaret(target) && typedIn.add(target), {
  capture: true,
});

function act(): void {
  isOwnAct = true;
  setTimeout(() => (isOwnAct = false));
}

onFieldGone((field, around) => {
  if (isOwnAct) return;
  const owner = around.find(typesWords);
  const kept = keptFields.get(field);
  const inHand = owner ? owner.inHand : kept?.inHand;
  if (!inHand) return;
  const again = (): CaretField | null => (owner ? heldAgain(owner) : kept ? namedAgain(kept.name, field) : null);
  draw({ field, at, inHand, again, ...(kept && !owner ? { name: kept.name } : {}) });
});

/** `on`: draws a field for words that have lost theirs. `back`: one of this name, in which they may stand again, has come. */
export function drawGone(on: (gone: GoneField) => void, back: typeof giveBack): void {
  draw = on;
  giveBack = back;
}

/** The words of a field are kept under a name. */
export function keepsField(field: CaretField, kept: KeptField): void {
  keptFields.set(field, kept);
  giveBack(kept.name, field, kept);
}

/** The field of an element that has the same words as one that has gone. */
function heldAgain({ localName, wordsKey }: TypesWords): CaretField | null {
  const others = [...document.querySelectorAll(localName)].filter(typesWords);
  const fields = others.flatMap((each) =>
    each.wordsKey === wordsKey ? [...each.querySelectorAll("textarea, input")] : [],
  );
  return fields.find(canHoldCaret) ?? null;
}

function namedAgain(name: string, gone: CaretField): CaretField | null {
  const fields = [...document.querySelectorAll("textarea, input")].filter(canHoldCaret);
  return fields.find((each) => each !== gone && keptFields.get(each)?.name === name) ?? null;
}

/** What somebody has typed into fields of forms, whose words nothing keeps until they are sent: of a page that is going to be shut. */
export function unkeptWords(): string[] {
  // In a field that words go on in they are a draft.
  const written = ":is(textarea, input:not([type]), input[type=text]):not(coram-held-words *)";
  const fields = [...document.querySelectorAll(written)].filter(canHoldCaret);
  const isUnkept = (field: CaretField): boolean =>
    typedIn.has(field) && !keptFields.get(field)?.inHand && !ownerOf(field);
  return fields.filter(isUnkept).flatMap(({ value }) => (value.trim() === "" ? [] : [value]));
}

function ownerOf(field: Element): TypesWords | null {
  for (let element: Element | null = field; element; element = element.parentElement)
    if (typesWords(element)) return element;
  return null;
}

function typesWords(element: Element): element is TypesWords {
  return "inHand" in element;
}
