import { QuestionId } from "../../../../schema/domain/ids.ts";
import type { ExportFormat } from "../../../../schema/protocol/http/exports.ts";
import { OutputTray } from "../../../../schema/protocol/http/quotes.ts";
import { NetworkView } from "../../../../schema/protocol/http/verdicts.ts";
import { command, viewOf } from "../blind-round.ts";
import { mustExport } from "../export-file.ts";
import { freezeWithOutputs, makeOutput } from "../outputs.ts";
import type { Coding } from "../revealed-round.ts";
import { QUESTIONS } from "../test-methodology.ts";
import { startTestServer, type Person, type TestServer } from "../test-server.ts";

export const TEXT = "He took her papers and she had no way out. He drove her to the border. The rest is denied.";
export const CLAIM = QuestionId.parse(QUESTIONS.claim.id);

/** Two who agree on one passage and differ on one, and on an answer. */
export const codings = (one: Person, other: Person): Coding[] => [
  {
    who: one,
    tags: [
      { words: "took her papers", category: "means.force" },
      { words: "she had no way out", category: "means.vulnerability" },
    ],
    answers: { [CLAIM]: { value: "yes", proof: "took her papers" } },
  },
  {
    who: other,
    tags: [{ words: "took her papers", category: "means.force" }],
    answers: { [CLAIM]: { value: "no" } },
  },
];

/** A server with one verdict and a document, before anybody has coded. */
export async function start(context: Parameters<typeof startTestServer>[0]) {
  const server = await startTestServer(context);
  await freezeWithOutputs(server);
  const inForce = await server.store.methodologies.current();
  if (!inForce) throw new Error("no methodology");
  const content = { ...inForce.content, questions: [QUESTIONS.claim] };
  await server.store.methodologies.freeze(content, "with a question", null, new Date().toISOString());
  const made = await server.newVerdict(TEXT);
  const output = await makeOutput(server, server.people.facilitator);
  return { server, made, output, path: `/api/verdicts/${made.verdict.id}`, ...server.people };
}

/** A file without when it was made, and what was audited before. */
export async function file(server: TestServer, who: Person, format: ExportFormat, filter = {}): Promise<string> {
  const text = new TextDecoder().decode(await mustExport(server, who, { format, filter, withNotes: true }));
  return text.replace(/\d+:[0-9a-f]{64}|\d{4}-\d\d-\d\d \d\d:\d\d UTC|\d+ \p{L}+ \d{4}, \d\d:\d\d UTC/gu, "");
}

export type Scene = Awaited<ReturnType<typeof start>>;

export const home = async ({ server }: Scene, who: Person) =>
  NetworkView.parse(await (await server.ask(who, "GET", "/api/network")).json()).verdicts[0];
export const trayFor = async ({ server, output }: Scene, who: Person): Promise<OutputTray> =>
  OutputTray.parse(await (await server.ask(who, "GET", `/api/outputs/${output.id}/tray`)).json());

/** What pages and files say of a verdict, to the byte. */
export async function told(scene: Scene, who: Person, withFiles = true): Promise<string[]> {
  const { server, made, output, path } = scene;
  const text = async (from: string): Promise<string> => (await server.ask(who, "GET", from)).text();
  const view = await viewOf(server, who, made.verdict.id);
  const row = await home(scene, who);
  return [
    JSON.stringify([row?.counts, row?.range]),
    (await text("/api/matrix")).replace(/"at":"[^"]+"/, ""),
    (await text("/api/matrix?by=questions")).replace(/"at":"[^"]+"/, ""),
    await text("/api/matrix/cell?category=means"),
    await text(`/api/matrix/cell?question=${CLAIM}`),
    await text(`/api/outputs/${output.id}/tray`),
    // The page's tags and its case sheet.
    await text(`${path}/layers/${view.stands ?? ""}`),
    ...(withFiles && who.member.role === "facilitator"
      ? [await file(server, who, "csv"), await file(server, who, "csv-answers")]
      : []),
  ];
}

/** The round that runs is marked as settled. */
export async function mark({ server, made, facilitator, path }: Scene): Promise<void> {
  const { id } = await server.store.verdicts.currentRound(made.verdict.id);
  await command(server, facilitator, "POST", `${path}/rounds/${id}/adjudicated`);
}
