import { nothing } from "lit";
import { AsyncDirective, directive } from "lit/async-directive.js";
import type { ElementPart } from "lit";
import { holdHere } from "./keep-words.ts";
import { unsentWords } from "./typed-on.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/**
 * Keeps what is typed into the fields of a form (`keepForm`) while the page lives, which asks before it is left: under its key it stands there
 * when the form is opened again, whether it was shut or its page left. What a field was opened with is not typed, and nobody keeps passwords.
 * Whoever sends the form says `formSent`.
 */
class KeepForm extends AsyncDirective {
  private form: HTMLFormElement | null = null;
  private key = "";
  /** With what each field of the form was opened. */
  private given = new WeakMap<Field, string>();

  render(_key: string): typeof nothing {
    return nothing;
  }

  override update({ element }: ElementPart, [key]: Parameters<this["render"]>): unknown {
    if (!(element instanceof HTMLFormElement)) return nothing;
    if (this.form !== element || this.key !== key) {
      this.form?.removeEventListener("input", this.onInput);
      element.addEventListener("input", this.onInput);
      this.form = element;
      this.key = key;
      this.given = new WeakMap();
    }
    // Its fields are drawn first, also those that come with what is chosen in it: they are told of the words as if they were typed now.
    queueMicrotask(() => this.fill());
    return nothing;
  }

  private fill(): void {
    const fields = [...(this.form?.elements ?? [])].filter(isKept).filter((field) => !this.given.has(field));
    for (const field of fields) this.given.set(field, field.value);
    for (const field of fields) {
      const words = unsentWords.get(nameOf(this.key, field.name));
      if (words === undefined || !mayHold(field, words)) continue;
      field.value = words;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  private readonly onInput = ({ target }: Event): void => {
    if (!isKept(target)) return;
    const key = nameOf(this.key, target.name);
    const isTyped = target.value !== (this.given.get(target) ?? "");
    if (isTyped) unsentWords.set(key, target.value);
    else unsentWords.delete(key);
    holdHere(key, isTyped);
  };
}

export const keepForm = directive(KeepForm);

/** What stands in a form went. */
export function formSent(key: string): void {
  for (const each of [...unsentWords.keys()].filter((one) => one.startsWith(nameOf(key, "")))) {
    unsentWords.delete(each);
    holdHere(each, false);
  }
}

/** What was typed into a field of a form and did not go. */
export function begunIn(key: string, field: string): string | undefined {
  return unsentWords.get(nameOf(key, field));
}

/** Which of these forms have words that were not sent. */
export function unsentForms(prefix: string): string[] {
  const all = [...unsentWords.keys()].filter((each) => each.startsWith(`form ${prefix}`));
  return [...new Set(all.map((each) => each.slice("form ".length, each.lastIndexOf(" "))))];
}

function nameOf(key: string, field: string): string {
  return `form ${key} ${field}`;
}

/** A choice that is offered no more is not made again. */
function mayHold(field: Field, words: string): boolean {
  if (!(field instanceof HTMLSelectElement)) return true;
  return [...field.options].some(({ value, disabled }) => value === words && !disabled);
}

function isKept(field: unknown): field is Field {
  const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement;
  const isWritten =
    isText || (field instanceof HTMLInputElement && !["password", "file", "radio", "checkbox"].includes(field.type));
  return isWritten && field.name !== "";
}
