import type { ThreadId } from "../../schema/domain/ids.ts";
import type { Range } from "../../schema/text/revision.ts";
import { t } from "../i18n/t.ts";
import type { PageContext } from "./page-context.ts";
import { NARROW, PHONE } from "./screen.ts";
import type { TagView } from "./view-model.ts";

/** Comments of the verdict page: begun on a passage or on a tag, sent or left. */
export class PageComments {
  private readonly page: PageContext;

  constructor(page: PageContext) {
    this.page = page;
  }

  /** Begins one; nothing where this person may write none. */
  compose(ranges: readonly Range[], tag: TagView | null = null): void {
    const { model, state } = this.page;
    const audiences = model?.writableAudiences ?? [];
    const first = ranges[0];
    if (audiences.length === 0 || !first) return;
    const about = t("page.passage", { paragraph: this.page.numberAt(first.start) });
    state.composing = { ranges, tag, about, audiences };
    state.active = "compose";
    if (NARROW.matches) state.sheet = "passage";
  }

  readonly onSend = (event: HTMLElementEventMap["coram-comment-send"]): void => {
    const { model, state, text } = this.page;
    const { composing } = state;
    if (!composing || !model) return;
    const { body, audience } = event.detail;
    // A tag's own discussion hangs on the tag, and moves with it.
    const id = model.openThread(
      audience,
      composing.tag ? { tag: composing.tag.id } : { ranges: composing.ranges },
      body,
    );
    state.composing = null;
    if (!id) return;
    state.active = id;
    text?.clearSelection();
    this.backToText();
  };

  readonly onCancel = (): void => {
    const { state } = this.page;
    if (state.composing) this.backToText();
    state.composing = null;
    if (state.active === "compose") state.active = null;
  };

  /** Makes a tag of a suggestion. */
  applySuggestion(id: ThreadId): void {
    const { model, state } = this.page;
    const thread = model?.threads.find((each) => each.id === id);
    const tag = thread && model?.applySuggestion(thread);
    if (tag) state.active = tag;
  }

  /** The box that was written in goes from the page: the text has the focus again, so that keys go on. */
  private backToText(): void {
    if (!PHONE.matches) this.page.afterUpdate(() => this.page.text?.focus());
  }
}
