import { expect } from "vitest";
import type { AnswerValue } from "../../../schema/domain/answer.ts";
import { CategoryId, QuestionId, type LayerId } from "../../../schema/domain/ids.ts";
import { answerKey, evidenceKey } from "../../../schema/rooms/answer-keys.ts";
import { LayerRoom } from "../../../schema/rooms/layer-room.ts";
import { DisagreementList, type DisagreementView } from "../../../schema/protocol/http/disagreements.ts";
import type { NewVerdict } from "../../../server/store/verdict-store.ts";
import type { Person, TestServer } from "./test-server.ts";

/** A tag on words of the verdict that stand there once. */
export interface Coded {
  words: string;
  category: string;
  note?: string;
}

/** What one coder makes of a verdict. */
export interface Coding {
  who: Person;
  tags: Coded[];
  /** By question; `proof`: the words of one of the tags. */
  answers?: Record<string, { value: AnswerValue; proof?: string }>;
}

/** Codes a verdict blind and reveals it, by the routes and rooms that people use; the cases as the facilitator sees them. */
export async function revealedRound(
  server: TestServer,
  made: NewVerdict,
  codings: Coding[],
): Promise<DisagreementList> {
  const { ask, people, store, hub } = server;
  const path = `/api/verdicts/${made.verdict.id}`;
  const { id: round } = await store.verdicts.currentRound(made.verdict.id);
  const coders = codings.map(({ who }) => ({ member: who.member.id, due: null }));
  await expectOk(ask(people.facilitator, "POST", `${path}/rounds`, { round, mode: "blind", coders }));
  const of = (await store.verdicts.currentRound(made.verdict.id)).id;
  for (const { who, tags, answers = {} } of codings) {
    const layers = await store.verdicts.layers(made.verdict.id);
    const layer = layers.find(({ owner, round: at }) => owner === who.member.id && at === of)?.id;
    const room = (await store.verdicts.rooms(made.verdict.id)).find((each) => each.layer === layer)?.id;
    if (!room) throw new Error("a coder without a room");
    await hub.write(room, who.member.id, (doc) => {
      const ids = new Map<string, string>();
      for (const { words, category, note = "" } of tags) {
        const start = made.text.text.indexOf(words);
        const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
        const tag = { category: CategoryId.parse(category), version: 1, anchor, note };
        ids.set(words, new LayerRoom(doc).add(tag, "2026-03-02T09:00:00.000Z"));
      }
      for (const [name, { value, proof }] of Object.entries(answers)) {
        const question = QuestionId.parse(name);
        const root = doc.getMap("answers");
        root.set(answerKey(question, "verdict", "version"), 1);
        root.set(answerKey(question, "verdict", "value"), value);
        if (proof) root.set(evidenceKey(question, "verdict", ids.get(proof) ?? ""), true);
      }
    });
    await expectOk(ask(who, "POST", `${path}/rounds/${of}/hand-in`));
  }
  // By a facilitator who does not code it.
  const isCoder = codings.some(({ who }) => who.member.id === people.facilitator.member.id);
  const by = isCoder ? people.otherFacilitator : people.facilitator;
  await expectOk(ask(by, "POST", `${path}/rounds/${of}/reveal`, {}));
  return disagreementsOf(server, people.facilitator, made);
}

export async function disagreementsOf(
  { ask }: TestServer,
  who: Person,
  { verdict }: NewVerdict,
): Promise<DisagreementList> {
  const answer = await ask(who, "GET", `/api/verdicts/${verdict.id}/cases`);
  expect(answer.status).toBe(200);
  return DisagreementList.parse(await answer.json());
}

/** Rules that the entries of these coders stand; of nobody: that none does. */
export async function ruleOn(
  { ask }: TestServer,
  who: Person,
  { verdict }: NewVerdict,
  { id, version, tags, answers }: DisagreementView,
  of: readonly Person[],
): Promise<void> {
  const named = new Set<string>(of.map(({ member }) => member.id));
  const coders = [...new Set([...tags, ...answers].map(({ coder }) => coder).filter((coder) => named.has(coder)))];
  const outcome = coders.length > 0 ? { kind: "entries", coders } : { kind: "none" };
  const ruling = { version, panel: [], outcome, reason: "So it reads." };
  await expectOk(ask(who, "POST", `/api/verdicts/${verdict.id}/cases/${id}/rulings`, ruling));
}

/** The layer that rulings are written into. */
export async function adjudicatedLayer({ store }: TestServer, { verdict }: NewVerdict): Promise<LayerId> {
  const layer = (await store.verdicts.layers(verdict.id)).findLast(({ kind }) => kind === "adjudicated");
  if (!layer) throw new Error("no adjudicated layer");
  return layer.id;
}

async function expectOk(asked: Promise<Response>): Promise<void> {
  const answer = await asked;
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}
