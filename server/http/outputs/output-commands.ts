import type { AuditAction } from "../../store/shapes/audit-actions.ts";
import { can } from "../../../schema/domain/can.ts";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import { OpenAgain, StatusCommand, type OutputView } from "../../../schema/protocol/http/outputs.ts";
import { OutputDelete } from "../../../schema/protocol/http/parts/output-delete.ts";
import {
  VersionMake,
  type OutputVersion,
  type OutputVersionList,
} from "../../../schema/protocol/http/parts/output-versions.ts";
import { putBack } from "../../../schema/editor/taken-out.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { deleteOutput } from "../../outputs/delete-output.ts";
import { openAgain } from "../../outputs/approval/open-again.ts";
import { OutputSubjects } from "../../outputs/output-subjects.ts";
import { readableVersion } from "../../outputs/readable-version.ts";
import type { SignedIn } from "../../rooms/room-access.ts";
import type { NewVersion, OutputRow } from "../../store/output-store.ts";
import { StoreError } from "../../store/store-error.ts";
import { mustSeeOutput, viewOf } from "./outputs.ts";
import { Refusal } from "../../refusal.ts";
import { createRoutes, readBody, type RequestContext } from "../route.ts";
import { type Deps } from "../../deps.ts";
import { audit } from "../../actions/audit.ts";

/** What this module rests on. */
type Needs = Pick<Deps, "clock" | "realtime" | "screens" | "store">;

/** Commands about an output: its status, and versions of it that are kept and brought back. */
export function outputCommandRoutes(deps: Needs) {
  const { store, realtime } = deps;
  return createRoutes()
    .post("/:id/status", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const { status, number } = await readBody(c, StatusCommand);
      await mustBeAbleToWrite(deps, signedIn, row);
      if (number !== row.number || status === row.status) throw new Refusal("output-moved");
      await setStatus(deps, signedIn, row, status);
      await audit(deps, signedIn, "output.status", { output: row.id, status, version: null });
      // Its room may be for writing again.
      await realtime.recheckOutput(row.id);
      realtime.publish({ type: "output", output: row.id });
      return c.json<OutputView>(await viewOf(deps, signedIn, row.id));
    })
    .post("/:id/open-again", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const command = await readBody(c, OpenAgain);
      if (deps.screens.holds(null, command.why, "said")) throw new Refusal("erased");
      await openAgain(deps, signedIn, row, command);
      return c.json<OutputView>(await viewOf(deps, signedIn, row.id));
    })
    .post("/:id/delete", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      const command = await readBody(c, OutputDelete);
      await mustBeAbleTo(deps, signedIn, row, "output.delete");
      await deleteOutput(deps, signedIn, row, command);
      return c.body(null, 204);
    })
    .get("/:id/versions", async (c) => {
      const { row } = await mustSeeOutput(c, deps);
      return c.json<OutputVersionList>({ versions: await store.outputs.versions(row.id) });
    })
    .get("/:id/versions/:number", async (c) => {
      const { signedIn, row } = await mustSeeOutput(c, deps);
      return c.json<OutputVersion>(await mustFindVersion(c, deps, signedIn, row));
    })
    .post("/:id/versions", async (c) => {
      const { signedIn, row } = await mustWrite(c, deps);
      const { name } = await readBody(c, VersionMake);
      if (deps.screens.holds(null, name, "said")) throw new Refusal("erased");
      const number = await keep(deps, signedIn, row, { name, kind: "named" });
      return c.json<OutputVersionList>(await versionMade(deps, signedIn, row.id, "output.version", number));
    })
    .post("/:id/versions/:number/restore", async (c) => {
      const { signedIn, row } = await mustWrite(c, deps);
      const found = await mustFindVersion(c, deps, signedIn, row);
      await keep(deps, signedIn, row, { name: "", kind: "before-restore" });
      return c.json<OutputVersionList>(
        await bringBack(deps, signedIn, row, found, (room) => {
          room.setTitle(found.title);
          room.replace(found.document);
        }),
      );
    })
    .post("/:id/versions/:number/put-back", (c) => putTakenBack(c, deps));
}

