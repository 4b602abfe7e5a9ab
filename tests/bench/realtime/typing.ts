import { WebSocket } from "ws";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { SCHEMA_VERSION } from "../../../schema/protocol/version.ts";
import { Seeded } from "../../helpers/text/seeded.ts";
import { answerWith } from "../child.ts";
import { madeTrace, readTrace, textOf, toScript, type Script } from "./typing-trace.ts";
import type { Target } from "./wire.ts";

// Replays what several have typed into a document through unchanged y-websocket clients, as fast as it goes: a process of its own.

export interface Typing {
  people: number;
  changes: number;
  /** A recorded trace instead. */
  path: string | null;
}

export interface Typed {
  steps: number;
  /** From the first letter until everybody has all of them. */
  ms: number;
}

let script: Script = { people: 0, steps: [], text: "", end: [] };

interface Typist {
  doc: Y.Doc;
  provider: WebsocketProvider;
}

async function join({ port, cookies }: Target, room: string, who: number, schema: boolean): Promise<Typist> {
  const doc = new Y.Doc();
  const headers = { cookie: cookies[who % cookies.length] ?? "", origin: `http://127.0.0.1:${port}` };
  class Signed extends WebSocket {
    constructor(url: string) {
      super(url, { headers, perMessageDeflate: false });
    }
  }
  const provider = new WebsocketProvider(`ws://127.0.0.1:${port}${schema ? "/sync" : ""}`, room, doc, {
    WebSocketPolyfill: Signed as unknown as typeof globalThis.WebSocket,
    params: schema ? { schema: String(SCHEMA_VERSION) } : {},
    disableBc: true,
  });
  await new Promise<void>((resolve) => provider.on("sync", (synced) => synced && resolve()));
  return { doc, provider };
}

const hasAll = (doc: Y.Doc, wanted: readonly (readonly [number, number])[]): boolean =>
  wanted.every(([client, clock]) => Y.getState(doc.store, client) >= clock);

async function until(doc: Y.Doc, isSo: () => boolean): Promise<void> {
  if (isSo()) return;
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (!isSo()) return;
      doc.off("update", look);
      resolve();
    };
    doc.on("update", look);
  });
}

async function type({ doc }: Typist, agent: number): Promise<void> {
  for (const step of script.steps) {
    if (step.agent !== agent) continue;
    if (!hasAll(doc, step.after)) await until(doc, () => hasAll(doc, step.after));
    Y.applyUpdate(doc, step.update, "typed");
  }
  await until(doc, () => hasAll(doc, script.end) && textOf(doc)?.toString() === script.text);
}

async function replay(target: Target): Promise<Typed> {
  const room = target.rooms[0] ?? "";
  const typists = await Promise.all(
    Array.from({ length: script.people }, (_, who) => join(target, room, who, target.kind === "coram")),
  );
  const began = performance.now();
  await Promise.all(typists.map(type));
  const ms = performance.now() - began;
  for (const { provider } of typists) provider.destroy();
  return { steps: script.steps.length, ms };
}

answerWith({
  prepare: ({ people, changes, path }: Typing) => {
    script = toScript(path === null ? madeTrace(people, changes, new Seeded(7)) : readTrace(path));
  },
  replay,
});
