import {
  BallotId,
  DecisionId,
  KnockId,
  newId,
  ParkedId,
  PassageId,
  SeatId,
  StepId,
  TableId,
  VerdictId,
} from "../../../schema/domain/ids.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { aQuestion } from "./ballots.ts";
import { aPlan, makeWorkshop, openWorkshop } from "./workshops.ts";
import { all, EVERYBODY, FACILITATORS, MEMBERS, TAGGERS, type Rule } from "../routes/rule.ts";
import type { TestServer } from "../network/test-server.ts";

/** Facilitators of the organisation whose workshop it is. */
const HOST = "F";

/** Of a workshop that is planned. */
const planned =
  (sub = "") =>
  async (server: TestServer): Promise<string> =>
    `/api/workshops/${(await makeWorkshop(server)).workshop.id}${sub}`;

/** Of an open one; nobody of the columns but the facilitator has the floor. */
const open =
  (sub: (view: WorkshopView) => string) =>
  async (server: TestServer): Promise<string> => {
    const view = await openWorkshop(server);
    return `/api/workshops/${view.workshop.id}${sub(view)}`;
  };

const ofStep =
  (sub: string) =>
  ({ steps }: WorkshopView): string =>
    `/steps/${steps[0]?.id ?? newId(StepId)}/${sub}`;

