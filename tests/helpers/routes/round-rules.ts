import {
  AnnotationId,
  DisagreementId,
  LayerId,
  RoundId,
  ThreadId,
  UnitId,
  VerdictId,
  newId,
} from "../../../schema/domain/ids.ts";
import { Unit } from "../../../schema/domain/unit.ts";
import type { TestServer } from "../network/test-server.ts";
import { MEMBERS, FACILITATORS, OWNER, TAGGERS, all, type Rule } from "./rule.ts";
import { verdictPath } from "./verdict-paths.ts";

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

/** Rounds, disagreements, what stands, units, agreement and reviews. */
export const ROUND_RULES: Record<string, Rule> = {
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
};
