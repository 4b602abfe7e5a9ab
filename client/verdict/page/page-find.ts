import { html, nothing, type TemplateResult } from "lit";
import "../bars/coram-find.ts";
import type { PageContext } from "./page-context.ts";

/** Finds words in the text, on whatever page shows one. */
export class PageFind {
  isOpen = false;
  query = "";
  /** Places found, and which of them one is at, from 1; 0 where none is. */
  found = 0;
  at = 0;
  /** Of them, those in another form than is typed, placeholders left out. */
  forms = 0;
  /** Of them, those that are placeholders. */
  placeholders = 0;
  private readonly page: Pick<PageContext, "afterUpdate" | "host" | "text">;

  constructor(page: Pick<PageContext, "afterUpdate" | "host" | "text">) {
    this.page = page;
  }

  /** Opens the box with the focus in it, and looks for words. */
  open(words = ""): void {
    const { host } = this.page;
    this.isOpen = true;
    if (words !== "") this.look(words);
    host.requestUpdate();
    this.page.afterUpdate(() => {
      host.querySelector("coram-find")?.focus();
      // A long text is read while the field is drawn, and not while one types.
      requestAnimationFrame(() => setTimeout(() => this.query === "" && this.page.text?.find("")));
    });
  }

  /** The box, while it is open. */
  render(): TemplateResult | typeof nothing {
    if (!this.isOpen) return nothing;
    return html`<coram-find
      .query=${this.query}
      .found=${this.found}
      .at=${this.at}
      .forms=${this.forms}
      .placeholders=${this.placeholders}
      @coram-find-query=${this.onQuery}
      @coram-find-step=${this.onStep}
      @coram-find-close=${this.close}
    ></coram-find>`;
  }

  private readonly onQuery = (event: HTMLElementEventMap["coram-find-query"]): void => {
    this.look(event.detail.query);
  };

  private look(words: string): void {
    const { host, text } = this.page;
    this.query = words;
    const found = text?.find(this.query) ?? [];
    this.found = found.length;
    this.forms = found.filter(({ isForm, isPlaceholder }) => isForm && !isPlaceholder).length;
    this.placeholders = found.filter(({ isPlaceholder }) => isPlaceholder).length;
    this.at = this.found > 0 ? (text?.goMatch(1) ?? -1) + 1 : 0;
    host.requestUpdate();
  }

  private readonly onStep = (event: HTMLElementEventMap["coram-find-step"]): void => {
    this.at = (this.page.text?.goMatch(event.detail.step) ?? -1) + 1;
    this.page.host.requestUpdate();
  };

  /** Marks and box go; the text has the focus again. */
  readonly close = (): void => {
    const { host, text } = this.page;
    this.isOpen = false;
    this.query = "";
    this.found = this.at = this.forms = this.placeholders = 0;
    host.requestUpdate();
    text?.find("");
    text?.focus();
  };
}
