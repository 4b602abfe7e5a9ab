import { NamingPlaces } from "../../../schema/protocol/http/parts/own-words.ts";
import { expect, it } from "vitest";
import { newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { ApprovalView } from "../../../schema/protocol/http/outputs.ts";
import { OutputRoom } from "../../../schema/rooms/output-room.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { append, freezeWithOutputs, makeOutput, paragraph } from "../../helpers/network/outputs.ts";
import { quoteOf } from "../../helpers/network/written-output.ts";
import { RawClient } from "../../helpers/rooms/raw-client.ts";
import { startTestServer, type TestServer } from "../../helpers/network/test-server.ts";

/** A case study by the lawyer about a verdict of Leskovac that the data called one of Niš, twice. */
async function caseStudy(server: TestServer) {
  const { store, people, ask } = server;
  await freezeWithOutputs(server);
  const inForce = await store.methodologies.current();
  if (!inForce) throw new Error("no methodology in force");
  const [summary] = inForce.content.outputs;
  if (!summary) throw new Error("no template");
  const outputs = [{ ...summary, id: "case-study", title: { en: "Case study" } }];
  await store.methodologies.freeze({ ...inForce.content, outputs }, "Case study", null, new Date().toISOString());
  const { verdict } = await server.newVerdict([
    "REPUBLIKA SRBIJA",
    "OSNOVNI SUD U LESKOVCU",
    "K 812/21",
    "U IME NARODA",
    "Sud veruje oštećenoj. Optužnica KTO. br. 41/22 je potvrđena. Dana 05.10.2020. godine joj je oduzeo pasoš.",
  ]);
  const path = `/api/verdicts/${verdict.id}`;
  for (const court of ["Viši sud u Nišu", "Viši sud u Nišu (fiktivno)"])
    expect((await ask(people.facilitator, "PATCH", path, { court })).status).toBe(200);
  const made = await makeOutput(server, people.lawyer, {
    template: "case-study",
    title: "Studija slučaja: Niš",
    language: "sr-Latn",
    scope: { kind: "verdicts", verdicts: [verdict.id] },
  });
  return { verdict, made };
}

it("a case study names no verdict, whatever its data is called meanwhile, and says where the writer's words do", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  const { verdict, made } = await caseStudy(server);
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const [own, head, fine] = [newId(BlockId), newId(BlockId), newId(BlockId)];
  await append(
    client,
    paragraph("Presuda Višeg suda u Nišu pokazuje kako je žrtva kažnjena.", own),
    paragraph("Osnovni sud u Leskovcu, K 812/21, odlučio je po KTO. 41/22.", head),
    paragraph("Sud je u Nišu saslušao svedoke, od oktobra 2020. do marta 2015.", fine),
    quoteOf(verdict.id),
  );
  const asked = await ask(people.lawyer, "GET", `/api/outputs/${made.id}/naming`);
  expect(NamingPlaces.parse(await asked.json()).places).toEqual([
    { at: null, words: "Niš", isSure: true, inPlace: "[grad]" },
    { at: own, words: "Višeg suda u Nišu", isSure: true, inPlace: "[sud]" },
    { at: head, words: "Osnovni sud u Leskovcu", isSure: true, inPlace: "[sud]" },
    { at: head, words: "K 812/21", isSure: true, inPlace: "[broj predmeta]" },
    { at: head, words: "KTO. 41/22", isSure: false, inPlace: "[broj predmeta]" },
    // What stays in its files, and may tell all the same which verdict it is.
    { at: fine, words: "Nišu", isSure: false, inPlace: null },
    { at: fine, words: "oktobra 2020", isSure: false, inPlace: null },
  ]);
  const { points } = ApprovalView.parse(
    await (await ask(people.lawyer, "GET", `/api/outputs/${made.id}/approval`)).json(),
  );
  expect(points.filter(({ kind }) => kind === "names-verdict").map(({ at }) => at)).toEqual([
    null,
    { block: own },
    { block: head },
  ]);
  const file = new TextDecoder()
    .decode(await mustExport(server, people.facilitator, { format: "output-html", output: { output: made.id } }))
    .replaceAll("\u00a0", " ");
  expect(file).toContain("Sud je u Nišu saslušao svedoke, od oktobra 2020.");
  expect(file).toContain("Presuda [sud] pokazuje kako je žrtva kažnjena.");
  expect(file).not.toContain("41/22");
  const kept = { output: made.id, kept: ["KTO. 41/22", "K 812/21"] };
  const keeping = new TextDecoder().decode(
    await mustExport(server, people.facilitator, { format: "output-html", output: kept }),
  );
  expect(keeping.replaceAll("\u00a0", " ").match(/41.22|812.21/gu)).toEqual(["41/22"]);
  expect(file.replace("Sud je u Nišu", "")).not.toMatch(/Niš|Leskov|K.812|812.21/u);

  await client.write((doc) => {
    const room = new OutputRoom(doc);
    const now = room.document();
    room.setTitle("Studija slučaja: dečak");
    room.replace({
      ...now,
      content: now.content.filter(({ attrs }) => ![own, head, fine].some((id) => id === attrs?.["id"])),
    });
  });
  const again = await ask(people.lawyer, "GET", `/api/outputs/${made.id}/naming`);
  expect(NamingPlaces.parse(await again.json()).places).toEqual([]);
});

it("numbers of other verdicts of the network go too, from title and sentences, and may be kept", async (context) => {
  const server = await startTestServer(context);
  const { people, ask } = server;
  await freezeWithOutputs(server);
  const [about, first, second] = [
    await server.newVerdict("Sud veruje oštećenoj."),
    await server.newVerdict("Судот ѝ верува."),
    await server.newVerdict("Gjykata i beson."),
  ];
  const named = async (id: string, data: object): Promise<void> => {
    expect((await ask(people.facilitator, "PATCH", `/api/verdicts/${id}`, data)).status).toBe(200);
  };
  await named(first.verdict.id, { caseNumber: "K-1184/23" });
  await named(second.verdict.id, { caseNumber: "Nr. 214", date: "2021-03-10" });
  const made = await makeOutput(server, people.lawyer, {
    title: "Deca na ulici: K-1184/23",
    language: "sr-Latn",
    scope: { kind: "verdicts", verdicts: [about.verdict.id] },
  });
  const client = await RawClient.joinAt(server, made.rooms.content.room, people.lawyer);
  const own = newId(BlockId);
  await append(client, paragraph("Isto kaže К. бр. 1184/23, a ne nr. 214 niti 17/99.", own));
  const asked = await ask(people.lawyer, "GET", `/api/outputs/${made.id}/naming`);
  expect(NamingPlaces.parse(await asked.json()).places).toEqual([
    { at: null, words: "K-1184/23", isSure: false, inPlace: "[broj predmeta]" },
    { at: own, words: "К. бр. 1184/23", isSure: false, inPlace: "[broj predmeta]" },
    { at: own, words: "nr. 214", isSure: false, inPlace: "[broj predmeta]" },
  ]);
  const file = async (kept: string[]): Promise<string> => {
    const output = { output: made.id, withoutCaseNumbers: true, kept };
    const bytes = await mustExport(server, people.facilitator, { format: "output-html", output });
    return new TextDecoder().decode(bytes).replaceAll("\u00a0", " ");
  };
  expect(await file([])).not.toMatch(/1184|214/u);
  expect(await file([])).toContain("niti 17/99");
  expect((await file(["nr. 214"])).match(/1184|214/gu)).toEqual(["214"]);
});
