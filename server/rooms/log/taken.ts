import * as Y from "yjs";
import { EVIDENCE_NODES } from "../../../schema/editor/output-nodes.ts";

/** What a change took out of XML of what one client had written. */
export interface Taken {
  client: number;
  letters: number;
  quotes: number;
}

const PROOFS: ReadonlySet<string> = new Set(EVIDENCE_NODES);

/** By who had written it. Call it from `afterTransaction`, before Yjs collects. */
export function takenIn(transaction: Y.Transaction): Taken[] {
  const taken = new Map<number, Taken>();
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (!(struct instanceof Y.Item) || struct.parentSub !== null) return;
    const { client } = struct.id;
    const known = taken.get(client) ?? { client, letters: 0, quotes: 0 };
    taken.set(client, known);
    if (struct.content instanceof Y.ContentString) known.letters += struct.length;
    if (struct.content instanceof Y.ContentType) {
      const { type } = struct.content;
      if (type instanceof Y.XmlElement && PROOFS.has(type.nodeName)) known.quotes++;
    }
  });
  return [...taken.values()];
}
