import { vi } from "vitest";
import { ErasureView } from "../../../schema/protocol/http/erasure.ts";
import {
  AnnotationId,
  CandidateId,
  CommentId,
  DisagreementId,
  LayerId,
  RemovedTranslationId,
  RoundId,
  ScanId,
  ThreadId,
  UnitId,
  VerdictId,
  newId,
} from "../../../schema/domain/ids.ts";
import { BlockId } from "../../../schema/domain/output.ts";
import { HouseChanged } from "../../../schema/protocol/http/house.ts";
import { ExportJob } from "../../../schema/protocol/http/exports.ts";
import { ImportDraft } from "../../../schema/protocol/http/imports.ts";
import { Unit } from "../../../schema/domain/unit.ts";
import { InvitationMade } from "../../../schema/protocol/http/people.ts";
import { aLogo } from "../files/a-logo.ts";
import { COLUMNS } from "../rights/askers.ts";
import { WORKSHOP_RULES } from "../workshops/workshop-rules.ts";
import { approve, freezeWithOutputs, makeOutput } from "./outputs.ts";
import type { TestServer } from "./test-server.ts";

export interface Rule {
  /** The letters of those who may, as `tests/helpers/rights/askers.ts` has them. */
  may: string;
  /** What those who may not get, apart from nobody (401); 403 unless told. A verdict that one may not know of is 404. */
  refused?: 403 | 404;
  /** The path with its ids. */
  path?: (server: TestServer, verdict: string) => string | Promise<string>;
  body?: (server: TestServer) => unknown;
  /** The answer to who may, where it is no success: the token is no token, the draft is somebody else's. */
  answer?: { [letter: string]: number };
}

const EVERYBODY = "F f L V R G g O W -";
/** But for guests of a workshop, who have one page. */
const WITH_PLACES = "F f L V R G g O";
const SIGNED_IN = `${WITH_PLACES} W`;
/** All who may see a tag. */
const READERS = "F f L V R G g";
const MEMBERS = "F f L V R";
const FACILITATORS = "F f";
const OWNER = "F";
const TAGGERS = "F f L";

const all = (status: number): Rule["answer"] => Object.fromEntries(COLUMNS.map((letter) => [letter, status]));
const verdictPath =
  (sub = "") =>
  (_: TestServer, verdict: string): string =>
    `/api/verdicts/${verdict}${sub}`;
/** Of a verdict in preparation: nobody but its owner's facilitators knows of it. */
const preparedPath =
  (sub: string) =>
  async (server: TestServer): Promise<string> => {
    const { verdict } = await server.newVerdict("The court finds.", { stage: "in-preparation" });
    return `/api/verdicts/${verdict.id}${sub}`;
  };
/** Of somebody of the owner who asks for nothing themselves: where it has a facilitator, that one alone decides on them. */
const memberPath =
  (sub = "") =>
  async ({ people, store }: TestServer): Promise<string> => {
    const { organisation } = people.facilitator.member;
    const { id } = await store.people.changeMember(people.otherLawyer.member.id, { organisation });
    return `/api/members/${id}${sub}`;
  };

const formerPath =
  (sub: string) =>
  async (server: TestServer): Promise<string> => {
    const path = await memberPath(sub)(server);
    await server.store.people.removeMember(server.people.otherLawyer.member.id, new Date().toISOString());
    return path;
  };

const noScan =
  (sub = "") =>
  (): string =>
    `/api/scans/${newId(ScanId)}${sub}`;

async function draftPath({ ask, people }: TestServer): Promise<string> {
  const made = await ask(people.facilitator, "POST", "/api/imports", { text: "The court finds." });
  return `/api/imports/${ImportDraft.parse(await made.json()).id}`;
}

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

async function invitationPath({ ask, people, organisations }: TestServer): Promise<string> {
  const invitation = { kind: "member", role: "reader", organisation: organisations.al.id };
  const made = await ask(people.facilitator, "POST", "/api/invitations", invitation);
  return `/api/invitations/${InvitationMade.parse(await made.json()).invitation.id}`;
}

