import { html, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import { ThreadId } from "../../../schema/domain/ids.ts";
import { Audience } from "../../../schema/domain/room.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import { answeredBy } from "../../discussion/answered-by.ts";
import { HearsAddress } from "../../elements/address/hears-address.ts";
import { type Draft, wordsOf } from "../../sync/draft.ts";
import { OUTPUT_PLACES } from "../../sync/places.ts";
import { TypedText } from "../../../schema/rooms/field-rule.ts";
import { WordEnds } from "../../../schema/rooms/word-ends.ts";
import type { SelectedWords } from "../../writer/said/word-places.ts";
import { actOf, typedKey, type TypedOn, unsentWords } from "../../typed/typed-on.ts";
import type { OutputLoading } from "../output-loading.ts";
import { standsInFront } from "../output-side.ts";
import type { OutputWriting } from "../output-writing.ts";
import "./coram-output-threads.ts";
import { EndedWordings } from "./ended-wordings.ts";
import type { About, OutputThread } from "./output-discussion.ts";
import { type Here, type PlacedThread, placeThreads } from "./placed-threads.ts";

type Events = HTMLElementEventMap;

/** What is said of a document, beside it: read, begun and answered. `show` opens and closes where it stands. */
export class TalkPanel implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  private readonly loading: OutputLoading;
  private readonly writing: OutputWriting;
  private readonly show: (isOpen: boolean) => void;
  private readonly ended = new EndedWordings();
  /** The thread that the address names, until it is there. */
  private wanted = new URLSearchParams();

  constructor(
    host: ReactiveControllerHost & HTMLElement,
    loading: OutputLoading,
    writing: OutputWriting,
    show: (isOpen: boolean) => void,
  ) {
    this.host = host;
    this.loading = loading;
    this.writing = writing;
    this.show = show;
    host.addController(this);
    new HearsAddress(host, () => {
      this.wanted = new URLSearchParams(location.search);
      if (this.wanted.has("thread")) this.show(true);
    });
  }

  hostConnected(): void {
    this.wanted = new URLSearchParams(location.search);
  }

  /** Leads to the thread that the address names once it is there, and into its box where one came to reply. */
  hostUpdated(): void {
    this.ended.look(this.loading.model?.discussion?.threads() ?? []);
    const { wanted } = this;
    // What is closed takes its box along.
    if (!this.threads) this.setBegun(null);
    const thread = this.loading.model?.discussion.threads().find(({ id }) => id === wanted.get("thread"));
    if (!thread || !this.threads || (thread.block && !this.writing.editor)) return;
    this.wanted = new URLSearchParams();
    this.showThread(thread.id);
    if (thread.block) this.goTo(thread.block, thread);
    if (wanted.has("reply")) this.afterUpdate(() => void this.threads?.reply(thread.id));
  }

  /** How many threads are open. */
  get count(): number {
    return (this.loading.model?.discussion?.threads() ?? []).filter(({ resolved }) => !resolved).length;
  }

  /** Begins a comment on the words that are selected, or on the block at the cursor. */
  startComment(): void {
    this.startOn(this.here ?? { block: null, words: "" });
  }

  private startOn(about: Omit<Here, "block"> & About): void {
    this.show(true);
    this.afterUpdate(() => {
      const { threads } = this;
      if (threads) threads.beginning = about;
      // What opens beside the text breaks its lines anew.
      if (about.block) this.keepInSight(about.block, about.selected ?? null);
    });
  }

  private keepInSight(block: string, selected: SelectedWords | null): void {
    if (selected) this.writing.editor?.goToWords(block, selected, "nearest");
    else this.writing.editor?.go({ block }, "nearest");
  }

  private get here(): Here | null {
    const { editor } = this.writing;
    const block = editor?.block ?? null;
    const words = block ? (editor?.wordsOf(block) ?? null) : null;
    return block && words !== null ? { block, words, selected: editor?.selected ?? null } : null;
  }

  /** Where what was typed and not sent is gone on with; null where that is not open any more. */
  boxOf(draft: Draft): TypedOn | null {
    const { model, view } = this.loading;
    const wording = wordingIn(draft);
    if (wording) return model?.discussion.canWrite && this.wordsAt(wording.block) !== null ? wording.on : null;
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

  /** How the block reads now that a draft is about; null where it is about none, or that is gone. */
  readonly aboutOf = (draft: Draft): string | null => {
    const wording = wordingIn(draft);
    if (wording) return this.wordsAt(wording.block);
    const begun = draft.entries.find(({ root }) => root === "threads");
    const of = ThreadId.safeParse(draft.entries.find(({ root }) => root === "comments")?.fields["thread"]).data;
    const thread = this.loading.model?.discussion.threads().find(({ id }) => id === of);
    return this.wordsAt(begun?.fields["block"] ?? thread?.block);
  };

  /** Lays words that were typed and not sent into their box again. */
  goOn(draft: Draft): void {
    const on = this.boxOf(draft);
    if (!on) return;
    if (on.kind === "act") {
      const { block } = wordingIn(draft) ?? { block: "" };
      return this.startOn({ block, words: this.wordsAt(block) ?? "" });
    }
    const key = typedKey(on);
    const words = wordsOf(draft);
    const there = unsentWords.get(key) ?? "";
    const body = there.trim() === words ? there : [there, words].filter(Boolean).join("\n\n");
    unsentWords.set(key, body);
    this.loading.model?.noteTyped(on, body, draft.id);
    if (on.kind === "reply") return this.showThread(on.thread);
    if (on.kind !== "begin") return;
    const { block } = on.fields;
    const about = { block: typeof block === "string" ? block : null, selected: selectedIn(on.fields) };
    this.startOn({ ...about, words: this.wordsAt(block) ?? "" });
  }

  /** The words of a block; null where there is none. */
  private wordsAt(block: unknown): string | null {
    return typeof block === "string" ? (this.writing.editor?.wordsOf(block) ?? null) : null;
  }

  /** Shows what is said about a block, or a thread about words of it. */
  showTalk(block: string, thread?: ThreadId): void {
    this.writing.active = block;
    this.show(true);
    const first = this.placedThreads().find(({ thread: { block: of } }) => of === block)?.thread.id;
    const shown = thread ?? first;
    if (shown) this.showThread(shown);
  }

  showThread(thread: ThreadId): void {
    this.writing.thread = thread;
    this.show(true);
    this.afterUpdate(() => {
      const { threads } = this;
      if (!threads) return;
      threads.active = thread;
      threads.querySelector(`[data-thread="${thread}"]`)?.scrollIntoView({ block: "nearest" });
    });
  }

  render(view: OutputView): TemplateResult {
    const { model } = this.loading;
    const talk = model?.discussion;
    return html`<coram-output-threads
      .output=${view.id}
      data-output=${view.id}
      .threads=${this.placedThreads()}
      .here=${this.here}
      .textLang=${view.language}
      .audiences=${talk?.audiences ?? []}
      .proposable=${talk?.proposable ?? []}
      .canWrite=${model?.canWrite ?? false}
      @coram-output-thread=${(event: Events["coram-output-thread"]) => {
        const { about, body, proposal, audience } = event.detail;
        if (!talk?.begin(about, body, proposal, audience)) event.preventDefault();
      }}
      @coram-output-take=${this.onTake}
      @coram-output-block=${(event: Events["coram-output-block"]) => this.onBlock(event.detail)}
      .wordsOf=${(block: string) => this.wordsAt(block)}
      @coram-output-return=${({ detail: { block } }: Events["coram-output-return"]) => block && this.keepInSight(block, null)}
      @coram-output-begun=${(event: Events["coram-output-begun"]) => this.setBegun(event.detail.about)}
      @coram-write-on=${() => standsInFront(this.threads) || this.writing.writeOn()}
      ${answeredBy(talk ?? null)}
    ></coram-output-threads>`;
  }

  private get threads(): HTMLElementTagNameMap["coram-output-threads"] | null {
    return this.host.querySelector(`coram-output-threads[data-output="${this.loading.view?.id}"]`);
  }

  private placedThreads(): PlacedThread[] {
    const { editor } = this.writing;
    const threads = this.loading.model?.discussion?.threads() ?? [];
    return placeThreads(
      threads,
      editor?.view.state.doc ?? null,
      (block) => editor?.wordsOf(block) ?? null,
      (block, selected) => editor?.readsNow(block, selected) ?? null,
    );
  }

  private goTo(block: string, { id, words, ends }: OutputThread): void {
    this.writing.active = block;
    this.writing.thread = id;
    if (words === null) this.writing.editor?.go({ block });
    else this.writing.editor?.goToWords(block, { words, ends });
    this.host.requestUpdate();
  }

  /** The words that one begins to speak about are marked, as long as one does. */
  private setBegun(about: About | null): void {
    const { block, selected } = about ?? {};
    const begun = block && selected ? { thread: null, block, ...selected } : null;
    if (begun === this.writing.begun) return;
    this.writing.begun = begun;
    this.host.requestUpdate();
  }

  private onBlock({ block, thread, isLed }: Events["coram-output-block"]["detail"]): void {
    if (!thread) return;
    this.goTo(block, thread);
    if (!isLed || !standsInFront(this.threads)) return;
    // On a phone it stands in front of the text.
    this.show(false);
    this.afterUpdate(() => this.goTo(block, thread));
  }

  private afterUpdate(act: () => void): void {
    void this.host.updateComplete.then(act);
  }

  private readonly onTake = ({ detail: { block, thread, words, over } }: Events["coram-output-take"]): void => {
    const { editor } = this.writing;
    // It goes over nothing but what its reader was shown.
    if (!block || editor?.wordsOf(block) !== over || !editor.reword(block, words)) return this.host.requestUpdate();
    this.loading.model?.discussion?.take(thread);
    // What was pressed goes: one writes on behind the words that stand there now.
    if (!standsInFront(this.threads)) editor.enter({ block });
  };
}

/** A wording that is proposed for a block and not sent; null for a draft of anything else. */
function wordingIn({ place, why }: Draft): { block: string; on: TypedOn } | null {
  const key = why === "typed" ? actOf(place) : null;
  const [kind, block] = key?.split(" ") ?? [];
  return key && block && kind === "wording" ? { block, on: { kind: "act", key } } : null;
}

/** The words that a thread is begun on, of its fields. */
function selectedIn({ words, ends }: Record<string, unknown>): SelectedWords | null {
  const read = TypedText.safeParse(words);
  return read.success ? { words: read.data, ends: WordEnds.safeParse(ends).data ?? null } : null;
}
