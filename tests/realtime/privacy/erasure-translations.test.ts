import { expect, test } from "vitest";
import type { VerdictId } from "../../../schema/domain/ids.ts";
import { CLOSE } from "../../../schema/protocol/close-codes.ts";
import { ErasurePlan, ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { Problem } from "../../../schema/protocol/http/problem.ts";
import { FullTranslation } from "../../../schema/protocol/http/translations.ts";
import { TranslationsRoom } from "../../../schema/rooms/translations-room.ts";
import { projectAll } from "../../../server/rooms/log/projection.ts";
import { verifyStore } from "../../../server/store/verify.ts";
import { namesInFolder } from "../../helpers/files/byte-scan.ts";
import { FORMS, NEEDLES, plantNames, TOKEN } from "../../helpers/network/verdicts/named-verdict.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { NOW } from "../../helpers/store/store-fixture.ts";
import { startTestServer, type Person, type TestServer } from "../../helpers/network/test-server.ts";

const COMMAND = { kind: "term", forms: FORMS, token: TOKEN };

const ANCHOR = { revision: 1, ranges: [{ start: 0, end: 10 }] };
const WHOLE = {
  revision: 2,
  replaces: null,
  source: "translated for Petrović",
  paragraphs: [
    { number: "1", text: "The court finds that Marko Petrović was taken to Niš." },
    { number: "5", text: "The statement is clear." },
  ],
};

/** A coder translates a passage in a room. */
async function translate(server: TestServer, room: string, who: Person, body: string): Promise<void> {
  const client = await RawClient.joinAt(server, room, who);
  await client.write((doc) => void new TranslationsRoom(doc).add({ anchor: ANCHOR, language: "en", body }, NOW));
  client.close();
}

/** Nobody writes an erased name late: by a route, in a paragraph, or by a room. */
async function expectRefusedLate(server: TestServer, verdict: VerdictId, late: object): Promise<void> {
  const { people, ask, store } = server;
  const path = `/api/verdicts/${verdict}`;
  const codes = [
    await ask(people.lawyer, "PUT", `${path}/translations/en`, late),
    await ask(people.lawyer, "PATCH", `${path}/translations/en/paragraphs/2`, {
      revision: 3,
      replaces: null,
      text: "says Kobrica",
    }),
  ].map(async (answer) => Problem.parse(await answer.json()).code);
  expect(await Promise.all(codes)).toEqual(["erased", "erased"]);
  const rooms = await store.verdicts.rooms(verdict);
  const internal = rooms.find(({ audience }) => audience === "internal");
  if (!internal) throw new Error("no room");
  const client = await RawClient.joinAt(server, internal.id, people.lawyer);
  client.sendUpdate(
    client.edit((doc) => void new TranslationsRoom(doc).add({ anchor: ANCHOR, language: "en", body: "Kobrica" }, NOW)),
  );
  expect(await client.closed).toBe(CLOSE.refused);
}

test("an erased name goes from translations of passages, of blind layers too, and from whole ones, and comes back by no way", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store } = server;
  const { made, blindRoom } = await plantNames(server);
  const path = `/api/verdicts/${made.verdict.id}`;
  const plan = async (): Promise<ErasurePlan> =>
    ErasurePlan.parse(
      await (await ask(people.facilitator, "POST", `${path}/erasures`, { ...COMMAND, preview: true })).json(),
    );
  await translate(server, made.rooms.internal, people.lawyer, "Marko Petrović was taken to Niš; Petrović's passport");
  await translate(server, made.rooms.internal, people.lawyer, "nobody is named");
  await translate(server, blindRoom, people.otherLawyer, "so says Kobrica");
  expect((await ask(people.lawyer, "PUT", `${path}/translations/en`, WHOLE)).status).toBe(200);
  expect((await plan()).counts).toMatchObject({ translations: 3, hidden: 0 });
  // What was taken away may be put back: it is found and rewritten too.
  const albanian = {
    ...WHOLE,
    source: "për Petrović",
    paragraphs: [{ number: "1", text: "i thotë Petroviqit" }],
  };
  expect((await ask(people.lawyer, "PUT", `${path}/translations/sq`, albanian)).status).toBe(200);
  expect((await ask(people.otherLawyer, "DELETE", `${path}/translations/sq`)).status).toBe(204);
  const [removed] = await store.translations.removed(made.verdict.id);
  expect((await plan()).counts).toMatchObject({ translations: 5, hidden: 0 });

  const done = await ask(people.facilitator, "POST", `${path}/erasures`, COMMAND);
  expect(ErasureView.parse(await done.json()).step).toBe("done");
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
  const rows = await store.passages.translations(
    made.verdict.id,
    ["internal", "review"],
    (await store.verdicts.layers(made.verdict.id)).map(({ id }) => id),
  );
  expect(rows.map(({ body }) => body).sort()).toEqual(
    [`${TOKEN} was taken to Niš; ${TOKEN}'s passport`, "nobody is named", `so says ${TOKEN}`].sort(),
  );
  const whole = FullTranslation.parse(await (await ask(people.lawyer, "GET", `${path}/translations/en`)).json());
  expect(whole.source).toBe(`translated for ${TOKEN}`);
  expect(whole.paragraphs.map(({ text }) => text)).toEqual([
    `The court finds that ${TOKEN} was taken to Niš.`,
    "The statement is clear.",
  ]);
  expect((await ask(people.lawyer, "POST", `${path}/translations/restore`, { id: removed?.id })).status).toBe(200);
  const back = FullTranslation.parse(await (await ask(people.lawyer, "GET", `${path}/translations/sq`)).json());
  expect([back.source, ...back.paragraphs.map(({ text }) => text)]).toEqual([`për ${TOKEN}`, `i thotë ${TOKEN}`]);
  expect((await verifyStore(store, { project: projectAll })).differences).toEqual([]);

  await expectRefusedLate(server, made.verdict.id, { ...WHOLE, revision: 3, replaces: whole.version });
  expect(namesInFolder(server.config.dataFolder, NEEDLES)).toEqual([]);
});