/** A change of the house, by its version. */
const housePath =
  (sub: string) =>
  async ({ ask, people }: TestServer): Promise<string> => {
    const made = await ask(people.facilitator, "PATCH", "/api/house", { field: "licence", value: "cc0" });
    return `/api/house/versions/${HouseChanged.parse(await made.json()).number}${sub}`;
  };

async function picturePath({ ask, organisations, people }: TestServer): Promise<string> {
  const { id } = organisations.rs;
  const value = { png: Buffer.from(await aLogo()).toString("base64") };
  const change = { field: "organisation-logo", organisation: id, value };
  const { view } = HouseChanged.parse(await (await ask(people.facilitator, "PATCH", "/api/house", change)).json());
  return `/api/house/pictures/${view.house.organisations[id]?.logo}`;
}

const erasurePath =
  (sub = "") =>
  async ({ ask, people }: TestServer, verdict: string): Promise<string> => {
    const command = { kind: "term", forms: ["nobody"], token: "[Person A]" };
    const made = await ask(people.facilitator, "POST", `/api/verdicts/${verdict}/erasures`, command);
    return `/api/erasures/${ErasureView.parse(await made.json()).id}${sub}`;
  };

async function unitPath({ ask, people }: TestServer, verdict: string): Promise<string> {
  const made = await ask(people.facilitator, "POST", `/api/verdicts/${verdict}/units`, { kind: "defendant" });
  return `/api/verdicts/${verdict}/units/${Unit.parse(await made.json()).id}`;
}

/** Of a round that the lawyer codes blind. */
const blindPath =
  (sub: string) =>
  async ({ ask, people, store }: TestServer, verdict: string): Promise<string> => {
    const { id: round } = await store.verdicts.currentRound(VerdictId.parse(verdict));
    const coders = [{ member: people.lawyer.member.id, due: null }];
    const made = await ask(people.facilitator, "POST", `/api/verdicts/${verdict}/rounds`, {
      round,
      mode: "blind",
      coders,
    });
    await made.arrayBuffer();
    return `/api/verdicts/${verdict}/rounds/${round}${sub}`;
  };

const casePath =
  (sub: string) =>
  (_: TestServer, verdict: string): string =>
    `/api/verdicts/${verdict}/cases/${newId(DisagreementId)}${sub}`;

/** Of a draft about all verdicts. */
const outputPath =
  (sub = "") =>
  async (server: TestServer): Promise<string> => {
    await freezeWithOutputs(server);
    return `/api/outputs/${(await makeOutput(server, server.people.lawyer)).id}${sub}`;
  };

/** Of a verdict that is offered to the organisation of the other facilitator. */
const offeredPath =
  (sub: string) =>
  async ({ organisations, people, store }: TestServer, verdict: string): Promise<string> => {
    const { id: by } = people.facilitator.member;
    const offer = { organisation: organisations.mk.id, by, at: new Date().toISOString() };
    await store.verdicts.offer({ ...offer, verdict: VerdictId.parse(verdict) });
    return `/api/verdicts/${verdict}${sub}`;
  };

const NO_TOKEN = "x".repeat(43);
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

