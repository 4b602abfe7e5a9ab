import type { Actor } from "../../../schema/domain/can.ts";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { PartState } from "../../../schema/protocol/http/quotes.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { audit } from "../../actions/audit.ts";
import type { Deps } from "../../deps.ts";
import { withApprovals } from "../../quotes/approvals.ts";
import { partsOf, tablesOf } from "../../quotes/parts.ts";
import type { NewCandidate } from "../../store/shapes/approvals.ts";
import type { OutputRow } from "../../store/output-store.ts";
import type { Store } from "../../store/store.ts";

/** A document with its quotes and figures as they are seen now, and what its tables show. */
export async function freeze(
  store: Store,
  actor: Actor,
  of: { row: OutputRow; title: string; document: OutputDocument; seq: number; parts: readonly PartState[] },
): Promise<NewCandidate["documents"][number]> {
  const { row, title, document, seq, parts } = of;
  const { id: output, number, scope, language, template } = row;
  const tables = await tablesOf(store, actor, { document, scope, language, template });
  return { output, number, seq, title, document: withApprovals(document, parts), tables };
}

/** Approves a document without signatures, as was done before there were any: for networks that are made with one of then. */
export async function approveAsItStands(
  deps: Pick<Deps, "clock" | "realtime" | "store">,
  actor: Actor,
  id: OutputId,
): Promise<void> {
  const { store, realtime, clock } = deps;
  const row = await store.outputs.get(id);
  if (!row) throw new Error("no such document");
  const { content } = await store.outputs.rooms(id);
  const looked = await realtime.look(content, (doc, seq) => {
    const room = new OutputRoom(doc);
    return { seq, title: room.title(), document: room.document() };
  });
  const { scope, language, template, number } = row;
  const parts = await partsOf(store, actor, { ...looked, scope, language, template });
  const { output: _, number: __, ...frozen } = await freeze(store, actor, { row, ...looked, parts });
  const at = clock().toISOString();
  const version = { ...frozen, name: "", kind: "approved" as const, by: actor.id, at };
  const { approvedVersion } = await store.outputs.setStatus(id, number, "approved", actor.id, at, version);
  const said = { output: id, status: "approved", version: approvedVersion };
  await audit(deps, { member: actor }, "output.status", said);
  await realtime.recheckOutput(id);
  realtime.publish({ type: "output", output: id });
}