/** Routes of workshops and who may use them. */
export const WORKSHOP_RULES: Record<string, Rule> = {
  "GET /api/workshops": { may: MEMBERS },
  "POST /api/workshops": { may: FACILITATORS, body: () => aPlan() },
  // It is not over.
  "POST /api/workshops/:id/copy": { may: FACILITATORS, path: planned("/copy"), answer: { F: 409, f: 409 } },
  "GET /api/workshops/:id": { may: MEMBERS, refused: 404, path: planned() },
  "PUT /api/workshops/:id": { may: HOST, path: planned(), body: () => ({ course: 1, plan: aPlan() }) },
  "DELETE /api/workshops/:id": { may: HOST, path: planned() },
  "PUT /api/workshops/:id/state": { may: HOST, path: planned("/state"), body: () => ({ course: 1, to: "open" }) },
  // Whoever has the floor, who is the facilitator; a lawyer and the other facilitator are told that it is not theirs.
  "PUT /api/workshops/:id/steps/:step/phase": {
    may: TAGGERS,
    path: open(ofStep("phase")),
    body: () => ({ to: "on", term: 1, course: 2 }),
    answer: { f: 409, L: 409 },
  },
  "PUT /api/workshops/:id/steps/:step/skipped": {
    may: TAGGERS,
    path: open(ofStep("skipped")),
    body: () => ({ skipped: true, term: 1, course: 2 }),
    answer: { f: 409, L: 409 },
  },
  "POST /api/workshops/:id/steps/:step/minutes": {
    may: TAGGERS,
    path: open(ofStep("minutes")),
    body: () => ({ minutes: 1, term: 1, course: 2 }),
    // No step is under way.
    answer: { F: 409, f: 409, L: 409 },
  },
  "POST /api/workshops/:id/floor/take": { may: HOST, path: open(() => "/floor/take"), body: () => ({ term: 1 }) },
  "POST /api/workshops/:id/floor/give": {
    may: TAGGERS,
    path: open(() => "/floor/give"),
    body: ({ people }) => ({ term: 1, to: people.lawyer.member.id }),
    answer: { f: 409, L: 409 },
  },
  // Nobody codes a talk, nor has a seat yet.
  "POST /api/workshops/:id/steps/:step/slip": {
    may: MEMBERS,
    path: open(ofStep("slip")),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "GET /api/workshops/:id/steps/:step/slip/:pass": {
    may: MEMBERS,
    path: open(ofStep("slip/1")),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "PUT /api/workshops/:id/steps/:step/slip/handed-in": {
    may: MEMBERS,
    path: open(ofStep("slip/handed-in")),
    body: () => ({ pass: 1, handedIn: true }),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "PUT /api/workshops/:id/steps/:step/slip/shown": {
    may: MEMBERS,
    path: open(ofStep("slip/shown")),
    body: () => ({ pass: 1, shown: true }),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "GET /api/workshops/:id/paper": { may: HOST, path: open(() => "/paper") },
  // A talk has no slips.
  "POST /api/workshops/:id/steps/:step/paper": {
    may: HOST,
    path: open(ofStep("paper")),
    body: () => ({ languages: ["en"] }),
    answer: { F: 404 },
  },
  "PUT /api/workshops/:id/steps/:step/paper": {
    may: HOST,
    path: open(ofStep("paper")),
    body: () => ({ counts: null }),
    answer: { F: 404 },
  },
  // Nothing is revealed.
  "GET /api/workshops/:id/steps/:step/calibration": {
    may: MEMBERS,
    refused: 404,
    path: open(ofStep("calibration")),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  // A talk has no key, and nobody a slip.
  "PUT /api/workshops/:id/steps/:step/key": {
    may: TAGGERS,
    path: open(ofStep("key")),
    body: () => ({ term: 1, members: [] }),
    answer: { F: 409, f: 409, L: 409 },
  },
  // A talk has no tables, and nobody sits.
  "PUT /api/workshops/:id/steps/:step/tables": {
    may: TAGGERS,
    path: open(ofStep("tables")),
    body: () => ({ term: 1, course: 2, tables: [] }),
    answer: { F: 409, f: 409, L: 409 },
  },
  "PUT /api/workshops/:id/tables/:table/phase": {
    may: MEMBERS,
    refused: 404,
    path: open(() => `/tables/${newId(TableId)}/phase`),
    body: () => ({ from: null, to: "read" }),
    answer: all(404),
  },
  "POST /api/workshops/:id/tables/:table/minutes": {
    may: MEMBERS,
    refused: 404,
    path: open(() => `/tables/${newId(TableId)}/minutes`),
    body: () => ({ minutes: 1 }),
    answer: all(404),
  },
  "POST /api/workshops/:id/tables/:table/ballots": {
    may: MEMBERS,
    refused: 404,
    path: open(() => `/tables/${newId(TableId)}/ballots`),
    body: () => ({ question: aQuestion() }),
    answer: all(404),
  },
  "PUT /api/workshops/:id/tables/:table/ballots/:ballot/state": {
    may: MEMBERS,
    refused: 404,
    path: open(() => `/tables/${newId(TableId)}/ballots/${newId(BallotId)}/state`),
    body: () => ({ to: "closed" }),
    answer: all(404),
  },
  "PUT /api/workshops/:id/tables/:table/decisions/:passage": {
    may: MEMBERS,
    refused: 404,
    path: open(() => `/tables/${newId(TableId)}/decisions/${newId(PassageId)}`),
    body: () => ({ decided: null }),
    answer: all(404),
  },
  "GET /api/workshops/:id/steps/:step/distance": {
    may: MEMBERS,
    refused: 404,
    path: open(ofStep("distance")),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "GET /api/workshops/:id/steps/:step/slips": { may: MEMBERS, refused: 404, path: open(ofStep("slips")) },
  // No silence has begun: there is no edition yet.
  "GET /api/workshops/:id/steps/:step/edition": {
    may: MEMBERS,
    refused: 404,
    path: open(ofStep("edition")),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  // As of steps.
  "POST /api/workshops/:id/pointer": {
    may: TAGGERS,
    path: open(() => "/pointer"),
    body: () => ({ term: 1, n: 1, verdict: newId(VerdictId), revision: 1, block: 0 }),
    answer: { F: 404, f: 409, L: 409 },
  },
  "POST /api/workshops/:id/tables/:table/pointer": {
    may: MEMBERS,
    refused: 404,
    path: open(() => `/tables/${newId(TableId)}/pointer`),
    body: () => ({ n: 1, verdict: newId(VerdictId), revision: 1, block: 0 }),
    answer: all(404),
  },
  "POST /api/workshops/:id/call": {
    may: TAGGERS,
    path: open(() => "/call"),
    body: () => ({ term: 1 }),
    answer: { f: 409, L: 409 },
  },
  "GET /api/workshops/:id/ballots": { may: MEMBERS, refused: 404, path: open(() => "/ballots") },
  // Whoever has the floor, who is the facilitator.
  "POST /api/workshops/:id/ballots": {
    may: TAGGERS,
    path: open(() => "/ballots"),
    body: () => ({ term: 1, step: null, question: aQuestion() }),
    answer: { f: 409, L: 409 },
  },
  // There is none of that id.
  "PUT /api/workshops/:id/ballots/:ballot/vote": {
    may: "F f L V",
    path: open(() => `/ballots/${newId(BallotId)}/vote`),
    body: () => ({ vote: "yes" }),
    answer: { F: 404, f: 404, L: 404, V: 404 },
  },
  "PUT /api/workshops/:id/ballots/:ballot/state": {
    may: TAGGERS,
    path: open(() => `/ballots/${newId(BallotId)}/state`),
    body: () => ({ term: 1, to: "closed" }),
    answer: { F: 404, f: 409, L: 409 },
  },
  "GET /api/workshops/:id/decisions": { may: MEMBERS, refused: 404, path: open(() => "/decisions") },
  "GET /api/workshops/:id/wordings": { may: MEMBERS, refused: 404, path: open(() => "/wordings") },
  "POST /api/workshops/:id/decisions": {
    may: TAGGERS,
    path: open(() => "/decisions"),
    body: () => ({ term: 1, step: null, words: "We go on tomorrow", decided: { kind: "open" } }),
    answer: { f: 409, L: 409 },
  },
  "PUT /api/workshops/:id/decisions/:decision/waits/:language": {
    may: TAGGERS,
    path: open(() => `/decisions/${newId(DecisionId)}/waits/mk`),
    answer: { F: 404, f: 404, L: 404 },
  },
  "GET /api/workshops/:id/parked": { may: MEMBERS, refused: 404, path: open(() => "/parked") },
  "POST /api/workshops/:id/parked": {
    may: MEMBERS,
    path: open(() => "/parked"),
    body: () => ({ words: "Who pays the representative?" }),
  },
  "PUT /api/workshops/:id/parked/:parked": {
    may: MEMBERS,
    path: open(() => `/parked/${newId(ParkedId)}`),
    body: () => ({ done: true }),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "PUT /api/workshops/:id/coming": { may: MEMBERS, path: planned("/coming"), body: () => ({ coming: true }) },
  "PUT /api/workshops/:id/seat": { may: MEMBERS, path: open(() => "/seat"), body: () => ({ language: "mk" }) },
  // They have no seat yet.
  "PUT /api/workshops/:id/seat/hand": {
    may: MEMBERS,
    path: open(() => "/seat/hand"),
    body: () => ({ up: true }),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "PUT /api/workshops/:id/seat/here": {
    may: MEMBERS,
    path: open(() => "/seat/here"),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  // Nobody sits there; the others have no floor.
  "PUT /api/workshops/:id/seats/:seat/hand": {
    may: "F f L",
    path: open(() => `/seats/${newId(SeatId)}/hand`),
    body: () => ({ to: "down", term: 1 }),
    answer: { F: 404, f: 409, L: 409 },
  },
  "GET /api/workshops/:id/door": { may: HOST, path: open(() => "/door") },
  "PUT /api/workshops/:id/door": { may: HOST, path: open(() => "/door"), body: () => ({ to: "open" }) },
  "POST /api/workshops/:id/door/code": { may: HOST, path: open(() => "/door/code") },
  // Nobody waits, nobody came.
  "POST /api/workshops/:id/door/knocks/:knock": {
    may: HOST,
    path: open(() => `/door/knocks/${newId(KnockId)}`),
    body: () => ({ admit: true }),
    answer: { F: 404 },
  },
  "POST /api/workshops/:id/dismiss": {
    may: HOST,
    path: open(() => "/dismiss"),
    body: () => ({ seat: newId(SeatId) }),
    answer: { F: 404 },
  },
  // Of a network without a methodology there is nothing to write in.
  "POST /api/workshops/:id/minutes": { may: HOST, path: open(() => "/minutes"), body: () => ({ languages: ["en"] }) },
  "GET /api/workshops/:id/attendance": { may: HOST, path: open(() => "/attendance") },
  "PUT /api/workshops/:id/attendance/own": {
    may: MEMBERS,
    path: open(() => "/attendance/own"),
    body: () => ({ listed: true, named: false, remote: false }),
    answer: { F: 404, f: 404, L: 404, V: 404, R: 404 },
  },
  "PUT /api/workshops/:id/attendance/form": {
    may: HOST,
    path: open(() => "/attendance/form"),
    body: () => ({ until: "2032-12-31" }),
  },
  "PUT /api/workshops/:id/attendance/confirmed": {
    may: HOST,
    path: open(() => "/attendance/confirmed"),
    body: () => ({}),
  },
  "POST /api/workshops/:id/attendance/by-hand": {
    may: HOST,
    path: open(() => "/attendance/by-hand"),
    body: () => ({
      day: wallTime("rs", new Date()).day,
      name: "Vera Vuk",
      organisation: "",
      listed: true,
      remote: false,
    }),
  },
  "PUT /api/workshops/:id/attendance/:seat": {
    may: HOST,
    path: open(() => `/attendance/${newId(SeatId)}`),
    body: () => ({ day: "2026-12-01", confirmed: true }),
    answer: { F: 404 },
  },
  "DELETE /api/workshops/:id/attendance/:seat": {
    may: HOST,
    path: open(() => `/attendance/${newId(SeatId)}`),
    answer: { F: 404 },
  },
  "GET /api/workshops/:id/screens": { may: HOST, path: open(() => "/screens") },
  "POST /api/workshops/:id/screens": {
    may: HOST,
    path: open(() => "/screens"),
    body: () => ({ digits: "0000" }),
    answer: { F: 404 },
  },
  "DELETE /api/workshops/:id/screens": { may: HOST, path: open(() => "/screens") },
  // A code that opens nothing; nobody knocked; this browser is no screen.
  "POST /api/join/look": { may: EVERYBODY, body: () => ({ code: "AAAAAA" }), answer: all(404) },
  "POST /api/join": {
    may: EVERYBODY,
    body: () => ({ code: "AAAAAA", language: "en", listed: false, named: false, remote: false }),
    answer: all(404),
  },
  "POST /api/join/knock": { may: EVERYBODY, answer: all(404) },
  "POST /api/screens": { may: EVERYBODY },
  "GET /api/screens": { may: EVERYBODY, answer: all(404) },
  // The guest of the column sits in no workshop.
  "GET /api/attending": { may: "" },
  "PUT /api/attending/hand": { may: "", body: () => ({ up: true }) },
  "PUT /api/attending/vote": { may: "", body: () => ({ ballot: newId(BallotId), vote: "yes" }) },
  "POST /api/attending/parked": { may: "", body: () => ({ words: "Who pays the representative?" }) },
  "PUT /api/attending/consents": { may: "", body: () => ({ listed: true, named: true, remote: false }) },
};
