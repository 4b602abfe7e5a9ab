import { nothing } from "lit";
import { AsyncDirective, directive } from "lit/async-directive.js";
import type { ElementPart } from "lit";
import { putInto } from "./put-into.ts";
import { ofMember } from "./of-member.ts";
import { onScreened, unsentWords } from "./typed-on.ts";

type Field = HTMLTextAreaElement | HTMLInputElement;
type KeptField = (field: Field, key: string, put: (words: string) => void) => void;

let keptField: KeptField = () => undefined;

/** `listener`: has each field that keeps its words where drafts lie, its key, and what lays words into it as if they were typed there. */
export function onKeptField(listener: KeptField): void {
  keptField = listener;
}

/** Words that no device may keep: of a text that is being prepared. They live as long as the page. */
const onlyHere = ofMember(new Set<string>());

/**
 * Keeps what is typed into a field for an act (`keepWords`): under its key it stands there when the field comes back, whether its dialog was
 * shut, its page left or the browser closed. What is equal to `given` is not typed. Whoever sends the words says `wordsSent`.
 */
class KeepWords extends AsyncDirective {
  private field: Field | null = null;
  private key: string | null = null;
  private given = "";
  private isHere = false;
  private stop: (() => void) | null = null;

  render(_key: string | null, _given = "", _isHere = false): typeof nothing {
    return nothing;
  }

  override update({ element }: ElementPart, [key, given = "", isHere = false]: Parameters<this["render"]>): unknown {
    if (!(element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement)) return nothing;
    if (this.field !== element) {
      this.field?.removeEventListener("input", this.onInput);
      element.addEventListener("input", this.onInput);
      this.field = element;
    }
    this.follow();
    this.given = given;
    this.isHere = isHere;
    if (key === this.key) return nothing;
    this.key = key;
    if (key === null) return nothing;
    // Its element is drawn first: it is told of the words as if they were typed now.
    queueMicrotask(() => {
      if (unsentWords.has(key)) this.fill(key);
      if (!isHere && key === this.key) keptField(element, key, (words) => this.put(words));
    });
    return nothing;
  }

  protected override disconnected(): void {
    this.stop?.();
    this.stop = null;
  }

  protected override reconnected(): void {
    this.follow();
  }

  /** What is erased leaves the field as well. */
  private follow(): void {
    this.stop ??= onScreened((key) => this.fill(key));
  }

  private fill(key: string): void {
    const words = unsentWords.get(key);
    if (key === this.key && words !== undefined) this.put(words);
  }

  private put(words: string): void {
    const { field } = this;
    if (!field?.isConnected) return;
    putInto(field, words);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  private readonly onInput = (): void => {
    const { key, field, given, isHere } = this;
    if (key === null || !field) return;
    const body = field.value === given ? "" : field.value;
    if (body === "") return wordsSent(field, key);
    unsentWords.set(key, body);
    if (isHere) holdHere(key, true);
    else tell(field, key, body, given);
  };
}

export const keepWords = directive(KeepWords);

/** The words for an act went, or nobody wants them. `from`: an element of the page on which they were typed. */
export function wordsSent(from: Element, ...keys: string[]): void {
  for (const key of keys) {
    unsentWords.delete(key);
    onlyHere.delete(key);
    tell(from, key, "");
  }
}

function tell(from: Element, key: string, body: string, was = ""): void {
  const detail = { on: { kind: "act" as const, key, was }, body };
  from.dispatchEvent(new CustomEvent("coram-words-typed", { detail, bubbles: true, composed: true }));
}

/** Whether words would go with the page, which asks then before it does. */
export function holdHere(key: string, isHeld: boolean): void {
  if (isHeld) onlyHere.add(key);
  else onlyHere.delete(key);
  // The same listener once, however often it is added.
  addEventListener("beforeunload", askFirst);
}

function askFirst(event: BeforeUnloadEvent): void {
  if (onlyHere.size > 0) event.preventDefault();
}
