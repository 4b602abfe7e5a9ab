import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { ThreadId } from "../../../schema/domain/ids.ts";
import { Audience } from "../../../schema/domain/room.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { answeredBy } from "../../discussion/answered-by.ts";
import { type Draft, wordsOf } from "../../sync/draft.ts";
import { OUTPUT_PLACES } from "../../sync/places.ts";
import { typedKey, type TypedOn, unsentWords } from "../../typed/typed-on.ts";
import type { OutputLoading } from "../output-loading.ts";
import type { OutputWriting } from "../output-writing.ts";
import "./coram-output-threads.ts";
import type { PlacedThread } from "./coram-output-threads.ts";
import { EndedWordings } from "./ended-wordings.ts";
import { placeThreads } from "./placed-threads.ts";

type Events = HTMLElementEventMap;

/** What is said of a document, beside it: read, begun and answered. `open` shows where it stands. */
export class TalkPanel implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly loading: OutputLoading;
  private readonly writing: OutputWriting;
  private readonly open: () => void;
  private readonly ended = new EndedWordings();
  /** The thread that the address names, until it is there. */
  private wanted = new URLSearchParams();

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    loading: OutputLoading,
    writing: OutputWriting,
    open: () => void,
  ) {
    this.host = host;
    this.loading = loading;
    this.writing = writing;
    this.open = open;
    host.addController(this);
  }

  hostConnected(): void {
    this.wanted = new URLSearchParams(location.search);
  }

  /** Leads to the thread that the address names once it is there, and into its box where one came to reply. */
  hostUpdated(): void {
    this.ended.look(this.loading.model?.discussion?.threads() ?? []);
    const { wanted } = this;
    const thread = this.loading.model?.discussion.threads().find(({ id }) => id === wanted.get("thread"));
    if (!thread || !this.threads || (thread.block && !this.writing.editor)) return;
    this.wanted = new URLSearchParams();
    if (thread.block) this.goTo(thread.block);
    this.showThread(thread.id);
    if (wanted.has("reply")) this.afterUpdate(() => void this.threads?.reply(thread.id));
  }

  /** How many threads are open. */
  get count(): number {
    return (this.loading.model?.discussion?.threads() ?? []).filter(({ resolved }) => !resolved).length;
  }

  /** Begins a comment on the block at the cursor. */
  startComment(): void {
    const { editor } = this.writing;
    const block = editor?.block ?? null;
    const words = block ? (editor?.wordsOf(block) ?? "") : "";
    this.open();
    this.afterUpdate(() => {
      const { threads } = this;
      if (threads) threads.beginning = { block, words };
    });
  }

  /** Where what was typed and not sent is gone on with; null where that is not open any more. */
  boxOf(draft: Draft): TypedOn | null {
    const { model, view } = this.loading;
    const audience = Audience.options.find((each) => OUTPUT_PLACES[each] === draft.place);
    if (draft.why !== "typed" || !audience || !view || !model?.discussion.audiences.includes(audience)) return null;
    const begun = draft.entries.find(({ root, made }) => root === "threads" && made);
    if (begun) {
      const { createdAt: _, ...fields } = begun.fields;
      const block = typeof fields["block"] === "string" ? fields["block"] : null;
      const isThere = block === null || this.wordsAt(block) !== null;
      return isThere ? { kind: "begin", audience, key: `output ${block ?? view.id}`, fields } : null;
    }
    const of = ThreadId.safeParse(draft.entries.find(({ root }) => root === "comments")?.fields["thread"]).data;
    const thread = model.discussion.threads().find(({ id }) => id === of);
    return thread && !thread.resolved ? { kind: "reply", audience, thread: thread.id } : null;
  }

  /** Lays words that were typed and not sent into their box again. */
  goOn(draft: Draft): void {
    const on = this.boxOf(draft);
    if (!on) return;
    const key = typedKey(on);
    const words = wordsOf(draft);
    const there = unsentWords.get(key) ?? "";
    const body = there.trim() === words ? there : [there, words].filter(Boolean).join("\n\n");
    unsentWords.set(key, body);
    this.loading.model?.noteTyped(on, body, draft.id);
    if (on.kind === "reply") return this.showThread(on.thread);
    if (on.kind !== "begin") return;
    const { block } = on.fields;
    this.open();
    this.afterUpdate(() => {
      const { threads } = this;
      if (threads)
        threads.beginning = { block: typeof block === "string" ? block : null, words: this.wordsAt(block) ?? "" };
    });
  }

  /** The words of a block; null where there is none. */
  private wordsAt(block: unknown): string | null {
    return typeof block === "string" ? (this.writing.editor?.wordsOf(block) ?? null) : null;
  }

  /** Shows what is said about a block. */
  showTalk(block: string): void {
    this.writing.active = block;
    this.open();
    const thread = this.placedThreads().find(({ thread: { block: of } }) => of === block)?.thread.id;
    if (thread) this.showThread(thread);
  }

  showThread(thread: ThreadId): void {
    this.open();
    this.afterUpdate(() => {
      const { threads } = this;
      if (!threads) return;
      threads.active = thread;
      threads.querySelector(`[data-thread="${thread}"]`)?.scrollIntoView({ block: "nearest" });
    });
  }

  render(view: OutputView): TemplateResult {
    const { editor } = this.writing;
    const { model } = this.loading;
    const talk = model?.discussion;
    const block = editor?.block ?? null;
    const words = block ? (editor?.wordsOf(block) ?? null) : null;
    return html`<coram-output-threads
      .output=${view.id}
      data-output=${view.id}
      .threads=${this.placedThreads()}
      .here=${block && words !== null ? { block, words } : null}
      .textLang=${view.language}
      .audiences=${talk?.audiences ?? []}
      .canWrite=${model?.canWrite ?? false}
      @coram-output-thread=${(event: Events["coram-output-thread"]) => {
        const { block: on, body, proposal, audience } = event.detail;
        if (!talk?.begin(on, body, proposal, audience)) event.preventDefault();
      }}
      @coram-output-take=${this.onTake}
      @coram-output-block=${(event: Events["coram-output-block"]) => this.goTo(event.detail.block)}
      ${answeredBy(talk ?? null)}
    ></coram-output-threads>`;
  }

  private get threads(): HTMLElementTagNameMap["coram-output-threads"] | null {
    return this.host.querySelector(`coram-output-threads[data-output="${this.loading.view?.id}"]`);
  }

  private placedThreads(): PlacedThread[] {
    const { editor } = this.writing;
    const threads = this.loading.model?.discussion?.threads() ?? [];
    return placeThreads(threads, editor?.view.state.doc ?? null, (block) => editor?.wordsOf(block) ?? null);
  }

  private goTo(block: string): void {
    this.writing.active = block;
    this.writing.editor?.go({ block });
    this.host.requestUpdate();
  }

  private afterUpdate(act: () => void): void {
    void this.host.updateComplete.then(act);
  }

  private readonly onTake = ({ detail: { block, thread, words, over } }: Events["coram-output-take"]): void => {
    const { editor } = this.writing;
    // It goes over nothing but what its reader was shown.
    if (block && editor?.wordsOf(block) === over && editor.reword(block, words))
      this.loading.model?.discussion?.take(thread);
    else this.host.requestUpdate();
  };
}
