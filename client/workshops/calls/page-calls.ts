import { html, nothing, render, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "../../elements/coram-icon.ts";
import { whilePressed } from "../../elements/input/press.ts";
import { t } from "../../i18n/t.ts";
import "./page-calls.css";

/** Something that its reader cannot see where they are, and the way to it. */
export interface PageCall {
  /** Of which it tells: what is on the page no more tells of nothing. */
  host: Element;
  /** What is there, to whoever hears it. */
  label: string;
  words: TemplateResult | string;
  /** Null where it leads nowhere: what the button says, and does. */
  way: { act: string; go(): void } | null;
  /** Its reader has put it away. */
  close(): void;
}

/**
 * The lines at the foot of the window that lead to what is out of sight: one place for all of them, so that none lies over another, the
 * newest last. Outside of any page: on a phone the part of it that a line leads to may be hidden.
 */
class PageCalls {
  readonly #calls = new Map<object, PageCall>();
  readonly #holder = document.createElement("div");
  /** The page ends above them, so that they lie over nothing that is read or pressed. */
  readonly #size = new ResizeObserver(() =>
    document.documentElement.style.setProperty("--calls", `${this.#holder.getBoundingClientRect().height}px`),
  );
  #isHeld = false;

  constructor() {
    this.#holder.className = "page-calls";
    this.#size.observe(this.#holder);
  }

  /** The line of somebody: what it says now; null takes it away. An element may be drawn once more after it has left the page. */
  set(of: object, call: PageCall | null): void {
    if (call?.host.isConnected) this.#calls.set(of, call);
    else if (!this.#calls.delete(of)) return;
    this.#draw();
  }

  /** Nothing moves from under what is pressed. */
  #draw(): void {
    const released = whilePressed();
    if (!released) return this.#drawNow();
    if (this.#isHeld) return;
    this.#isHeld = true;
    void released.then(() => {
      this.#isHeld = false;
      this.#draw();
    });
  }

  #drawNow(): void {
    render(
      repeat(
        this.#calls,
        ([of]) => of,
        ([, call]) => renderCall(call),
      ),
      this.#holder,
    );
    if (this.#calls.size === 0) this.#holder.remove();
    else if (!this.#holder.isConnected) document.body.append(this.#holder);
  }
}

function renderCall({ label, words, way, close }: PageCall): TemplateResult {
  return html`<aside class="page-call" aria-label=${label}>
    <span>${words}</span>
    ${way ? html`<button type="button" class="button button-small" @click=${way.go}>${way.act}</button>` : nothing}
    <button type="button" class="icon-button" aria-label=${t("shell.close")} @click=${close}>
      <coram-icon name="x"></coram-icon>
    </button>
  </aside>`;
}

export const pageCalls = new PageCalls();
