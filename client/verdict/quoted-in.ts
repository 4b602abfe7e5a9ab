import { createContext } from "@lit/context";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { QuotedIn } from "../../schema/protocol/http/evidence.ts";
import { readQuoted } from "../api/evidence.ts";

/** How old what is known may be, in milliseconds: documents are written meanwhile, and nobody tells of each quote. */
const FRESH_MS = 5_000;

/** Where the passages of a verdict are quoted, as its tags show it. */
export class QuotedPassages {
  private readonly verdict: () => VerdictId | null;
  private quoted: QuotedIn["quoted"] = [];
  private readonly watchers = new Set<() => void>();
  private askedAt = Number.NEGATIVE_INFINITY;

  /** `verdict`: the one that is shown; null while none is. */
  constructor(verdict: () => VerdictId | null) {
    this.verdict = verdict;
  }

  /** Documents that quote a tag, each quote one. */
  of(tag: string): QuotedIn["quoted"] {
    return this.quoted.filter(({ annotation }) => annotation === tag);
  }

  /** Calls back when more is known, until what is returned is called; asks the server if it was not asked just now. */
  watch(call: () => void): () => void {
    this.watchers.add(call);
    void this.ask();
    return () => void this.watchers.delete(call);
  }

  private async ask(): Promise<void> {
    const verdict = this.verdict();
    if (!verdict || performance.now() - this.askedAt < FRESH_MS) return;
    this.askedAt = performance.now();
    try {
      this.quoted = (await readQuoted(verdict)).quoted;
      for (const call of this.watchers) call();
    } catch {
      // Without the server it is not known, and nothing is said.
    }
  }
}

export const quotedContext = createContext<QuotedPassages>("quoted");
