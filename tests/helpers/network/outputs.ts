import { expect } from "vitest";
import { CategoryId, OutputId, type RoomId } from "../../../schema/domain/ids.ts";
import type { Audience } from "../../../schema/domain/room.ts";
import type { OutputNode } from "../../../schema/editor/output-document.ts";
import { OutputView, type OutputMake } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { approveAsItStands } from "../../../server/outputs/approval/freeze.ts";
import { makeNode } from "../../../server/outputs/from-template.ts";
import { toActor } from "../../../server/rooms/room-access.ts";
import type { Person, TestServer } from "./test-server.ts";
import type { RawClient } from "../rooms/raw-client.ts";

/** Freezes a version that has templates: a summary of three sections and recommendations of one. */
export async function freezeWithOutputs({ store }: TestServer): Promise<void> {
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology in force");
  if (inForce.content.outputs.length > 0) return;
  const section = (id: string) => ({
    id,
    title: { en: `Section ${id}`, mk: `Дел ${id}` },
    prompt: { en: `What of ${id}` },
    fromCategories: [CategoryId.parse("means")],
    fromQuestions: [],
  });
  const outputs = [
    { id: "summary", title: { en: "Summary", mk: "Резиме" }, sections: ["facts", "victim", "findings"].map(section) },
    { id: "recommendations", title: { en: "Recommendations" }, sections: [section("follow-up")] },
  ];
  const at = new Date().toISOString();
  await store.methodologies.freeze({ ...inForce.content, outputs }, "With outputs", null, at);
}

/** A summary about all verdicts in English, unless told. */
export async function makeOutput(
  { ask }: TestServer,
  by: Person,
  change: Partial<OutputMake> = {},
): Promise<OutputView> {
  const { template = "summary", language = "en" } = change;
  // As its template is called, which is what stands there until somebody says better.
  const title =
    language === "mk" && template === "summary" ? "Резиме" : template === "summary" ? "Summary" : "Recommendations";
  const make = { template, scope: { kind: "all" }, language, title, ...change };
  const answer = await ask(by, "POST", "/api/outputs", make);
  expect(answer.status).toBe(201);
  return OutputView.parse(await answer.json());
}

/** Without signatures, as documents were approved before there were any: for what is shown of approved ones. */
export async function approve(
  { store, hub }: Pick<TestServer, "store" | "hub">,
  by: Person,
  id: string,
): Promise<void> {
  const deps = { store, realtime: hub, clock: () => new Date() };
  await approveAsItStands(deps, toActor(by.member), OutputId.parse(id));
}

/** The room of one of its discussions. */
export function talkOf({ rooms }: OutputView, audience: Audience = "internal"): RoomId {
  const found = rooms.discussions.find((each) => each.audience === audience);
  if (!found) throw new Error(`no ${audience} discussion`);
  return found.room;
}

export const paragraph = (text: string, id?: string): OutputNode =>
  makeNode("paragraph", id ? { id } : {}, text === "" ? [] : [{ type: "text", text }]);

/** Adds blocks at the end of an output, as an editor would, and waits until they are on disk. */
export async function append(client: RawClient, ...blocks: OutputNode[]): Promise<void> {
  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    room.replace({ ...now, content: [...now.content, ...blocks] });
  });
}
