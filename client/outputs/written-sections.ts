import { Plugin } from "prosemirror-state";
import { isRemote } from "../writer/output-ids.ts";
import { sectionAt } from "../writer/section-walls.ts";

/** Sections that one has written in since the document was opened: whoever leaves one out meanwhile cannot know of it, and its writer not of that. */
export class WrittenSections {
  private readonly written = new Set<string>();
  private out: ReadonlySet<string> = new Set();

  readonly plugin = new Plugin({
    appendTransaction: (transactions, _, { doc, selection }) => {
      const isOurs = transactions.some((tr) => tr.docChanged) && !transactions.some(isRemote);
      const section = isOurs ? sectionAt(doc, selection.head) : null;
      if (section !== null) this.written.add(section);
      return null;
    },
  });

  /** One leaves it out oneself. */
  leave(section: string): void {
    this.written.delete(section);
  }

  /** Those that one has written in and that are left out now, each once. */
  leftOut(sections: readonly string[]): string[] {
    const fresh = sections.filter((section) => !this.out.has(section) && this.written.delete(section));
    this.out = new Set(sections);
    return fresh;
  }
}
