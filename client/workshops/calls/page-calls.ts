import { html, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "./page-calls.css";

/** Something that its reader cannot see where they are, and the way to it. */
export interface PageCall {
  /** What is there, to whoever hears it. */
  label: string;
  words: TemplateResult | string;
  /** Of the button. */
  act: string;
  go(): void;
}

/**
 * The lines at the foot of the window that lead to what is out of sight: one place for all of them, so that none lies over another, the
 * newest last. Outside of any page: on a phone the part of it that a line leads to may be hidden.
 */
class PageCalls {
  readonly #calls = new Map<object, PageCall>();
  readonly #holder = document.createElement("div");

  constructor() {
    this.#holder.className = "page-calls";
  }

  /** The line of somebody: what it says now; null takes it away. */
  set(of: object, call: PageCall | null): void {
    if (call) this.#calls.set(of, call);
    else if (!this.#calls.delete(of)) return;
    this.#draw();
  }

  #draw(): void {
    render(
      repeat(
        this.#calls,
        ([of]) => of,
        ([, { label, words, act, go }]) =>
          html`<aside class="page-call" aria-label=${label}>
            <span>${words}</span>
            <button type="button" class="button button-small" @click=${go}>${act}</button>
          </aside>`,
      ),
      this.#holder,
    );
    if (this.#calls.size === 0) this.#holder.remove();
    else if (!this.#holder.isConnected) document.body.append(this.#holder);
  }
}

export const pageCalls = new PageCalls();
