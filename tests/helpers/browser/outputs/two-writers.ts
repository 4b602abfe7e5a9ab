import { TextSelection } from "prosemirror-state";
import * as Y from "yjs";
import { Awareness } from "y-protocols/awareness";
import { takingIn } from "../../../../schema/rooms/named-deletes.ts";
import { type Batch, changesOf, type EntryChange } from "../../../../client/sync/batch.ts";
import { watchLost } from "../../../../client/sync/deleted-under.ts";
import { wordsOf } from "../../../../client/sync/draft.ts";
import type { OutputCommand } from "../../../../client/writer/output-commands.ts";
import { OutputEditor } from "../../../../client/writer/output-view.ts";
import type { SaidWords } from "../../../../client/writer/said/said-words.ts";
import { newId, ThreadId } from "../../../../schema/domain/ids.ts";
import { unnamedLetters, withoutNames } from "../../../../server/rooms/log/unnamed-letters.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";

/** Two who write in one document; what each has done reaches the other when it is brought. */
export class Writers {
  readonly editors: readonly OutputEditor[];
  /** Blocks, and threads, whose marks were pressed. */
  readonly pressed: unknown[][] = [];
  readonly #docs: readonly Y.Doc[];
  readonly #server = new Y.Doc();
  /** What is not at the server yet. */
  readonly #onTheWay: Batch[][] = [[], []];
  /** Words of each that are said to be lost, for their page to keep. */
  readonly lost: string[][] = [[], []];