/** What one person took out stands again, beside what was written since. */
async function putTakenBack(c: RequestContext, deps: Needs): Promise<Response> {
  const { store, realtime } = deps;
  const { signedIn, row } = await mustWrite(c, deps);
  const found = await mustFindVersion(c, deps, signedIn, row);
  const { id } = row;
  const versions = await bringBack(deps, signedIn, row, found, (room) =>
    room.replace(putBack(found.document, room.document())),
  );
  if (found.kind !== "taken") return c.json<OutputVersionList>(versions);
  // It stands there again: nobody has to be told that it is gone.
  await store.outputs.setTaken(id, found.number, null);
  realtime.publish({ type: "output", output: id });
  return c.json<OutputVersionList>({ versions: await store.outputs.versions(id) });
}

/** A version of what stands there now; its number. */
async function keep(
  deps: Needs,
  { member }: SignedIn,
  { id }: OutputRow,
  called: Pick<NewVersion, "name" | "kind">,
): Promise<number> {
  const version = await looked(deps, id);
  return deps.store.outputs.addVersion(id, {
    ...version,
    ...called,
    by: member.id,
    at: deps.clock().toISOString(),
  });
}

/** Writes into the document what is wanted of a version, as a change of who asked. */
async function bringBack(
  deps: Needs,
  by: SignedIn,
  { id }: OutputRow,
  { number }: OutputVersion,
  change: (room: OutputRoom) => void,
): Promise<OutputVersionList> {
  const { content } = await deps.store.outputs.rooms(id);
  await deps.realtime.write(content, by.member.id, (doc) => change(new OutputRoom(doc)));
  return versionMade(deps, by, id, "output.restore", number);
}

async function mustWrite(
  c: RequestContext,
  deps: Pick<Deps, "store">,
): Promise<{ signedIn: SignedIn; row: OutputRow }> {
  const seen = await mustSeeOutput(c, deps);
  await mustBeAbleToWrite(deps, seen.signedIn, seen.row);
  return seen;
}

const mustBeAbleToWrite = (deps: Pick<Deps, "store">, by: SignedIn, row: OutputRow): Promise<void> =>
  mustBeAbleTo(deps, by, row, "output.write");

export async function mustBeAbleTo(
  { store }: Pick<Deps, "store">,
  { actor }: SignedIn,
  row: OutputRow,
  action: "output.write" | "output.delete",
): Promise<void> {
  if (can(actor, action, await new OutputSubjects(store).of(actor, row))) return;
  if (row.status === "asked") throw new Refusal("output-asked");
  throw new Refusal(row.status === "approved" ? "output-approved" : "not-allowed");
}

async function mustFindVersion(
  c: RequestContext,
  { store }: Pick<Deps, "store">,
  { actor }: SignedIn,
  row: OutputRow,
): Promise<OutputVersion> {
  const number = Number(c.req.param("number"));
  const version = Number.isSafeInteger(number) ? await readableVersion(store, actor, row, number) : null;
  if (!version) throw new Refusal("not-found");
  return version;
}

/** What its room holds. */
async function looked(
  { store, realtime }: Pick<Deps, "realtime" | "store">,
  id: OutputId,
): Promise<Pick<NewVersion, "title" | "document">> {
  const { content } = await store.outputs.rooms(id);
  return realtime.look(content, (doc) => {
    const room = new OutputRoom(doc);
    return { title: room.title(), document: room.document() };
  });
}

async function setStatus(
  { store, clock }: Pick<Deps, "store" | "clock">,
  { member }: SignedIn,
  { id, number }: OutputRow,
  status: OutputStatus,
): Promise<void> {
  try {
    await store.outputs.setStatus(id, number, status, member.id, clock().toISOString());
  } catch (error) {
    throw error instanceof StoreError && error.code === "conflict" ? new Refusal("output-moved") : error;
  }
}

async function versionMade(
  deps: Needs,
  by: SignedIn,
  output: OutputId,
  action: AuditAction,
  version: number,
): Promise<OutputVersionList> {
  await audit(deps, by, action, { output, version });
  deps.realtime.publish({ type: "output", output });
  return { versions: await deps.store.outputs.versions(output) };
}
