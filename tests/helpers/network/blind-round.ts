import { expect } from "vitest";
import type { RoomId, RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import { RoundView } from "../../../schema/protocol/http/rounds.ts";
import { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Person, TestServer } from "./test-server.ts";

type Server = Pick<TestServer, "ask" | "people" | "store">;

/** A command on a verdict's rounds that must succeed; what it answers. */
export async function command(
  { ask }: Pick<TestServer, "ask">,
  who: Person,
  method: string,
  path: string,
  body?: unknown,
): Promise<RoundView[]> {
  const answer = await ask(who, method, path, body);
  expect([answer.status, method, path]).toEqual([200, method, path]);
  return RoundView.array().parse(await answer.json());
}

/** Begins a blind round by command; the newest round. */
export async function beginBlind(server: Server, verdict: VerdictId, coders: readonly Person[]): Promise<RoundId> {
  const { id: round } = await server.store.verdicts.currentRound(verdict);
  const rounds = await command(server, server.people.facilitator, "POST", `/api/verdicts/${verdict}/rounds`, {
    round,
    mode: "blind",
    coders: coders.map(({ member }) => ({ member: member.id, due: null })),
  });
  const newest = rounds.at(-1);
  if (!newest) throw new Error("no round");
  return newest.id;
}

export async function handIn(server: Server, verdict: VerdictId, round: RoundId, coder: Person): Promise<void> {
  await command(server, coder, "POST", `/api/verdicts/${verdict}/rounds/${round}/hand-in`);
}

export async function reveal(
  server: Server,
  verdict: VerdictId,
  round: RoundId,
  without: readonly Person[] = [],
  by: Person = server.people.facilitator,
): Promise<RoundView[]> {
  return command(server, by, "POST", `/api/verdicts/${verdict}/rounds/${round}/reveal`, {
    without: without.map(({ member }) => member.id),
  });
}

export async function viewOf({ ask }: Pick<TestServer, "ask">, who: Person, verdict: VerdictId): Promise<VerdictView> {
  return VerdictView.parse(await (await ask(who, "GET", `/api/verdicts/${verdict}`)).json());
}

/** The room of a coder's own layer in the newest round. */
export async function ownRoom(server: Server, verdict: VerdictId, coder: Person): Promise<RoomId> {
  const { rooms, round } = await viewOf(server, coder, verdict);
  const own = rooms.find((ref) => ref.kind === "layer" && ref.owner === coder.member.id && ref.round === round.number);
  if (!own) throw new Error("no room of one's own");
  return own.room;
}