  constructor(content: OutputNode[], isTurned = false) {
    const first = new Y.Doc();
    const room = new OutputRoom(first);
    room.replace({ type: "doc", content });
    const second = new Y.Doc();
    Y.applyUpdate(second, Y.encodeStateAsUpdate(first));
    Y.applyUpdate(this.#server, Y.encodeStateAsUpdate(first));
    // Which of two letters that were typed at once comes first goes by this.
    [first.clientID, second.clientID] = isTurned ? [9, 7] : [7, 9];
    this.#docs = [first, second];
    document.body.replaceChildren();
    this.editors = this.#docs.map((doc) => editorOf(doc, (...pressed) => this.pressed.push(pressed)));
    for (const [i, doc] of this.#docs.entries()) this.#follow(doc, i);
  }

  /** As a connection to a room does. */
  #follow(doc: Y.Doc, who: number): void {
    let entries: EntryChange[] = [];
    doc.on("beforeObserverCalls", (transaction: Y.Transaction) => {
      if (transaction.local) entries = changesOf(doc, transaction);
    });
    doc.on("update", (update: Uint8Array, origin: unknown) => {
      const { clientID: client } = doc;
      const at = new Date(0).toISOString();
      const batch: Batch = { id: newId(ThreadId), client, clock: Y.getState(doc.store, client), update, entries, at };
      if (origin !== "brought") this.#onTheWay[1 - who]?.push(batch);
    });
    watchLost(
      { doc },
      () => this.#onTheWay[1 - who] ?? [],
      ({ batch }) => this.lost[who]?.push(wordsOf(batch)),
    );
  }

  write(who: number, letter: string): void {
    const { view } = this.#editor(who);
    view.dispatch(view.state.tr.insertText(letter));
  }

  select(who: number, from: number, to: number): void {
    const { view } = this.#editor(who);
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, 1 + from, 1 + to)));
  }

  /** Presses a key that does nothing of itself here. */
  press(who: number, key: string, more: KeyboardEventInit = {}): void {
    const { view } = this.#editor(who);
    const event = new KeyboardEvent("keydown", { key, ...more });
    view.someProp("handleKeyDown", (handle) => handle(view, event));
  }

  /** The blocks of the top level, as the words in each. */
  blocks(who: number): string[] {
    return this.#editor(who).view.state.doc.children.map((each) => each.textContent);
  }

  /** The words that are selected. */
  selected(who: number): string {
    const { doc, selection } = this.#editor(who).view.state;
    return doc.textBetween(selection.from, selection.to);
  }

  /** Changes the document past the editor, as an older program may. */
  edit(who: number, change: (room: OutputRoom) => void): void {
    const doc = this.#docs[who];
    if (doc) doc.transact(() => change(new OutputRoom(doc)));
  }

  /** One of them is in touch again, and is told at once of all that was done meanwhile. */
  comeBack(who: number): void {
    const doc = this.#docs[who];
    for (const { update } of this.#onTheWay[who]?.splice(0) ?? []) this.#toldOf(update);
    const told = doc && Y.encodeStateAsUpdate(this.#server, Y.encodeStateVector(doc));
    if (told) takingIn(doc, told, () => Y.applyUpdate(doc, told, "brought"));
  }

  /** All that is on the way to one of them: by a server, that tells of what is new to it. */
  bring(to: number): void {
    const doc = this.#docs[to];
    for (const { update } of this.#onTheWay[to]?.splice(0) ?? [])
      for (const told of this.#toldOf(update)) if (doc) takingIn(doc, told, () => Y.applyUpdate(doc, told, "brought"));
  }

  /** What the server passes on of an update. */
  #toldOf(update: Uint8Array): Uint8Array[] {
    const told: Uint8Array[] = [];
    const { ds: named } = Y.decodeUpdate(update);
    let unnamed = Y.createDeleteSet();
    const look = (transaction: Y.Transaction): void => void (unnamed = unnamedLetters(transaction, named));
    const tell = (bytes: Uint8Array, _origin: unknown, _doc: Y.Doc, { deleteSet }: Y.Transaction): number =>
      told.push(withoutNames(bytes, deleteSet, unnamed));
    this.#server.on("afterTransaction", look);
    this.#server.on("update", tell);
    Y.applyUpdate(this.#server, update);
    this.#server.off("afterTransaction", look);
    this.#server.off("update", tell);
    return told;
  }

  /** What both mark as spoken about: the words that one of them has selected. Gives how it is known. */
  say(who: number): SaidWords {
    const { block, selected } = this.#editor(who);
    if (!block || !selected) throw new Error("nothing is selected");
    const said = { thread: newId(ThreadId), block, ...selected };
    for (const editor of this.editors)
      editor.mark({ threads: new Map([[block, 1]]), active: null }, { said: [said], active: null });
    return said;
  }

  /** The words that each of them sees marked. */
  marked(): string[] {
    return this.editors.map(({ view }) =>
      [...view.dom.querySelectorAll("mark.output-said")].map(({ textContent }) => textContent).join(""),
    );
  }

  /** Its words, with a sign for each node in them and a line for each block. */
  said(who: number): string {
    const { doc } = this.#editor(who).view.state;
    return doc.textBetween(0, doc.content.size, "\n", "*");
  }

  run(who: number, command: OutputCommand): void {
    this.#editor(who).run(command);
  }

  /** What is set strong. */
  strong(who: number): string[] {
    return [...this.#editor(who).view.dom.querySelectorAll("strong")].map(({ textContent }) => textContent);
  }

  text(who: number): string {
    return this.#editor(who).view.state.doc.textContent;
  }

  #editor(who: number): OutputEditor {
    const editor = this.editors[who];
    if (!editor) throw new Error("there are two");
    return editor;
  }
}

function editorOf(doc: Y.Doc, onTalk: (...pressed: unknown[]) => void): OutputEditor {
  const host = document.createElement("div");
  document.body.append(host);
  return new OutputEditor({
    numbersParagraphs: true,
    host,
    content: new OutputRoom(doc).content,
    awareness: new Awareness(doc),
    isEditable: true,
    lang: "en",
    label: "Words of the document",
    nameOf: () => null,
    onChange: () => {},
    onTalk,
    keys: {},
    draw: {},
    plugins: [],
    plainLabel: (node) => node.type.name,
  });
}
