/**
 * Counts the pages of a word processor's document from its breaks: where the program last broke them itself, and where the
 * writer forced one. Programs report a forced break once more as their own; that is one page, not two.
 */
export class PageCounter {
  #page = 1;
  #rendered = 0;
  #forced = 0;
  #justForced = false;
  #pending: number | null = 1;

  forced(): void {
    this.#forced++;
    this.#justForced = true;
    this.#turn();
  }

  rendered(): void {
    this.#rendered++;
    const reported = this.#justForced;
    this.#justForced = false;
    if (!reported) this.#turn();
  }

  /** Called with each visible text: the page that begins with it, null where none does. */
  take(): number | null {
    this.#justForced = false;
    const page = this.#pending;
    this.#pending = null;
    return page;
  }

  /** Null where the document says nothing of pages. */
  get pages(): number | null {
    return this.#rendered + this.#forced > 0 ? this.#page : null;
  }

  /** Only forced breaks are known: pages also end by themselves, and then these numbers are too low. */
  get uncertain(): boolean {
    return this.#rendered === 0 && this.#forced > 0;
  }

  #turn(): void {
    this.#page++;
    this.#pending = this.#page;
  }
}
