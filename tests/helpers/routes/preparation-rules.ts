import { ScanId, newId } from "../../../schema/domain/ids.ts";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import { ImportDraft } from "../../../schema/protocol/http/imports.ts";
import type { TestServer } from "../network/test-server.ts";
import { MEMBERS, FACILITATORS, OWNER, type Rule } from "./rule.ts";
import { verdictPath, preparedPath } from "./verdict-paths.ts";

async function draftPath({ ask, people }: TestServer): Promise<string> {
  const made = await ask(people.facilitator, "POST", "/api/imports", { text: "The court finds." });
  return `/api/imports/${ImportDraft.parse(await made.json()).id}`;
}

const noScan =
  (sub = "") =>
  (): string =>
    `/api/scans/${newId(ScanId)}${sub}`;

const erasurePath =
  (sub = "") =>
  async ({ ask, people }: TestServer, verdict: string): Promise<string> => {
    const command = { kind: "term", forms: ["nobody"], token: "[Person A]" };
    const made = await ask(people.facilitator, "POST", `/api/verdicts/${verdict}/erasures`, command);
    return `/api/erasures/${ErasureView.parse(await made.json()).id}${sub}`;
  };

const DATA = {
  country: "rs",
  court: "C",
  caseNumber: "1",
  date: null,
  instance: "first",
  form: "organised",
  language: "sr",
  script: "Latn",
};

