import type { VerdictId } from "../../schema/domain/ids.ts";
import type { VerdictLanguage } from "../../schema/domain/language.ts";
import { hasReached, type Verdict } from "../../schema/domain/verdict.ts";
import type { FindLine } from "../../schema/protocol/http/search/find.ts";
import { TaskQueue } from "../../schema/task-queue.ts";
import type { RevisionText } from "../../schema/text/revision.ts";
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";
import { builtModule } from "../workers/built-module.ts";
import { KeptThread } from "../workers/kept-thread.ts";

/** So long after it was asked last, the index goes. */
const KEPT_MS = 60 * 60_000;
/** Texts that change while they are read are read again, so often. */
const TIMES = 5;

/** What the thread is given. */
export type FindJob =
  | { do: "hold"; verdict: VerdictId; language: VerdictLanguage; revision: RevisionText }
  | ({ do: "find" } & FindQuestion);

export interface FindQuestion {
  query: string;
  /** Verdicts that the asker may read, in the order of lines: nothing else is looked at or counted. */
  readable: readonly VerdictId[];
  /** Of them, those of which lines are given. */
  within: readonly VerdictId[];
  /** Lines from this one on, from 0, and at most so many. */
  from: number;
  most: number;
}

export interface FoundLines {
  /** Of all that are readable, how many paragraphs answer; those with none are left out. */
  counts: [VerdictId, number][];
  total: number;
  lines: FindLine[];
}

/**
 * The words of verdicts that the network reads, as an index in the memory of a thread. It is made when somebody first asks and goes an
 * hour after the last did. Before each answer it is held against the rows: of a verdict that is gone, went back to preparation or has
 * another revision no word stays, for then the thread ends, with all its memory, and another is made.
 */
export class FindIndex {
  readonly #store: Pick<Store, "verdicts">;
  readonly #turns = new TaskQueue();
  #thread: KeptThread | null = null;
  /** Revisions that the thread holds. */
  #held = new Map<VerdictId, number>();

  constructor(store: Pick<Store, "verdicts">) {
    this.#store = store;
  }

  /** Which lines answer, as the rows are now. */
  find(question: FindQuestion): Promise<FoundLines> {
    return this.#turns.run(async () => {
      const thread = await this.#made();
      return (await thread.ask({ do: "find", ...question } satisfies FindJob)) as FoundLines;
    });
  }

  /** Something of a verdict changed: words that are not to be there any more go at once, asked for or not. */
  changed(): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#thread && !this.#isTrue(await this.#cleared())) await this.#end();
    });
  }

  close(): Promise<void> {
    return this.#turns.run(() => this.#end());
  }

  async #cleared(): Promise<Verdict[]> {
    return (await this.#store.verdicts.all()).filter(({ stage }) => hasReached(stage, "cleared"));
  }

  /** Whether all that is held is as the rows have it; of what is new it may know nothing. */
  #isTrue(cleared: readonly Verdict[]): boolean {
    const now = new Map(cleared.map(({ id, revision }) => [id, revision]));
    return [...this.#held].every(([id, revision]) => now.get(id) === revision);
  }

  async #made(): Promise<KeptThread> {
    for (let time = 0; time < TIMES; time++) {
      const cleared = await this.#cleared();
      // One that was idle for long has ended, and holds nothing.
      if (this.#thread && (!this.#thread.isLoaded || !this.#isTrue(cleared))) await this.#end();
      const thread = await this.#holding(cleared);
      // One may have gone back to preparation while its text was read.
      if (this.#isTrue(await this.#cleared())) return thread;
    }
    throw new Refusal("overloaded");
  }

  async #holding(cleared: readonly Verdict[]): Promise<KeptThread> {
    const thread = (this.#thread ??= new KeptThread(builtModule("find/find-worker"), false, KEPT_MS));
    for (const { id, language } of cleared) {
      if (this.#held.has(id)) continue;
      const revision = await this.#store.verdicts.revision(id);
      if (!revision) continue;
      this.#held.set(id, revision.number);
      await thread.ask({ do: "hold", verdict: id, language, revision } satisfies FindJob);
    }
    return thread;
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = null;
    this.#held = new Map();
    await thread?.close();
  }
}
