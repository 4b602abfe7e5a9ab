/** A file was not made: one block of a document can not be set on a page. */
export class UnsetBlock extends Error {
  override name = "UnsetBlock";
  readonly #block: string;

  constructor(block: string) {
    super("a block can not be set on a page");
    this.#block = block;
  }

  /** Its number and first words, for the one who writes there. Private above: a log writes down whatever an error holds. */
  get block(): string {
    return this.#block;
  }
}
