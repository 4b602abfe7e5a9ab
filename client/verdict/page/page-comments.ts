import type { ThreadId } from "../../../schema/domain/ids.ts";
import { packAnchor } from "../../../schema/rooms/packed-anchor.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { t } from "../../i18n/t.ts";
import type { PageContext } from "./page-context.ts";
import { NARROW, PHONE } from "../../elements/screen.ts";
import type { TagView } from "../../reader/text-views.ts";
import type { DraftView } from "../model/draft-views.ts";
import { typedKey, type TypedOn, unsentWords } from "../../typed/typed-on.ts";

/** Comments of the verdict page: begun on a passage or on a tag, sent or left. */
export class PageComments {
  private readonly page: PageContext;

  constructor(page: PageContext) {
    this.page = page;
  }

  /**
   * Begins one; nothing where this person may write none. Words that were begun on the same passage and not sent stand in the box again,
   * whichever way they were begun; `draft`: these ones.
   */
  compose(ranges: readonly Range[], tag: TagView | null = null, draft: string | null = null): void {
    const { model, state } = this.page;
    const audiences = model?.writableAudiences ?? [];
    const first = ranges[0];
    if (!model || audiences.length === 0 || !first) return;
    const about = t("page.passage", { paragraph: this.page.numberAt(first.start) });
    // A tag of another layer is not in one's own: its passage is.
    const own = tag && model.tag(tag.id);
    const anchor = model.anchorOf(ranges);
    // With the text that they are of: once it is corrected other words stand at these places.
    const key = `compose ${packAnchor(anchor).join(" ")}`;
    if (state.composing?.on.key !== key) this.shut();
    const begun = this.begunOn(ranges, draft);
    const audience = begun?.goOn?.audience ?? audiences[0];
    const fields = { anchor: packAnchor(anchor), ...(own ? { annotation: own.id } : {}) };
    const on = {
      kind: "begin" as const,
      audience: audience ?? "internal",
      key,
      fields,
      stays: true as const,
    };
    if (begun) this.layIn(on, begun);
    state.composing = { ranges, anchor, tag, about, audiences, on };
    state.active = "compose";
    if (NARROW.matches) state.sheet = "passage";
  }

  /** Lays words that were typed and not sent into their box, to be gone on with; false where they have none now. */
  goOn(draft: string): boolean {
    const { model, state, text } = this.page;
    const found = model?.unsent.find(({ id }) => id === draft);
    const on = found?.goOn;
    if (!model || !on) return false;
    // A box that is open takes no words from elsewhere: it is opened anew.
    this.shut();
    state.active = null;
    this.page.afterUpdate(() => {
      if (on.kind === "begin") this.compose(on.ranges, on.tag, draft);
      else this.layIn(on, found);
      const first = on.kind === "begin" ? on.ranges[0] : undefined;
      if (first) text?.scrollToOffset(first.start);
    });
    return true;
  }

  /** What was begun on the same passage, else on one that meets it; `draft`: this one. */
  private begunOn(ranges: readonly Range[], draft: string | null): DraftView | undefined {
    const begun = (this.page.model?.drafts ?? []).flatMap((view) =>
      view.goOn?.kind === "begin" ? [{ view, at: view.goOn.ranges }] : [],
    );
    const found =
      draft === null
        ? (begun.find(({ at }) => passageOf(at) === passageOf(ranges)) ?? begun.find(({ at }) => meet(at, ranges)))
        : begun.find(({ view }) => view.id === draft);
    return found?.view;
  }

  /** Words that no box shows stand in theirs again; after those that are begun there. */
  private layIn(on: TypedOn, { id, words }: DraftView): void {
    const key = typedKey(on);
    const there = unsentWords.get(key) ?? "";
    const body = there.trim() === words ? there : [there, words].filter(Boolean).join("\n\n");
    unsentWords.set(key, body);
    this.page.model?.noteTyped(on, body, id);
  }

  /** The box goes, and what stands in it is a draft. */
  private shut(): void {
    const { model, state } = this.page;
    const { composing } = state;
    state.composing = null;
    if (composing) model?.shutTyped(composing.on);
  }

  /** What is begun and not sent, in open boxes too. */
  readonly unsent = (): readonly DraftView[] => this.page.model?.unsent ?? [];

  /** Before each drawing: for whom a comment that is begun may be, now. */
  update(): void {
    const { model, state } = this.page;
    const { composing } = state;
    if (!model || !composing) return;
    const audiences = model.writableAudiences;
    const isSame =
      audiences.length === composing.audiences.length && audiences.every((each) => composing.audiences.includes(each));
    if (!isSame) state.composing = { ...composing, audiences };
  }

  readonly onTyped = ({ detail }: HTMLElementEventMap["coram-words-typed"]): void =>
    this.page.model?.noteTyped(detail.on, detail.body);

  readonly onWhereSaid = ({ detail }: HTMLElementEventMap["coram-where-said"]): void => {
    detail.room = this.page.model?.roomOf(detail.audience) ?? null;
  };

  // Words that cannot be written stay where they were typed.

  readonly onNote = (event: HTMLElementEventMap["coram-tag-note"]): void => {
    const { tag, ...words } = event.detail;
    if (!this.page.model?.changeTag(tag, words)) event.preventDefault();
  };

  readonly onSend = (event: HTMLElementEventMap["coram-comment-send"]): void => {
    const { model, state, text } = this.page;
    const { composing } = state;
    if (!composing || !model) return;
    const { body, audience } = event.detail;
    // A tag's own discussion hangs on the tag, and moves with it. A tag of another layer is not in one's own: its passage is.
    const tag = composing.tag && model.tag(composing.tag.id);
    const id = model.openThread(audience, tag ? { tag: tag.id } : { anchor: composing.anchor }, body);
    // The words stay in the box.
    if (!id) return event.preventDefault();
    state.composing = null;
    state.active = id;
    text?.clearSelection();
    this.backToText();
  };

  readonly onCancel = (): void => {
    const { composing, active } = this.page.state;
    if (composing) this.backToText();
    this.shut();
    if (active === "compose") this.page.backTo(composing?.tag?.id ?? null);
  };

  /** Makes a tag of a suggestion; where what is shown is settled, once a reason is given. */
  applySuggestion(id: ThreadId): void {
    const { model, state } = this.page;
    const thread = model?.threads.find((each) => each.id === id);
    if (!model || !thread?.suggestion) return;
    if (model.canRule) {
      const { category } = thread.suggestion;
      state.standing = { act: "add-tag", category, ranges: thread.ranges, thread };
      state.dialog = "standing";
      return;
    }
    const tag = model.applySuggestion(thread);
    if (tag) state.active = tag;
  }

  /** The box that was written in goes from the page: the text has the focus again, so that keys go on. */
  private backToText(): void {
    if (!PHONE.matches) this.page.afterUpdate(() => this.page.text?.focus());
  }
}

function passageOf(ranges: readonly Range[]): string {
  return ranges.map(({ start, end }) => `${start}-${end}`).join(",");
}

function meet(some: readonly Range[], others: readonly Range[]): boolean {
  return some.some(({ start, end }) => others.some((other) => start < other.end && other.start < end));
}
