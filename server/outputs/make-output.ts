import { can } from "../../schema/domain/can.ts";
import { newId, OutputId, RoomId } from "../../schema/domain/ids.ts";
import { localise, type UiLanguage } from "../../schema/domain/language.ts";
import type { Output } from "../../schema/domain/output.ts";
import type { OutputDocument } from "../../schema/editor/output-document.ts";
import { pairBlock } from "../../schema/editor/pairs/pair-rows.ts";
import type { SectionStates } from "../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../schema/rooms/output-room.ts";
import { audit } from "../actions/audit.ts";
import type { Deps } from "../deps.ts";
import { Fingerprints } from "../quotes/fingerprints.ts";
import { Refusal } from "../refusal.ts";
import type { SignedIn } from "../rooms/room-access.ts";
import type { OutputRow } from "../store/output-store.ts";
import { StoreError } from "../store/store-error.ts";
import { partnerDocumentOf, rescriptedDocumentOf, scriptsOf } from "./from-template.ts";
import { templateIn } from "./templates.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "store">;

/** A draft, as whoever makes it begins it. */
export function newOutput(
  { clock }: Pick<Deps, "clock">,
  { member }: SignedIn,
  of: Pick<Output, "template" | "methodologyVersion" | "title" | "language" | "scope" | "partner" | "leader">,
): Output {
  const at = clock().toISOString();
  return {
    id: newId(OutputId),
    ...of,
    status: "draft",
    statusBy: member.id,
    statusAt: at,
    number: 1,
    createdBy: member.id,
    createdAt: at,
    approvedVersion: null,
  };
}

/** `leading`: what the blocks that it says in another language are like now. */
export async function makeOutput(
  deps: Needs,
  by: SignedIn,
  output: Output,
  doc: OutputDocument,
  leading: SectionStates["blocks"] = [],
): Promise<void> {
  const { store, realtime } = deps;
  const rooms = { content: newId(RoomId), internal: newId(RoomId), review: newId(RoomId) };
  await store.outputs.add(output, rooms).catch((error: unknown) => {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("output-paired") : error;
  });
  const said = new Set(doc.content.flatMap((block) => pairBlock(block).pairs));
  await realtime.write(rooms.content, by.member.id, (room) => {
    const written = new OutputRoom(room);
    written.setTitle(output.title);
    written.replace(doc);
    for (const { block, fingerprint } of leading)
      if (said.has(block)) written.setCompared(block, fingerprint, output.createdAt);
  });
  const { id, template, scope, partner } = output;
  await audit(deps, by, "output.make", { output: id, template, scope: scope.kind, partner });
  realtime.publish({ type: "output", output: id });
}

/**
 * The same document in another language, of one that leads; its id. `title`: left out, what its kind is called. Throws output-paired where
 * there is one, not-found where nothing is known of its kind.
 */
export async function makePartner(
  deps: Needs,
  by: SignedIn,
  row: OutputRow,
  language: UiLanguage,
  title?: string,
): Promise<OutputId> {
  const { store, realtime } = deps;
  if (language === row.language) throw new Refusal("output-paired");
  const version = await store.methodologies.version(row.methodologyVersion);
  const template = version && templateIn(version.content, row.template);
  if (!template) throw new Refusal("not-found");
  const { content } = await store.outputs.rooms(row.id);
  const looked = await realtime.look(content, (doc) => {
    const room = new OutputRoom(doc);
    return { title: room.title(), document: room.document() };
  });
  const { document: original } = looked;
  const { template: kind, methodologyVersion, scope } = row;
  const typed = scriptsOf(row.language, language);
  const named = title ?? ((typed && typed(looked.title)) || localise(template.title, language));
  const of = { template: kind, methodologyVersion, title: named, language, scope, partner: row.id, leader: row.id };
  const output = newOutput(deps, by, of);
  const readable = (await store.verdicts.all()).filter((verdict) => can(by.actor, "verdict.read", verdict));
  const written = new Map(readable.map((each) => [each.id, each.language]));
  const doc = typed
    ? rescriptedDocumentOf(original, language, typed)
    : partnerDocumentOf(original, template, language, written);
  await makeOutput(deps, by, output, doc, (await Fingerprints.read(store)).ofBlocks(original));
  await keepForLanguages(deps, by, row, looked);
  realtime.publish({ type: "output", output: row.id });
  return output.id;
}

/** Keeps what another language was made of, so that it can be said what has changed since. */
async function keepForLanguages(
  { store, clock }: Pick<Deps, "clock" | "store">,
  { member }: SignedIn,
  { id, changedAt }: OutputRow,
  looked: { title: string; document: OutputDocument },
): Promise<void> {
  const newest = (await store.outputs.versions(id)).find(({ kind }) => kind !== "sitting" && kind !== "taken");
  if (newest && newest.at >= changedAt) return;
  const version = { ...looked, name: "", kind: "paired" as const, by: member.id, at: clock().toISOString() };
  await store.outputs.addVersion(id, version);
}
