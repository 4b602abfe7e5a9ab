import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as Y from "yjs";
import { randomId } from "../../../schema/domain/ids.ts";
import { CONTENT } from "../../../schema/rooms/output-room.ts";
import type { Seeded } from "../../helpers/text/seeded.ts";

/** One change of somebody who had seen `parents`, and all that those had seen: [position, letters deleted, letters inserted]. */
interface Transaction {
  parents: number[];
  agent: number;
  patches: [number, number, string][];
}

/** A change as it goes over the wire, and what its author had to have before. */
export interface Step {
  agent: number;
  update: Uint8Array;
  /** Yjs client and clock that the document must have reached. */
  after: [client: number, clock: number][];
}

export interface Script {
  people: number;
  steps: Step[];
  /** What everybody must have in the end. */
  text: string;
  /** Clock of each client in the end. */
  end: [client: number, clock: number][];
}

/** A trace of josephg/editing-traces (`concurrent_traces/*.json.gz`). */
export function readTrace(path: string): Transaction[] {
  return (JSON.parse(gunzipSync(readFileSync(path)).toString()) as { txns: Transaction[] }).txns;
}

const LETTERS = "abcde ".split("");

/** Letters by several who take turns every ten or so, and mostly see what the others wrote; positions are kept within the text later. */
export function madeTrace(people: number, changes: number, random: Seeded): Transaction[] {
  const last: number[] = [];
  const cursor: number[] = Array.from({ length: people }, () => 0);
  const made: Transaction[] = [];
  for (let agent = 0; made.length < changes;) {
    if (random.chance(10)) agent = random.below(people);
    if (random.chance(2)) cursor[agent] = random.below(20_000);
    const seen = random.chance(8) || last[agent] === undefined ? last : [last[agent]];
    const at = cursor[agent] ?? 0;
    const isDeletion = random.chance(15) && at > 0;
    made.push({
      parents: seen.filter((each) => each !== undefined),
      agent,
      patches: [isDeletion ? [at - 1, 1, ""] : [at, 0, random.pick(LETTERS)]],
    });
    cursor[agent] = isDeletion ? at - 1 : at + 1;
    last[agent] = made.length - 1;
  }
  return made;
}

/** The text of the one paragraph of an output's document. */
export function textOf(doc: Y.Doc): Y.XmlText | null {
  const paragraph = doc.getXmlFragment(CONTENT).get(0);
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null;
  return text instanceof Y.XmlText ? text : null;
}

/** Plays a trace between documents of its own and keeps what each change is on the wire. */
export function toScript(trace: readonly Transaction[]): Script {
  const people = Math.max(...trace.map(({ agent }) => agent)) + 1;
  const docs = Array.from({ length: people }, (_, agent) => {
    const doc = new Y.Doc();
    doc.clientID = 1_000 + agent;
    return doc;
  });
  const begun = begin(docs[0] ?? new Y.Doc());
  for (const doc of docs) Y.applyUpdate(doc, begun);
  const has = docs.map(() => new Set<number>());
  const steps: Step[] = [];
  const clocks: number[] = [];
  const bring = (agent: number, to: number): void => {
    const missing: number[] = [];
    const open = [to];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (has[agent]?.has(at)) continue;
      has[agent]?.add(at);
      missing.push(at);
      open.push(...(trace[at]?.parents ?? []));
    }
    const doc = docs[agent];
    for (const at of missing.sort((a, b) => a - b)) if (doc) Y.applyUpdate(doc, steps[at]?.update ?? begun);
  };
  for (const [n, { agent, parents, patches }] of trace.entries()) {
    const doc = docs[agent];
    const text = doc && textOf(doc);
    if (!doc || !text) throw new Error("a trace without a text");
    for (const parent of parents) bring(agent, parent);
    const updates: Uint8Array[] = [];
    const take = (update: Uint8Array): void => void updates.push(update);
    doc.on("update", take);
    doc.transact(() => {
      for (const [wanted, deleted, inserted] of patches) {
        const at = Math.min(wanted, text.length);
        if (deleted > 0) text.delete(at, Math.min(deleted, text.length - at));
        if (inserted !== "") text.insert(at, inserted.replaceAll("\n", " "));
      }
    });
    doc.off("update", take);
    has[agent]?.add(n);
    clocks.push(Y.getState(doc.store, doc.clientID));
    const others = parents.filter((each) => trace[each]?.agent !== agent);
    const after = others.map((each): [number, number] => [1_000 + (trace[each]?.agent ?? 0), clocks[each] ?? 0]);
    if (n === 0) after.length = 0;
    steps.push({ agent, update: updates[0] ?? Uint8Array.of(0, 0), after });
  }
  for (const at of trace.keys()) bring(0, at);
  const [first] = docs;
  const end = docs.map((doc): [number, number] => [doc.clientID, Y.getState(doc.store, doc.clientID)]);
  return {
    people,
    steps: [{ agent: 0, update: begun, after: [] }, ...steps],
    text: (first && textOf(first)?.toString()) ?? "",
    end,
  };
}

function begin(doc: Y.Doc): Uint8Array {
  const paragraph = new Y.XmlElement("paragraph");
  doc.transact(() => {
    paragraph.setAttribute("id", randomId());
    paragraph.insert(0, [new Y.XmlText()]);
    doc.getXmlFragment(CONTENT).insert(0, [paragraph]);
  });
  return Y.encodeStateAsUpdate(doc);
}
