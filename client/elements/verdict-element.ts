import { LightElement } from "./light-element.ts";

let count = 0;

/** The base of the verdict page's elements. Properties in, events out: it fetches nothing and knows no store. */
export abstract class VerdictElement extends LightElement {
  /** A prefix for ids inside this element, unique in the document. */
  protected readonly uid = `verdict-${++count}`;

  /** Sends a bubbling event whose detail the event map types. */
  protected emit<Name extends keyof HTMLElementEventMap>(
    name: Name,
    ...[detail]: Detail<HTMLElementEventMap[Name]>
  ): void {
    this.dispatchEvent(new CustomEvent<unknown>(name, { detail, bubbles: true, composed: true }));
  }

  /** The same for what may be refused: false where a listener has called preventDefault. */
  protected offer<Name extends keyof HTMLElementEventMap>(
    name: Name,
    ...[detail]: Detail<HTMLElementEventMap[Name]>
  ): boolean {
    return this.dispatchEvent(
      new CustomEvent<unknown>(name, { detail, bubbles: true, composed: true, cancelable: true }),
    );
  }
}

type Detail<Sent> = Sent extends CustomEvent<infer Inner> ? ([Inner] extends [void] ? [] : [detail: Inner]) : never;
