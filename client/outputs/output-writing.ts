import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Plugin } from "prosemirror-state";
import { createRef } from "lit/directives/ref.js";
import type { ThreadId } from "../../schema/domain/ids.ts";
import { quotePlugin } from "../writer/quote-plugin.ts";
import { readingPlace } from "../reader/reading-place.ts";
import type { SaidWords } from "../writer/said/said-words.ts";
import { OutputEditor, type OutputEditorOptions } from "../writer/output-view.ts";
import type { Whereabouts } from "../writer/whereabouts.ts";
import { localise } from "../../schema/domain/language.ts";
import { tell, tellUntil } from "../elements/announce.ts";
import { language, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import type { KeptParts } from "../sync/offline/records.ts";
import { OutputQuotes } from "./quotes/output-quotes.ts";
import { EVIDENCE_TOOLS, type QuoteTool } from "./quotes/quote-tools.ts";
import { behindSelected } from "../writer/write-on.ts";
import { WrittenSections } from "./written-sections.ts";
import { slashMenu, type SlashItem } from "../writer/slash-menu.ts";
import { recommendationNode } from "./open-points/recommendation-draw.ts";
import { endAhead, takeAhead, typeOnNowhere } from "../palette/typed-ahead.ts";
import type { OutputSubject, OutputLoading } from "./output-loading.ts";

export interface WritingListener extends Pick<OutputEditorOptions, "onTalk" | "keys"> {
  /** The document, the selection or what is known of its quotes has changed. */
  onChange(): void;
  /** Something was chosen to be put in at the cursor. */
  onTool(tool: QuoteTool): void;
  /** What a page adds to the editor; made anew for each. */
  plugins?(): Plugin[];
  /** Who only reads wants to say something about the block that they have chosen. */
  onSpeak(): void;
}

/** What of the tools stands in a sentence, and by which other words a reference is found. */
const IN_SENTENCE: Partial<Record<QuoteTool, Partial<SlashItem>>> = {
  tray: { isInSentence: true },
  figure: { isInSentence: true },
  get reference() {
    return { isInSentence: true, also: t("evidence.reference-find") };
  },
};

/** Holds the editor of the page's document, with its quotes, figures and tables, as long as the page is there. */
export class OutputWriting implements ReactiveController {
  /** Where the editor stands. */
  readonly place = createRef<HTMLElement>();
  editor: OutputEditor | null = null;
  quotes: OutputQuotes | null = null;
  /** The block whose threads are open. */
  active: string | null = null;
  /** The thread that is open, and the words that one is about to say something of. */
  thread: ThreadId | null = null;
  begun: SaidWords | null = null;
  private readonly loading: OutputLoading;
  private readonly asked: () => OutputSubject;
  private readonly listener: WritingListener;
  private stopEvents: (() => void) | null = null;
  /** What was last given to the device. */
  private kept: KeptParts | null = null;
  /** What the editor marks, and shows as left out, as text to compare. */
  private marked = "";
  private leftOut = "";
  private readonly written = new WrittenSections();
  /** The document was shut against writing while its author was writing in it; to be called off once they can write again. */
  private shut: AbortController | null = null;
  /** Where one was in the editor before. */
  private left: Whereabouts | null = null;

  constructor(
    host: ReactiveControllerHost,
    loading: OutputLoading,
    asked: () => OutputSubject,
    listener: WritingListener,
  ) {
    this.loading = loading;
    this.asked = asked;
    this.listener = listener;
    host.addController(this);
  }

  hostUpdate(): void {
    const { output, session } = this.asked();
    if (this.quotes || !session?.member) return;
    const quotes = new OutputQuotes(
      output,
      () => this.loading.view,
      () => this.editor,
      () => this.listener.onChange(),
      session.member.guest === null,
    );
    this.quotes = quotes;
    this.stopEvents = session.events.listen((event) => quotes.hear(event));
  }

  hostUpdated(): void {
    this.bind();
    this.mark();
    this.showLeftOut();
    if (this.quotes) this.quotes.numbersParagraphs = this.loading.numbersParagraphs;
    this.quotes?.update(
      this.canWrite,
      this.loading.model?.saved.state === "saved",
      this.loading.leading,
      this.loading.cards,
    );
    this.keepParts();
  }

  hostDisconnected(): void {
    this.stopEvents?.();
    this.stopEvents = null;
    this.editor?.destroy();
    this.editor = this.left = null;
    this.quotes?.close();
    this.quotes = null;
  }

  /** Another document stands there: the editor is made anew with the next update, or now where there is one to write on in. */
  renew(): void {
    const { editor } = this;
    if (!editor) return;
    // Before the editor goes: what is typed on as the document is shut must fall to something.
    if (this.loading.view) this.endWriting();
    this.left = editor.whereabouts;
    editor.destroy();
    this.editor = null;
    // Whoever writes writes on: not a letter may fall between two editors.
    if (this.loading.model?.room && this.place.value?.isConnected) this.bind();
  }

  /** One goes on writing where the caret stands, behind words that are selected: what is typed next replaces none. False where one only reads. */
  writeOn(): boolean {
    if (!this.editor?.view.editable) return false;
    this.editor.run(behindSelected);
    return true;
  }

  private get canWrite(): boolean {
    const { model, view } = this.loading;
    return Boolean(model?.canWrite && view?.may.write);
  }

  /** Makes the editor once the document is there: bound to an empty one it would begin with everything selected. */
  private bind(): void {
    const { model, view, cards } = this.loading;
    const host = this.place.value;
    const room = model?.room;
    if (!host || !room || !view) return;
    this.endWriting();
    this.editor?.setEditable(this.canWrite);
    this.beginMade();
    const awareness = model.awareness;
    if (this.editor || !awareness) return;
    const { quotes, listener } = this;
    host.replaceChildren();
    this.editor = new OutputEditor({
      host,
      content: room.content,
      awareness,
      isEditable: this.canWrite,
      lang: view.language,
      numbersParagraphs: this.loading.numbersParagraphs,
      label: t("outputs.text-of", { title: model.title || t("outputs.unnamed") }),
      nameOf: (member) => (member === model.me ? null : (cards.get(member)?.name ?? null)),
      onChange: () => {
        quotes?.changed();
        listener.onChange();
      },
      onTalk: (block, thread) => listener.onTalk(block, thread),
      keys: listener.keys,
      draw: {
        ...quotes?.draw,
        ...(quotes ? { recommendation: recommendationNode(quotes, view.language) } : {}),
      },
      plugins: [
        slashMenu(
          () => this.slashItems(),
          () => t("evidence.tools"),
        ),
        quotePlugin((verdicts) => quotes?.refuses(verdicts) ?? false),
        readingPlace(() => listener.onSpeak()),
        this.written.plugin,
        ...(listener.plugins?.() ?? []),
      ],
      plainLabel: (node) => t(`outputs.node-${node.type.name as "evidence"}`),
    });
    this.marked = this.leftOut = "";
    if (this.left) this.editor.comeBack(this.left);
    else this.goToHash();
    this.left = null;
    this.beginMade();
    listener.onChange();
  }

  /**
   * Signatures are asked for, or the document is out of an author's hands, while they type: what is typed on is kept as a draft, and stands with those
   * of their words that did not go. Once they can write again they are told nothing of it any more.
   */
  private endWriting(): void {
    const { editor } = this;
    if (this.canWrite) {
      const isTyping = document.activeElement?.matches(".typed-ahead");
      this.shut?.abort();
      if (this.shut && isTyping) queueMicrotask(() => this.editor?.view.focus());
      this.shut = null;
      return;
    }
    if (!editor?.view.editable || !editor.view.hasFocus()) return;
    const { model } = this.loading;
    const typedIn = editor.typedIn;
    const { signal } = (this.shut = new AbortController());
    tellUntil(signal, t("outputs.typing-ended"));
    signal.addEventListener(
      "abort",
      typeOnNowhere((words) => model?.keepTypedOn(typedIn, words)),
    );
  }

  /** A document that was made here is there to be written in, as soon as it can be, with what was typed while it was made. */
  private beginMade(): void {
    const { view } = this.loading;
    const made = this.editor && view && this.canWrite ? takeAhead(`/outputs/${view.id}`) : null;
    if (made) this.editor?.startWriting(made.strokes, made.isLeft);
    else if (view && !view.may.write) endAhead(`/outputs/${view.id}`);
  }

  /** What can be put into an empty line: what the tools put in, and a table. */
  private slashItems(): SlashItem[] {
    const tools = EVIDENCE_TOOLS.map((tool) => ({
      name: tool,
      label: t(`evidence.tool-${tool}`),
      ...IN_SENTENCE[tool],
      act: () => this.listener.onTool(tool),
    }));
    const table = { name: "table", label: t("evidence.tool-table"), act: () => void this.editor?.run("table") };
    return [...tools.slice(0, 2), table, ...tools.slice(2)];
  }

  /** Keeps what the server said of the quotes beside the copy of the page, which is made before there is a view of it. */
  private keepParts(): void {
    const answer = this.quotes?.parts.answer ?? null;
    const { view } = this.loading;
    if (!answer || answer === this.kept || !view) return;
    this.kept = answer;
    device.work?.copies.keepParts(view.id, answer);
  }

  /** The address may name a block: where a passage is quoted, or where one was when one left. */
  private goToHash(): void {
    const block = location.hash.slice(1);
    // Once what it shows is laid out.
    if (block) requestAnimationFrame(() => this.editor?.go({ block }));
  }

  private mark(): void {
    const { thread } = this;
    const threads = new Map<string, number>();
    const said: SaidWords[] = this.begun ? [this.begun] : [];
    let ofWords: SaidWords | null = this.begun;
    for (const { id, block, words, ends, resolved } of this.loading.model?.discussion?.threads() ?? []) {
      if (!block) continue;
      if (words !== null && (!resolved || id === thread)) said.push({ thread: id, block, words, ends });
      if (words !== null && id === thread) ofWords ??= said.at(-1) ?? null;
      if (!resolved) threads.set(block, (threads.get(block) ?? 0) + 1);
    }
    // Of words that are there the paragraph around them is not marked.
    const isOfWords = ofWords !== null && this.editor?.readsNow(ofWords.block, ofWords) !== null;
    const active = isOfWords ? null : this.active;
    const key = JSON.stringify([[...threads], active, said, thread]);
    if (!this.editor || key === this.marked) return;
    this.marked = key;
    // Not within the update of the page that a change of the editor asked for.
    queueMicrotask(() => this.editor?.mark({ threads, active }, { said, active: thread }));
  }

  /** One leaves a section out, or puts it back. */
  leaveOut(section: string, isLeftOut: boolean): void {
    if (isLeftOut) this.written.leave(section);
    this.loading.model?.leaveOut(section, isLeftOut);
  }

  private showLeftOut(): void {
    const sections = this.loading.model?.room?.leftOut() ?? [];
    if (!this.editor || sections.join(" ") === this.leftOut) return;
    this.leftOut = sections.join(" ");
    if (this.quotes) this.quotes.leftOut = sections;
    this.quotes?.changed();
    for (const section of this.written.leftOut(sections)) {
      const template = this.loading.view?.sections.find(({ id }) => id === section);
      tell(t("outputs.section-out-meanwhile", { section: template ? localise(template.title, language()) : section }));
    }
    queueMicrotask(() => this.editor?.setLeftOut(new Set(sections)));
  }
}
