import type { RememberedWords } from "../../../sync/pending-store.ts";
import type { OpenWording } from "./open-wording.ts";

/** What the fields of a page remember of words that were written in them. */
export class RememberedWordings implements RememberedWords {
  private readonly all: () => Iterable<OpenWording>;

  constructor(all: () => Iterable<OpenWording>) {
    this.all = all;
  }

  cover(): string[] {
    return [...this.all()].flatMap((each) => each.cover());
  }

  uncover(left: (words: string) => string): void {
    for (const each of this.all()) each.uncover(left);
  }
}