test("an erased passage takes its translations with it, whose words are other ones", async (context) => {
  const server = await startTestServer(context);
  const { people, ask, store } = server;
  const made = await server.newVerdict(["Ona je rekla gde stanuje.", "Sud joj veruje."]);
  const path = `/api/verdicts/${made.verdict.id}`;
  const client = await RawClient.joinAt(server, made.rooms.internal, people.lawyer);
  const translate = (start: number, end: number, body: string): Promise<void> =>
    client.write((doc) => {
      const anchor = { revision: 1, ranges: [{ start, end }] };
      new TranslationsRoom(doc).add({ anchor, language: "en", body }, NOW);
    });
  await translate(7, 24, "said where she lives");
  await translate(26, 29, "The court");
  const paragraphs = [
    { number: "1", text: "She said where she lives." },
    { number: "2", text: "The court believes her." },
  ];
  await ask(people.lawyer, "PUT", `${path}/translations/en`, { revision: 1, replaces: null, paragraphs });
  const command = { kind: "passage", revision: 1, ranges: [{ start: 7, end: 24 }] };
  const preview = await ask(people.facilitator, "POST", `${path}/erasures`, { ...command, preview: true });
  expect(ErasurePlan.parse(await preview.json()).counts.translations).toBe(2);
  await ask(people.facilitator, "POST", `${path}/erasures`, command);
  expect(namesInFolder(server.config.dataFolder, ["where she"])).toEqual([]);
  const rows = await store.passages.translations(made.verdict.id, ["internal"], []);
  expect(rows.map(({ body }) => body).sort()).toEqual(["The court", "[Passage 1]"].sort());
  const whole = FullTranslation.parse(await (await ask(people.lawyer, "GET", `${path}/translations/en`)).json());
  expect(whole.paragraphs.map(({ text }) => text)).toEqual(["[Passage 1]", "The court believes her."]);
});