/** A verdict from its import to its stages: names, clearing, scans, the text, erasure. */
export const PREPARATION_RULES: Record<string, Rule> = {
  "POST /api/verdicts/:id/stage": { may: OWNER, path: verdictPath("/stage"), body: () => ({ stage: "cleared" }) },
  "GET /api/verdicts/:id/put-out": { may: OWNER, path: verdictPath("/put-out") },
  "GET /api/verdicts/:id/clearing": { may: OWNER, path: verdictPath("/clearing") },
  "POST /api/verdicts/:id/clearing": {
    may: OWNER,
    path: verdictPath("/clearing"),
    body: () => ({
      stage: "cleared-for-public",
      revision: 1,
      findings: [],
      ticks: ["text-read", "quasi-looked", "case-decided"],
    }),
  },
  "POST /api/verdicts/:id/clearing/work": {
    may: OWNER,
    path: verdictPath("/clearing/work"),
    body: () => ({ stage: "cleared-for-guests", paragraphs: "1", reasons: [] }),
  },
  "PUT /api/verdicts/:id/second-reader": {
    may: OWNER,
    path: verdictPath("/second-reader"),
    body: () => ({ isNeeded: true }),
  },
  "POST /api/verdicts/:id/edits": {
    may: OWNER,
    path: verdictPath("/edits"),
    body: () => ({ baseRevision: 1, kind: "correct", edits: [{ start: 0, end: 3, insert: "A" }] }),
  },
  "POST /api/verdicts/:id/erasures": {
    may: OWNER,
    path: verdictPath("/erasures"),
    body: () => ({ kind: "term", forms: ["court"], token: "[Organisation 1]" }),
  },
  "GET /api/verdicts/:id/erasures/labels": { may: OWNER, path: verdictPath("/erasures/labels") },
  "POST /api/verdicts/:id/screen": {
    may: "F f L V R G",
    path: verdictPath("/screen"),
    body: () => ({ texts: ["court"] }),
  },
  "GET /api/erasures": { may: FACILITATORS },
  "GET /api/erasures/:id": { may: OWNER, refused: 404, path: erasurePath() },
  "GET /api/erasures/:id/certificate": { may: OWNER, refused: 404, path: erasurePath("/certificate?language=sq") },
  "GET /api/verdicts/:id/names": { may: OWNER, path: verdictPath("/names") },
  // A verdict that is cleared has no names any more.
  "POST /api/verdicts/:id/names/commands": {
    may: OWNER,
    path: preparedPath("/names/commands"),
    body: () => ({ number: 0, command: { kind: "undo" } }),
    refused: 404,
    answer: { F: 409 },
  },
  "POST /api/verdicts/:id/names/apply": {
    may: OWNER,
    path: preparedPath("/names/apply"),
    body: () => ({ number: 0 }),
    refused: 404,
    answer: { F: 409 },
  },
  "POST /api/verdicts/:id/names/unapply": {
    may: OWNER,
    path: preparedPath("/names/unapply"),
    refused: 404,
    answer: { F: 404 },
  },
  "POST /api/verdicts/:id/sealed-key/open": {
    may: OWNER,
    path: verdictPath("/sealed-key/open"),
    body: () => ({ passphrase: "x" }),
    answer: { F: 404 },
  },
  "DELETE /api/verdicts/:id/sealed-key": { may: OWNER, path: verdictPath("/sealed-key"), answer: { F: 404 } },
  "GET /api/verdicts/:id/revisions": { may: OWNER, path: verdictPath("/revisions") },
  "GET /api/verdicts/:id/revisions/:number": { may: MEMBERS, path: verdictPath("/revisions/1") },
  "POST /api/verdicts/:id/undo": {
    may: OWNER,
    path: verdictPath("/undo"),
    body: () => ({ revision: 99 }),
    answer: { F: 404 },
  },
  "POST /api/verdicts/:id/reimport": { may: OWNER, path: verdictPath("/reimport"), body: () => ({ text: "A text." }) },
  "GET /api/verdicts/:id/reimport/:draft": {
    may: OWNER,
    path: verdictPath("/reimport/none"),
    answer: { F: 410 },
  },
  "POST /api/verdicts/:id/reimport/:draft/take": {
    may: OWNER,
    path: verdictPath("/reimport/none/take"),
    body: () => ({ baseRevision: 1, take: [0] }),
    answer: { F: 410 },
  },
  "DELETE /api/verdicts/:id/reimport/:draft": { may: OWNER, path: verdictPath("/reimport/none") },
  "POST /api/imports": { may: FACILITATORS, body: () => ({ text: "The court finds the defendant guilty." }) },
  "POST /api/imports/:id/confirm": {
    may: FACILITATORS,
    path: async (server) => `${await draftPath(server)}/confirm`,
    body: ({ organisations }) => ({ owner: organisations.rs.id, data: DATA, again: true }),
    answer: { f: 410 },
  },
  "DELETE /api/imports/:id": { may: FACILITATORS, path: draftPath },
  // A form without a file.
  "POST /api/scans": { may: FACILITATORS, answer: { F: 400, f: 400 } },
  "GET /api/scans": { may: FACILITATORS },
  "GET /api/scans/:id": { may: FACILITATORS, path: noScan(), answer: { F: 404, f: 404 } },
  "POST /api/scans/:id/resume": { may: FACILITATORS, path: noScan("/resume"), answer: { F: 404, f: 404 } },
  "DELETE /api/scans/:id": { may: FACILITATORS, path: noScan() },
  "POST /api/scans/:id/confirm": {
    may: FACILITATORS,
    path: noScan("/confirm"),
    body: ({ organisations }) => ({ owner: organisations.rs.id, data: DATA }),
    answer: { F: 410, f: 410 },
  },
  // Read from no picture.
  "GET /api/verdicts/:id/scan": { may: OWNER, path: verdictPath("/scan"), answer: { F: 404 } },
  "GET /api/verdicts/:id/scan/pages/:n": { may: OWNER, path: verdictPath("/scan/pages/1"), answer: { F: 404 } },
  "GET /api/verdicts/:id/scan/looked": { may: OWNER, path: verdictPath("/scan/looked"), answer: { F: 404 } },
  "PUT /api/verdicts/:id/scan/looked": {
    may: OWNER,
    path: verdictPath("/scan/looked"),
    body: () => ({ starts: [0], looked: true }),
    answer: { F: 404 },
  },
};
