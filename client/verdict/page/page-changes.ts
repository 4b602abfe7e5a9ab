import type { VerdictId } from "../../../schema/domain/ids.ts";
import { redactedAt } from "../../../schema/text/edits/edit-maps.ts";
import { markSeen, readEarlierText, readSeen } from "../../api/corrections.ts";
import type { PageContext } from "./page-context.ts";
import { touchedTags } from "../model/touched-tags.ts";
import type { TagView } from "../../reader/text-views.ts";

/** Tags on words that were changed: which of them the reader has not looked at yet, and what stood there before. */
export class PageChanges {
  /** Not yet looked at. */
  touched: readonly TagView[] = [];
  /** Looked at: touched once, and nothing new since. The same object as long as nothing of it changes. */
  seenTags: ReadonlySet<string> = new Set();
  /** Earlier texts by revision; null where the words are gone. Those that are missing are on their way. */
  readonly texts = new Map<number, string | null>();
  private readonly page: PageContext;
  /** Those that somebody wants to see, and the newest erasure that they were asked for after (`redactedAt`). */
  private wanted = new Set<number>();
  private erased = 0;
  private verdict: VerdictId | null = null;
  private seen: ReadonlyMap<string, number> | null = null;
  private madeFrom: readonly unknown[] = [];

  constructor(page: PageContext) {
    this.page = page;
  }

  /** Before each drawing. */
  update(): void {
    const { model } = this.page;
    if (!model) return;
    const { verdict, maps, revision } = model.view;
    if (this.verdict !== verdict.id) this.forget(verdict.id);
    this.dropErased(model.isCovered ? Infinity : redactedAt(maps));
    const from = [model.tags, maps, revision.number, this.seen];
    if (from.every((each, i) => each === this.madeFrom[i])) return;
    this.madeFrom = from;
    const all = touchedTags(model.tags, maps, revision.number, this.seen ?? new Map());
    // What was seen is asked for when there is something to see.
    if (all.length > 0 && this.seen === null) void this.load(verdict.id);
    this.touched = this.seen ? all : [];
    const open = new Set<string>(all.map(({ id }) => id));
    const seen = [...(this.seen?.keys() ?? [])].filter((id) => !open.has(id));
    const isSame = seen.length === this.seenTags.size && seen.every((id) => this.seenTags.has(id));
    if (!isSame) this.seenTags = new Set(seen);
  }

  /** Brings the words that stood under some tags. */
  readonly open = (): void => {
    this.bring(this.touched.flatMap(({ anchor }) => (anchor ? [anchor.revision] : [])));
  };

  /** Brings earlier texts. */
  bring(revisions: readonly number[]): void {
    const { verdict, wanted } = this;
    if (!verdict) return;
    for (const revision of new Set(revisions)) {
      if (wanted.has(revision)) continue;
      wanted.add(revision);
      void readEarlierText(verdict, revision)
        .then(({ text }) => text)
        .catch(() => null)
        .then((text) => {
          if (this.wanted !== wanted) return;
          this.texts.set(revision, text);
          this.page.host.requestUpdate();
        });
    }
  }

  /** The reader has looked at some. Shown at once; where the server is out of reach they come again with the next visit. */
  readonly mark = async (tags: readonly string[]): Promise<void> => {
    const { model } = this.page;
    const { verdict } = this;
    if (!model || !verdict || tags.length === 0) return;
    const { number } = model.view.revision;
    this.seen = new Map([...(this.seen ?? []), ...tags.map((id) => [id, number] as const)]);
    this.page.host.requestUpdate();
    await markSeen(verdict, tags, number).catch(() => null);
  };

  private async load(verdict: VerdictId): Promise<void> {
    this.seen = new Map();
    const { seen } = await readSeen(verdict).catch(() => ({ seen: [] }));
    if (this.verdict !== verdict) return;
    this.seen = new Map(seen.map(({ subject, revision }) => [subject, revision]));
    this.page.host.requestUpdate();
  }

  /** An erasure goes back through the texts of before: those that are here are asked for anew. */
  private dropErased(erased: number): void {
    const { wanted } = this;
    const isNew = erased > this.erased;
    this.erased = erased;
    if (!isNew) return;
    this.texts.clear();
    this.wanted = new Set();
    this.bring([...wanted]);
  }

  private forget(verdict: VerdictId): void {
    this.verdict = verdict;
    this.wanted = new Set();
    this.seen = null;
    this.touched = [];
    this.seenTags = new Set();
    this.texts.clear();
  }
}