/** Every route of the server and who may use it. `tests/realtime/http/http-routes.test.ts` asks each, and `docs/http.md` is made of it. */
export const RULES: Record<string, Rule> = {
  "GET /healthz": { may: EVERYBODY },
  "GET /readyz": { may: EVERYBODY },
  // Of this machine, asked directly: operators.test.ts.
  "GET /metrics": { may: EVERYBODY },
  "GET /api/session": { may: EVERYBODY },
  "POST /api/session": { may: EVERYBODY, body: () => ({ email: "x@example.org", password: "" }), answer: all(401) },
  "DELETE /api/session": { may: EVERYBODY },
  "POST /api/setup": {
    may: EVERYBODY,
    body: () => ({
      token: NO_TOKEN,
      network: "N",
      organisation: "O",
      country: "rs",
      name: "N",
      email: "x@example.org",
      password: "long enough it is",
    }),
    answer: all(410),
  },
  "POST /api/links/look": { may: EVERYBODY, body: () => ({ token: NO_TOKEN }), answer: all(404) },
  "POST /api/links/use": { may: EVERYBODY, body: () => ({ token: NO_TOKEN }), answer: all(404) },
  "GET /api/invitations": { may: MEMBERS },
  "POST /api/invitations": {
    may: FACILITATORS,
    body: ({ organisations }) => ({ kind: "member", role: "reader", organisation: organisations.al.id }),
  },
  // The second finds it gone.
  // It leads to an organisation that nobody leads.
  "DELETE /api/invitations/:id": { may: FACILITATORS, refused: 404, path: invitationPath, answer: { F: 404 } },
  // The second finds the address taken by nobody, and ends the link of the first.
  "POST /api/invitations/list": {
    may: FACILITATORS,
    body: ({ organisations }) => ({
      people: [{ name: "N", email: "n@example.org", role: "reader", organisation: organisations.al.id }],
    }),
  },
  "GET /api/account": { may: MEMBERS },
  // Whoever is asked second finds it taken, in their organisation or in another.
  "PUT /api/account/name": {
    may: MEMBERS,
    body: () => ({ name: "New Name" }),
    answer: { F: 409, f: 409, L: 409, V: 409 },
  },
  // Whoever is asked second finds them taken.
  "PUT /api/account/initials": {
    may: MEMBERS,
    body: () => ({ initials: "NN" }),
    answer: { F: 409, f: 409, L: 409, V: 409 },
  },
  "PUT /api/account/looks": { may: MEMBERS, body: () => ({ theme: "dark" }) },
  "PUT /api/account/author": { may: MEMBERS, body: () => ({ name: "N. Name" }) },
  "POST /api/account/leave": {
    may: MEMBERS,
    body: () => ({ current: "guess" }),
    answer: { F: 403, f: 403, L: 403, V: 403, R: 403 },
  },
  "GET /api/house": { may: MEMBERS },
  "GET /api/places": { may: WITH_PLACES },
  "GET /api/replies": { may: WITH_PLACES },
  "PATCH /api/house": { may: FACILITATORS, body: () => ({ field: "licence", value: "by" }) },
  "GET /api/house/pictures/:id": { may: MEMBERS, path: picturePath },
  // The second finds what it took back changed.
  "POST /api/house/versions/:number/undo": { may: FACILITATORS, path: housePath("/undo"), answer: { F: 409 } },
  "PUT /api/account/address": {
    may: MEMBERS,
    body: () => ({ email: "n@example.org", current: "guess" }),
    answer: { F: 403, f: 403, L: 403, V: 403, R: 403 },
  },
  "PUT /api/account/password": {
    may: MEMBERS,
    body: () => ({ password: "long enough it is", current: "guess" }),
    answer: { F: 403, f: 403, L: 403, V: 403, R: 403 },
  },
  "GET /api/members": { may: MEMBERS },
  "PATCH /api/members/:id": { may: "F", path: memberPath(), body: () => ({ role: "reader" }) },
  "DELETE /api/members/:id": { may: "F", path: memberPath() },
  "POST /api/members/:id/back": { may: "F", path: formerPath("/back") },
  "POST /api/members/:id/reset": { may: "F", path: memberPath("/reset") },
  // The second finds one of that name.
  "POST /api/organisations": {
    may: FACILITATORS,
    body: () => ({ name: "New", country: "al" }),
    answer: { F: 409 },
  },
  "PUT /api/organisations/:id/name": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}/name`,
    body: () => ({ name: "Renamed" }),
  },
  // Everybody finds people in it.
  "PUT /api/organisations/:id/round-runners": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}/round-runners`,
    body: () => ({ runners: "all" }),
  },
  "DELETE /api/organisations/:id": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}`,
    answer: { F: 409 },
  },
  "PUT /api/organisations/:id/country": {
    may: OWNER,
    path: ({ organisations }) => `/api/organisations/${organisations.rs.id}/country`,
    body: () => ({ country: "mk" }),
  },
  "GET /api/network": { may: MEMBERS },
  "GET /api/network/waiting": { may: MEMBERS },
  "GET /api/mentions/people/:room": {
    may: "F f L V R G",
    refused: 404,
    path: async ({ store }, verdict) => {
      const rooms = await store.verdicts.rooms(VerdictId.parse(verdict));
      return `/api/mentions/people/${rooms.find(({ audience }) => audience === "review")?.id}`;
    },
  },
  // Nobody mentions anybody.
  "POST /api/mentions/done": {
    may: MEMBERS,
    body: () => ({ comment: newId(CommentId) }),
    answer: all(404),
  },
  "GET /api/network/settings": { may: FACILITATORS },
  "PUT /api/network/name": { may: FACILITATORS, body: () => ({ name: "Renamed" }) },
  "PUT /api/network/first-steps": { may: MEMBERS, body: () => ({ isHidden: true }) },
  "PUT /api/network/second-reader": { may: FACILITATORS, body: () => ({ isNeeded: true }) },
  "GET /api/verdicts/:id": { may: "F f L V R G", path: verdictPath() },
  "PATCH /api/verdicts/:id": { may: OWNER, path: verdictPath(), body: () => ({ court: "Other court" }) },
  "GET /api/verdicts/:id/about": { may: MEMBERS, path: verdictPath("/about") },
  "PUT /api/verdicts/:id/read": { may: MEMBERS, path: verdictPath("/read") },
  "PUT /api/verdicts/:id/offer": {
    may: OWNER,
    path: verdictPath("/offer"),
    body: ({ organisations }) => ({ organisation: organisations.mk.id }),
  },
  // Whoever asks second finds nothing left to end.
  "DELETE /api/verdicts/:id/offer": { may: "F f", path: offeredPath("/offer"), answer: { F: 409 } },
  "POST /api/verdicts/:id/owner": {
    may: "f",
    path: offeredPath("/owner"),
    body: ({ organisations }) => ({ organisation: organisations.mk.id }),
  },
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
    body: () => ({ paragraphs: "1", reasons: [] }),
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
  "DELETE /api/verdicts/:id": { may: OWNER, path: verdictPath(), body: () => ({ caseNumber: "K 12/25" }) },
  "POST /api/verdicts/:id/screen": {
    may: "F f L V R G",
    path: verdictPath("/screen"),
    body: () => ({ texts: ["court"] }),
  },
  "POST /api/members/:id/erase": {
    may: "F",
    path: memberPath("/erase"),
    body: ({ people }) => ({ name: people.otherLawyer.member.name }),
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
  "POST /api/verdicts/:id/units": { may: OWNER, path: verdictPath("/units"), body: () => ({ kind: "victim" }) },
  "DELETE /api/verdicts/:id/units/:unit": { may: OWNER, path: unitPath },
  // A verdict of one open round has nothing to compare.
  "GET /api/verdicts/:id/agreement": {
    may: MEMBERS,
    path: verdictPath("/agreement"),
  },
  "GET /api/verdicts/:id/agreement/gamma": {
    may: MEMBERS,
    path: verdictPath("/agreement/gamma"),
    answer: all(404),
  },
  "GET /api/agreement": { may: MEMBERS },
  "GET /api/agreement/places": { may: MEMBERS },
  "GET /api/verdicts/:id/agreement/report": {
    may: TAGGERS,
    path: verdictPath("/agreement/report?format=docx"),
    answer: all(422),
  },
  "GET /api/agreement/report": { may: TAGGERS, path: () => "/api/agreement/report?format=docx", answer: all(422) },
  "POST /api/verdicts/:id/codings": {
    may: FACILITATORS,
    path: verdictPath("/codings"),
    body: ({ people }) => ({ codings: [{ member: people.lawyer.member.id, file: { coder: "x", annotations: [] } }] }),
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
  "GET /api/verdicts/:id/seen": { may: "F f L V R G", path: verdictPath("/seen") },
  "POST /api/verdicts/:id/seen": {
    may: "F f L V R G",
    path: verdictPath("/seen"),
    body: () => ({ subjects: ["x"], revision: 1 }),
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
  "GET /api/verdicts/:id/translations": { may: "F f L V R G", path: verdictPath("/translations") },
  // There is none.
  "GET /api/verdicts/:id/translations/:language": {
    may: "F f L V R G",
    path: verdictPath("/translations/sq"),
    answer: all(404),
  },
  "POST /api/verdicts/:id/translations/align": {
    may: TAGGERS,
    path: verdictPath("/translations/align"),
    body: () => ({ text: "The court finds." }),
  },
  "GET /api/verdicts/:id/passage-translations": {
    may: TAGGERS,
    path: verdictPath("/passage-translations?language=sq&anchor=1%200%203"),
  },
  "POST /api/verdicts/:id/passage-translations": {
    may: TAGGERS,
    path: verdictPath("/passage-translations"),
    body: () => ({ revision: 1, anchor: { revision: 1, ranges: [{ start: 0, end: 3 }] }, language: "sq", text: "x" }),
  },
  // There is none.
  "POST /api/verdicts/:id/translations/restore": {
    may: TAGGERS,
    path: verdictPath("/translations/restore"),
    body: () => ({ id: newId(RemovedTranslationId) }),
    answer: { F: 404, f: 404, L: 404 },
  },
  // The second finds that of the first.
  "PUT /api/verdicts/:id/translations/:language": {
    may: TAGGERS,
    path: verdictPath("/translations/mk"),
    body: () => ({ revision: 1, replaces: null, paragraphs: [] }),
    answer: { F: 409, f: 409 },
  },
  "PATCH /api/verdicts/:id/translations/:language/paragraphs/:number": {
    may: TAGGERS,
    path: verdictPath("/translations/sq/paragraphs/1"),
    body: () => ({ revision: 1, replaces: null, text: "x" }),
    answer: { F: 404, f: 404, L: 404 },
  },
  "DELETE /api/verdicts/:id/translations/:language": {
    may: TAGGERS,
    path: verdictPath("/translations/sq"),
    answer: { F: 404, f: 404, L: 404 },
  },
  "POST /api/exports": { may: TAGGERS, body: () => ({ format: "csv", countOnly: true }) },
  "GET /api/exports/:id": { may: OWNER, refused: 404, path: jobPath },
  "DELETE /api/exports/:id": { may: OWNER, refused: 404, path: jobPath },
  // For others it is as gone as one of yesterday.
  "GET /api/exports/:id/file": {
    may: SIGNED_IN,
    path: async (server) => `${await jobPath(server)}/file`,
    answer: { ...all(410), F: 200 },
  },
  "GET /api/methodology/current": { may: READERS },
  "GET /api/methodology/versions": { may: MEMBERS },
  "GET /api/methodology/versions/:number": { may: READERS, path: () => "/api/methodology/versions/1" },
  "POST /api/methodology/versions": {
    may: FACILITATORS,
    body: () => ({ base: 1, note: "", preview: true }),
  },
  "GET /api/methodology/draft": { may: MEMBERS },
  "GET /api/methodology/draft/wordings": { may: MEMBERS },
  "GET /api/methodology/votes": { may: MEMBERS },
  "POST /api/methodology/screen": { may: MEMBERS, body: () => ({ texts: ["court"] }) },
  // There is no draft yet, and no proposal.
  "GET /api/methodology/files": {
    may: READERS,
    path: () => "/api/methodology/files?format=qdc&version=1&languages=en",
  },
  // A form without a file.
  "POST /api/methodology/files": { may: TAGGERS, answer: { F: 400, f: 400, L: 400 } },
  "POST /api/methodology/files/versions/:number": {
    may: FACILITATORS,
    path: () => "/api/methodology/files/versions/1",
  },
  // There is none.
  "POST /api/methodology/files/:id": {
    may: TAGGERS,
    path: () => "/api/methodology/files/none",
    body: () => ({ seen: "x" }),
    answer: { F: 410, f: 410, L: 410 },
  },
  "POST /api/methodology/files/:id/undo": {
    may: TAGGERS,
    path: () => "/api/methodology/files/none/undo",
    body: () => ({ seen: "x" }),
    answer: { F: 410, f: 410, L: 410 },
  },
  "POST /api/methodology/votes": {
    may: TAGGERS,
    body: () => ({ thread: newId(ThreadId), vote: "yes" }),
    answer: { F: 404, f: 404, L: 404 },
  },
  "POST /api/find": { may: WITH_PLACES, body: () => ({ query: "court" }) },
  "POST /api/find/passages": { may: MEMBERS, body: () => ({ query: "category:B" }) },
  "GET /api/matrix": { may: MEMBERS },
  "GET /api/matrix/cell": { may: MEMBERS, path: () => "/api/matrix/cell?category=act" },
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
  "GET /api/reviews": { may: MEMBERS },
  "GET /api/verdicts/:id/reviews": { may: MEMBERS, path: verdictPath("/reviews") },
  // No tag of theirs waits.
  "POST /api/verdicts/:id/reviews": {
    may: MEMBERS,
    path: verdictPath("/reviews"),
    body: () => ({ annotation: newId(AnnotationId), version: 1, decision: "keep" }),
    answer: all(404),
  },
  "DELETE /api/verdicts/:id/reviews/:annotation": {
    may: MEMBERS,
    path: verdictPath(`/reviews/${newId(AnnotationId)}`),
    answer: all(404),
  },
  "GET /api/verdicts/:id/rounds": { may: MEMBERS, path: verdictPath("/rounds") },
  // One at a time: the second begins nothing.
  "POST /api/verdicts/:id/rounds": {
    may: FACILITATORS,
    path: verdictPath("/rounds"),
    body: ({ people }) => ({
      round: newId(RoundId),
      mode: "blind",
      coders: [{ member: people.otherLawyer.member.id, due: null }],
    }),
    answer: { F: 409, f: 409 },
  },
  "PUT /api/verdicts/:id/rounds/:round/coders": {
    may: FACILITATORS,
    path: blindPath("/coders"),
    body: ({ people }) => ({ coders: [{ member: people.otherLawyer.member.id, due: null }] }),
  },
  // Who does not code the round has nothing to hand in.
  "POST /api/verdicts/:id/rounds/:round/hand-in": {
    may: MEMBERS,
    path: blindPath("/hand-in"),
    answer: { ...all(404), L: 200 },
  },
  "DELETE /api/verdicts/:id/rounds/:round/hand-in": {
    may: MEMBERS,
    path: blindPath("/hand-in"),
    answer: { ...all(404), L: 200 },
  },
  "POST /api/verdicts/:id/rounds/:round/seen": {
    may: MEMBERS,
    path: blindPath("/seen"),
    body: () => ({ paragraphs: "1-3" }),
    answer: { ...all(404), L: 204 },
  },
  "POST /api/verdicts/:id/rounds/:round/remind": { may: FACILITATORS, path: blindPath("/remind") },
  // The lawyer has not handed in.
  "POST /api/verdicts/:id/rounds/:round/reveal": {
    may: FACILITATORS,
    path: blindPath("/reveal"),
    body: () => ({}),
    answer: { F: 409, f: 409 },
  },
  // One of them was quicker.
  "DELETE /api/verdicts/:id/rounds/:round": { may: FACILITATORS, path: blindPath(""), answer: { F: 409 } },
  // It is not revealed, and not settled.
  "GET /api/verdicts/:id/rounds/:round/settling": {
    may: FACILITATORS,
    path: blindPath("/settling"),
    answer: { F: 409, f: 409 },
  },
  "GET /api/verdicts/:id/rounds/:round/unsettling": {
    may: FACILITATORS,
    path: blindPath("/unsettling"),
    answer: { F: 409, f: 409 },
  },
  "DELETE /api/verdicts/:id/rounds/:round/adjudicated": {
    may: FACILITATORS,
    path: blindPath("/adjudicated"),
    body: () => ({ reason: "Too early." }),
    answer: { F: 409, f: 409 },
  },
  "GET /api/verdicts/:id/called-off": { may: MEMBERS, path: verdictPath("/called-off") },
  // There is none.
  "DELETE /api/verdicts/:id/called-off/:draft": {
    may: MEMBERS,
    path: verdictPath(`/called-off/${newId(ThreadId)}`),
    answer: all(404),
  },
  "GET /api/verdicts/:id/standing": { may: MEMBERS, path: verdictPath("/standing") },
  // Nothing is settled.
  "POST /api/verdicts/:id/standing": {
    may: TAGGERS,
    path: verdictPath("/standing"),
    body: () => ({
      layer: newId(LayerId),
      base: 0,
      act: { kind: "withdraw-tag", annotation: newId(AnnotationId) },
      reason: "It says something else.",
    }),
    answer: { F: 409, f: 409, L: 409 },
  },
  "POST /api/verdicts/:id/rounds/:round/adjudicated": {
    may: FACILITATORS,
    path: blindPath("/adjudicated"),
    answer: { F: 409, f: 409 },
  },
  // It is not frozen.
  "GET /api/verdicts/:id/answer-times": {
    may: MEMBERS,
    path: verdictPath("/answer-times?question=q.claim&subject=verdict"),
  },
  "GET /api/verdicts/:id/layers/:layer": {
    may: "F f L V R G",
    path: (_, verdict) => `/api/verdicts/${verdict}/layers/${newId(LayerId)}`,
    answer: all(404),
  },
  // None is revealed, and there is no such case.
  "GET /api/verdicts/:id/cases": { may: MEMBERS, path: verdictPath("/cases"), answer: all(404) },
  "POST /api/verdicts/:id/cases/rulings": {
    may: MEMBERS,
    path: verdictPath("/cases/rulings"),
    body: () => ({
      rulings: [{ case: newId(DisagreementId), version: 0, outcome: { kind: "none" } }],
      reason: "Because.",
    }),
    answer: all(404),
  },
  "POST /api/verdicts/:id/cases/concessions": {
    may: MEMBERS,
    path: verdictPath("/cases/concessions"),
    body: () => ({ cases: [newId(DisagreementId)] }),
    answer: all(404),
  },
  "POST /api/verdicts/:id/cases/:case/rulings": {
    may: MEMBERS,
    path: casePath("/rulings"),
    body: () => ({ version: 0, outcome: { kind: "none" }, reason: "Because." }),
    answer: all(404),
  },
  "POST /api/verdicts/:id/cases/:case/concession": {
    may: MEMBERS,
    path: casePath("/concession"),
    answer: all(404),
  },
  "DELETE /api/verdicts/:id/cases/:case/concession": {
    may: MEMBERS,
    path: casePath("/concession"),
    answer: all(404),
  },
  "POST /api/verdicts/:id/cases/:case/amendment": {
    may: MEMBERS,
    path: casePath("/amendment"),
    body: () => ({ category: "act", part: "example", language: "en" }),
    answer: all(404),
  },
  // The others do not code blind.
  "POST /api/verdicts/:id/units/proposals": {
    may: "L",
    path: blindPath("/../../units/proposals"),
    body: () => ({ kind: "victim" }),
    answer: { ...all(403), L: 201 },
  },
  "POST /api/verdicts/:id/units/:unit/accept": {
    may: FACILITATORS,
    path: verdictPath(`/units/${newId(UnitId)}/accept`),
    answer: { F: 404, f: 404 },
  },
  "POST /api/verdicts/:id/units/:unit/merge": {
    may: FACILITATORS,
    path: verdictPath(`/units/${newId(UnitId)}/merge`),
    body: () => ({ into: newId(UnitId) }),
    answer: { F: 404, f: 404 },
  },
  "DELETE /api/verdicts/:id/units/:unit/proposal": {
    may: MEMBERS,
    path: verdictPath(`/units/${newId(UnitId)}/proposal`),
    answer: all(404),
  },
  ...WORKSHOP_RULES,
  "GET /api/audit": { may: FACILITATORS },
  "POST /api/tickets": { may: SIGNED_IN },
};
