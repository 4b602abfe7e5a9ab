import { expect, test } from "vitest";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { CategoryId, ErasureId, newId } from "../../../schema/domain/ids.ts";
import { NOTHING } from "../../../server/erasure/counts.ts";
import { openSealedKey, sealKey } from "../../../server/privacy/names/sealed-key.ts";
import { createAttempts } from "../../../server/auth/attempts.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { ok, prepare, problem } from "../../helpers/network/preparing.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";

const PASSPHRASE = "correct horse battery";

function eraseTerm(server: TestServer, id: string, forms: string[], more: object = {}): Promise<Response> {
  const command = { kind: "term", forms, token: "[Victim A]", ...more };
  return server.ask(server.people.facilitator, "POST", `/api/verdicts/${id}/erasures`, command);
}

test("an erased name does not come back as the printed number of a paragraph", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(["Svedok Petrović je govorio.", "Drugi pasus."]);
  await ok(await eraseTerm(server, verdict.id, ["Petrović"]));
  const blockEdits = [{ start: 0, set: { printed: "Petrović" } }];
  const command = { baseRevision: 2, kind: "correct", edits: [], blockEdits };
  const answer = await server.ask(server.people.facilitator, "POST", `/api/verdicts/${verdict.id}/edits`, command);
  expect(await problem(answer)).toEqual([409, "erased"]);
  expect(namesInFolder(server.config.dataFolder, ["Petrović"])).toEqual([]);
});

test("guesses at the passphrase of a sealed key count where words are erased, too", async (context) => {
  const attempts = createAttempts({ perAccount: 3, perAddress: 100 });
  const preparing = await prepare(context, ["Svedok Petrović je govorio."], { attempts });
  const { server, id } = preparing;
  const entries = [{ token: "[Victim A]", canonical: "Petrović", forms: [] }];
  await sealKey(server.config.dataFolder, id, { entries, sealedAt: new Date().toISOString() }, PASSPHRASE);
  const guess = (passphrase: string): Promise<Response> => eraseTerm(server, id, ["Petrović"], { passphrase });
  for (let i = 0; i < 3; i++) expect(await problem(await guess("wrong"))).toEqual([403, "key-wrong-passphrase"]);
  expect((await problem(await guess(PASSPHRASE)))[1]).toBe("too-many-attempts");
  expect((await server.store.audit.list(5)).map(({ action }) => action)).toContain("sealed-key.refused");
});

test("names sealed while others are erased from the key: the new ones are in it, the erased ones are not", async (context) => {
  const preparing = await prepare(context, ["Okrivljeni Marko Petrović je krivac, rekla je oštećena Ana Savić."]);
  const { server, id } = preparing;
  const { dataFolder } = server.config;
  const entries = [{ token: "[Victim Z]", canonical: "Jovan Ilić", forms: ["Jovana Ilića"] }];
  await sealKey(dataFolder, id, { entries, sealedAt: new Date().toISOString() }, PASSPHRASE);
  await preparing.decide({ kind: "confirm-sure" });
  const { number } = await preparing.names();
  const [applied] = await Promise.all([
    preparing.ask("POST", "/names/apply", { number, passphrase: PASSPHRASE }),
    eraseTerm(server, id, ["Jovan Ilić"], { token: "[Victim Z]", passphrase: PASSPHRASE }),
  ]);
  const key = await openSealedKey(dataFolder, id, PASSPHRASE);
  // Whoever comes second finds what the first has left; an erasure takes what was decided of names with it.
  const kept = applied.status === 200 ? ["Ana Savić", "Marko Petrović"] : [];
  expect((key?.entries ?? []).map(({ canonical }) => canonical).sort()).toEqual(kept);
});

test("while one of two facilitators is being erased, the other stays", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator } = server.people;
  await server.store.people.changeMember(otherFacilitator.member.id, { organisation: facilitator.member.organisation });
  const at = new Date().toISOString();
  const member = otherFacilitator.member.id;
  const none = { verdict: null, by: null, doneAt: null, number: null, hash: null, needs: null, trace: null };
  const job = {
    ...none,
    id: newId(ErasureId),
    kind: "member",
    member,
    token: "[Former member 1]",
    startedAt: at,
  } as const;
  await server.store.erasures.begin(
    { ...job, step: "screen", counts: NOTHING, sealedKey: "none" },
    { at, actor: null, action: "erasure.begin", subject: {} },
  );
  const path = `/api/members/${facilitator.member.id}`;
  const { name } = facilitator.member;
  for (const [method, sub, body] of [
    ["POST", "/erase", { name }],
    ["DELETE", "", undefined],
    ["PATCH", "", { role: "lawyer" }],
  ] as const)
    expect((await problem(await server.ask(otherFacilitator, method, path + sub, body)))[1]).toBe("last-facilitator");
});

test("an export that another organisation made is gone when the verdict goes back to its preparation", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const { verdict, rooms } = await server.newVerdict("Svedok Petrović je govorio.");
  const layer = await RawClient.joinAt(server, rooms.layer, lawyer);
  await layer.write((doc) => {
    const anchor = { revision: 1, ranges: [{ start: 7, end: 15 }] };
    const tag = { category: CategoryId.parse("act.transport"), version: 1, anchor, note: "" };
    new LayerRoom(doc).add(tag, new Date().toISOString());
  });
  const { id } = ExportJob.parse(
    await ok(await server.ask(otherFacilitator, "POST", "/api/exports", { format: "json", countOnly: false })),
  );
  for (;;) {
    const { state } = ExportJob.parse(await ok(await server.ask(otherFacilitator, "GET", `/api/exports/${id}`)));
    if (state === "done" || state === "failed") break;
  }
  const file = (): Promise<Response> => server.ask(otherFacilitator, "GET", `/api/exports/${id}/file`);
  expect((await file()).status).toBe(200);
  await ok(await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/stage`, { stage: "in-preparation" }));
  expect((await problem(await file()))[1]).toBe("export-gone");
});
