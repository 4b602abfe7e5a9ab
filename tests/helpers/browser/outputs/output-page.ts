import type { Plugin } from "prosemirror-state";
import { Awareness } from "y-protocols/awareness";
import * as Y from "yjs";
import "../../../../client/styles/base.css";
import "../../../../client/styles/reading.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/outputs.css";
import { quotePlugin } from "../../../../client/writer/quote-plugin.ts";
import { OutputEditor } from "../../../../client/writer/output-view.ts";
import { t } from "../../../../client/i18n/t.ts";
import { OutputQuotes } from "../../../../client/outputs/quotes/output-quotes.ts";
import { recommendationNode } from "../../../../client/outputs/open-points/recommendation-draw.ts";
import { newId, OutputId, type VerdictId } from "../../../../schema/domain/ids.ts";
import { UiLanguage } from "../../../../schema/domain/language.ts";
import type { OutputNode } from "../../../../schema/editor/output-document.ts";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import type { OutputParts, OutputTray, PartState, TrayAnswer } from "../../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../../schema/rooms/output-room.ts";
import { SOURCE } from "../../network/an-output.ts";

export interface OutputPage {
  /** What is written in. */
  text: HTMLElement;
  editor: OutputEditor;
  evidence: OutputQuotes;
  room: OutputRoom;
  /** What the server says of the parts from now on; the page is told to ask. */
  tell(parts: readonly PartState[]): void;
}

const TRAY: OutputTray = { sources: [SOURCE], sections: [], passages: [], answers: [], hidden: [] };

/** A document in the editor that people write in, with the real node views; only the wire is faked. */
export function openOutput(
  content: OutputNode[],
  parts: readonly PartState[],
  canWrite = true,
  lang = "en",
  plugins: Plugin[] = [],
  /** What it is about; left out, all verdicts. */
  about?: readonly VerdictId[],
  /** What can be drawn on. */
  answers: readonly TrayAnswer[] = [],
): OutputPage {
  let now = parts;
  window.fetch = (input) => {
    const path = input instanceof Request ? input.url : String(input);
    const answer: OutputParts | OutputTray = path.includes("/parts")
      ? { parts: [...now], sources: [] }
      : { ...TRAY, answers: [...answers] };
    return Promise.resolve(Response.json(answer));
  };
  const doc = new Y.Doc();
  const room = new OutputRoom(doc);
  room.replace({ type: "doc", content });
  const main = document.createElement("main");
  const host = document.createElement("div");
  main.className = "output-sheet";
  main.append(host);
  document.body.replaceChildren(main);
  let editor: OutputEditor | null = null;
  const evidence = new OutputQuotes(
    newId(OutputId),
    () => ({ language: UiLanguage.parse(lang), template: "summary", ...aboutOf(about) }),
    () => editor,
    () => {},
  );
  evidence.update(canWrite, true, null);
  editor = new OutputEditor({
    numbersParagraphs: true,
    host,
    content: room.content,
    awareness: new Awareness(doc),
    isEditable: canWrite,
    lang,
    label: "Words of the document",
    nameOf: () => null,
    onChange: () => evidence.changed(),
    onTalk: () => {},
    keys: {},
    draw: { ...evidence.draw, recommendation: recommendationNode(evidence, lang) },
    plugins: [...plugins, quotePlugin(() => false)],
    plainLabel: (node) => t(`outputs.node-${node.type.name as "evidence"}`),
  });
  const text = editor.view.dom;
  const tell = (parts: readonly PartState[]): void => {
    now = parts;
    evidence.parts.refresh();
  };
  return { text, editor, evidence, room, tell };
}

function aboutOf(about: readonly VerdictId[] = []): Pick<OutputView, "scope" | "verdicts"> {
  const verdicts = [...about];
  return { scope: verdicts.length > 0 ? { kind: "verdicts", verdicts } : { kind: "all" }, verdicts };
}
