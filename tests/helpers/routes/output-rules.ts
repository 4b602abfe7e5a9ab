import { vi } from "vitest";
import { CandidateId, VerdictId, newId } from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { approve, freezeWithOutputs, makeOutput } from "../network/outputs.ts";
import type { TestServer } from "../network/test-server.ts";
import { SIGNED_IN, MEMBERS, FACILITATORS, OWNER, TAGGERS, all, type Rule } from "./rule.ts";
import { verdictPath } from "./verdict-paths.ts";

/** Of a draft about all verdicts. */
const outputPath =
  (sub = "") =>
  async (server: TestServer): Promise<string> => {
    await freezeWithOutputs(server);
    return `/api/outputs/${(await makeOutput(server, server.people.lawyer)).id}${sub}`;
  };

async function jobPath({ ask, people }: TestServer): Promise<string> {
  const made = await ask(people.facilitator, "POST", "/api/exports", { format: "csv", countOnly: false });
  const { id } = ExportJob.parse(await made.json());
  await vi.waitUntil(
    async () => {
      const { state } = ExportJob.parse(await (await ask(people.facilitator, "GET", `/api/exports/${id}`)).json());
      return state === "done" || state === "failed";
    },
    { timeout: 60_000 },
  );
  return `/api/exports/${id}`;
}

/** Documents, recommendations and exports. */
export const OUTPUT_RULES: Record<string, Rule> = {
  "POST /api/exports": { may: TAGGERS, body: () => ({ format: "csv", countOnly: true }) },
  "GET /api/exports/:id": { may: OWNER, refused: 404, path: jobPath },
  "DELETE /api/exports/:id": { may: OWNER, refused: 404, path: jobPath },
  // For others it is as gone as one of yesterday.
  "GET /api/exports/:id/file": {
    may: SIGNED_IN,
    path: async (server) => `${await jobPath(server)}/file`,
    answer: { ...all(410), F: 200 },
  },
  "GET /api/outputs": { may: MEMBERS },
  // The test methodology has no such template.
  "POST /api/outputs": {
    may: TAGGERS,
    body: () => ({ template: "none", scope: { kind: "all" }, language: "en", title: "None" }),
    answer: { F: 404, f: 404, L: 404 },
  },
  "GET /api/outputs/:id": { may: "F f L V R O", refused: 404, path: outputPath() },
  "GET /api/outputs/:id/sections": { may: MEMBERS, path: outputPath("/sections") },
  "POST /api/outputs/:id/partner": {
    may: TAGGERS,
    path: outputPath("/partner"),
    body: () => ({ language: "mk" }),
    // It has one from the first.
    answer: { F: 409, f: 409 },
  },
  "POST /api/outputs/:id/status": {
    may: TAGGERS,
    path: outputPath("/status"),
    body: () => ({ status: "in-review", number: 1 }),
    // The first has sent it already.
    answer: { F: 409, f: 409 },
  },
  "POST /api/outputs/:id/delete": {
    may: TAGGERS,
    path: outputPath("/delete"),
    body: () => ({ number: 1, title: "Summary" }),
    // The first has done it.
    answer: { F: 404, f: 404 },
  },
  "GET /api/outputs/:id/verdicts": { may: TAGGERS, path: outputPath("/verdicts") },
  "POST /api/outputs/:id/verdicts": {
    may: TAGGERS,
    path: outputPath("/verdicts"),
    body: () => ({ number: 1, verdicts: [newId(VerdictId)] }),
    // Of nothing that is there.
    answer: all(404),
  },
  "POST /api/outputs/:id/open-again": {
    may: FACILITATORS,
    path: outputPath("/open-again"),
    body: () => ({ number: 1, why: "Words" }),
    // Nobody has approved it.
    answer: { F: 409, f: 409 },
  },
  "GET /api/outputs/:id/approval": { may: MEMBERS, path: outputPath("/approval") },
  "POST /api/outputs/:id/approval/reasons": {
    may: TAGGERS,
    path: outputPath("/approval/reasons"),
    body: () => ({ points: ["uncited:none"], words: "" }),
  },
  // It has sections that are empty.
  "POST /api/outputs/:id/approval/ask": {
    may: TAGGERS,
    path: outputPath("/approval/ask"),
    body: () => ({ number: 1 }),
    answer: { F: 409, f: 409, L: 409 },
  },
  // Nobody has asked.
  "POST /api/outputs/:id/approval/sign": {
    may: TAGGERS,
    path: outputPath("/approval/sign"),
    body: () => ({ candidate: newId(CandidateId), digest: "" }),
    answer: { F: 409, f: 409, L: 409 },
  },
  "POST /api/outputs/:id/approval/take-back": {
    may: FACILITATORS,
    path: outputPath("/approval/take-back"),
    body: () => ({ candidate: newId(CandidateId) }),
    answer: { F: 409, f: 409 },
  },
  "GET /api/outputs/:id/file": { may: TAGGERS, path: outputPath("/file") },
  "GET /api/outputs/:id/naming": { may: TAGGERS, path: outputPath("/naming") },
  "GET /api/outputs/:id/uncleared": { may: MEMBERS, path: outputPath("/uncleared") },
  "POST /api/outputs/:id/number": { may: TAGGERS, path: outputPath("/number") },
  "POST /api/outputs/:id/screen": {
    may: "F f L V R O",
    refused: 404,
    path: outputPath("/screen"),
    body: () => ({ texts: ["words"] }),
  },
  "GET /api/outputs/:id/parts": { may: "F f L V R O", refused: 404, path: outputPath("/parts") },
  "GET /api/outputs/:id/tray": { may: MEMBERS, path: outputPath("/tray") },
  "GET /api/verdicts/:id/quoted": { may: "F f L V R G", path: verdictPath("/quoted") },
  "GET /api/recommendations": { may: MEMBERS },
  // It has none of this id.
  "POST /api/recommendations/:output/:block/state": {
    may: TAGGERS,
    path: async (server) => {
      await freezeWithOutputs(server);
      const { id } = await makeOutput(server, server.people.lawyer);
      await approve(server, server.people.facilitator, id);
      return `/api/recommendations/${id}/${newId(BlockId)}/state`;
    },
    body: () => ({ state: "open", date: null, source: "", sent: null, due: null }),
    answer: { F: 404, f: 404, L: 404 },
  },
  // It is no minutes: there is nothing to be put in.
  "POST /api/outputs/:id/records": {
    may: TAGGERS,
    path: outputPath("/records"),
    body: () => ({ records: [`step:${"a".repeat(22)}`] }),
  },
  "GET /api/outputs/:id/versions": { may: MEMBERS, path: outputPath("/versions") },
  "POST /api/outputs/:id/versions": {
    may: TAGGERS,
    path: outputPath("/versions"),
    body: () => ({ name: "First" }),
  },
  // There is none.
  "GET /api/outputs/:id/versions/:number": { may: MEMBERS, path: outputPath("/versions/1"), answer: all(404) },
  "POST /api/outputs/:id/versions/:number/restore": {
    may: TAGGERS,
    path: outputPath("/versions/1/restore"),
    answer: { F: 404, f: 404, L: 404 },
  },
  "POST /api/outputs/:id/versions/:number/put-back": {
    may: TAGGERS,
    path: outputPath("/versions/1/put-back"),
    answer: { F: 404, f: 404, L: 404 },
  },
};
