import { html, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { ThreadId } from "../../../schema/domain/ids.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { answeredBy } from "../../discussion/answered-by.ts";
import type { OutputLoading } from "../output-loading.ts";
import type { OutputWriting } from "../output-writing.ts";
import "./coram-output-threads.ts";
import type { PlacedThread } from "./coram-output-threads.ts";
import { placeThreads } from "./placed-threads.ts";

type Events = HTMLElementEventMap;

/** What is said of a document, beside it: read, begun and answered. `open` shows where it stands. */
export class TalkPanel {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly loading: OutputLoading;
  private readonly writing: OutputWriting;
  private readonly open: () => void;

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
