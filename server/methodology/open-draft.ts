import { DUTIES } from "../../schema/domain/member.ts";
import type { DraftView } from "../../schema/protocol/http/methodology.ts";
import { newId, RoomId, type MemberId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import { DraftRoom } from "../../schema/rooms/draft/draft-room.ts";
import { seedDraft } from "../../schema/rooms/draft/draft-seed.ts";
import { Refusal } from "../refusal.ts";
import { type Deps } from "../deps.ts";
import { audit } from "../actions/audit.ts";
import type { KeyedTaskQueue } from "../../schema/task-queue.ts";
import { settleDraft } from "./frozen-draft.ts";

type DraftDeps = Pick<Deps, "store" | "realtime" | "clock">;
/** The rooms of the draft, and the version in force, which the draft goes on from. */
export interface OpenDraft {
  inForce: MethodologyVersion;
  room: DraftView["draft"]["room"];
  discussion: DraftView["discussion"]["room"];
}

/**
 * The draft, made and brought up to the version in force where it is not: at first it is that version; after a freeze, what the
 * version took goes out of it. Freezing and this go in `turns`. Refuses with not-found before there is a version.
 */
export async function openDraft(deps: DraftDeps, turns: KeyedTaskQueue): Promise<OpenDraft> {
  const inForce = await deps.store.methodologies.current();
  const draft = await deps.store.methodologies.draft();
  if (inForce && draft?.version === inForce.number) return { inForce, ...draft };
  return turns.run("draft", () => draftInTurn(deps));
}

/** As `openDraft`, for who has the turn. */
export async function draftInTurn(deps: DraftDeps): Promise<OpenDraft> {
  const { store } = deps;
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Refusal("not-found");
  const draft = await store.methodologies.openDraft({ room: newId(RoomId), discussion: newId(RoomId) });
  if (draft.version !== inForce.number) await catchUp(deps, draft.room, draft.version, inForce);
  return { inForce, room: draft.room, discussion: draft.discussion };
}

async function catchUp(
  { store, realtime, clock }: DraftDeps,
  room: RoomId,
  reached: number | null,
  inForce: MethodologyVersion,
): Promise<void> {
  const by = await writerFor(store);
  const now = clock().toISOString();
  if (reached === null) {
    await realtime.write(room, by, (doc) => {
      const draft = new DraftRoom(doc);
      // It was written, and the server stopped before it could note that.
      if (draft.about().length === 0) seedDraft(draft, inForce.content, now);
    });
  }
  for (let number = (reached ?? inForce.number) + 1; number <= inForce.number; number++) {
    const version = await store.methodologies.version(number);
    if (version) await realtime.write(room, by, (doc) => settleDraft(doc, version, now));
  }
  await store.methodologies.setDraftVersion(inForce.number);
  await audit({ store, clock }, null, "methodology.draft", { version: inForce.number, for: by });
}

/** Under whose name the server writes: who froze the version in force, else the first facilitator. */
async function writerFor({ methodologies, people }: Deps["store"]): Promise<MemberId> {
  const [newest] = await methodologies.versions();
  if (newest?.by) return newest.by;
  const members = await people.members();
  const isFacilitator = ({ role, guest, removedAt }: (typeof members)[number]): boolean =>
    DUTIES[role].leads && guest === null && removedAt === null;
  const first = members.find(isFacilitator) ?? members[0];
  if (!first) throw new Refusal("not-found");
  return first.id;
}
