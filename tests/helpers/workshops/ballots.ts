import { BallotList, BallotView, type BallotOpen } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import type { Person, TestServer } from "../network/test-server.ts";
import { viewFrom, workshopOf } from "./workshops.ts";

type Question = Partial<BallotOpen["question"]>;

/** A question of yes and no by person, unless told. */
export function aQuestion(change: Question = {}): BallotOpen["question"] {
  const words = "Does B2 not cover this?";
  return { words, kind: "yes-no", by: "person", secret: false, share: "two-thirds", ...change };
}

/** People take their seats in a workshop. */
export async function seat(server: TestServer, { workshop }: WorkshopView, people: readonly Person[]): Promise<void> {
  for (const who of people)
    await viewFrom(server.ask(who, "PUT", `/api/workshops/${workshop.id}/seat`, { language: "en" }));
}

/** Their pages show it. */
export async function beHere(server: TestServer, { workshop }: WorkshopView, people: readonly Person[]): Promise<void> {
  for (const who of people) {
    const { status } = await server.ask(who, "PUT", `/api/workshops/${workshop.id}/seat/here`);
    if (status !== 204) throw new Error(`not here: ${status}`);
  }
}

/** What a command answers that its holder gives under the term of the floor. */
export async function lead(
  server: TestServer,
  of: WorkshopView,
  method: string,
  sub: string,
  body: Record<string, unknown>,
): Promise<Response> {
  const { facilitator } = server.people;
  const { workshop } = await workshopOf(server, facilitator, of);
  return server.ask(facilitator, method, `/api/workshops/${workshop.id}/${sub}`, { term: workshop.term, ...body });
}

/** The holder opens a ballot. */
export async function openBallot(server: TestServer, of: WorkshopView, change: Question = {}): Promise<BallotView> {
  const opened = await lead(server, of, "POST", "ballots", { step: null, question: aQuestion(change) });
  return BallotView.parse(await opened.json());
}

export async function castVote(
  server: TestServer,
  { workshop }: WorkshopView,
  { id }: BallotView,
  who: Person,
  vote: Vote | null,
): Promise<Response> {
  return server.ask(who, "PUT", `/api/workshops/${workshop.id}/ballots/${id}/vote`, { vote });
}

/** The holder closes a ballot. */
export async function closeBallot(server: TestServer, of: WorkshopView, { id }: BallotView): Promise<BallotView> {
  return BallotView.parse(await (await lead(server, of, "PUT", `ballots/${id}/state`, { to: "closed" })).json());
}

/** The newest ballot as somebody sees it. */
export async function ballotOf(
  { ask }: Pick<TestServer, "ask">,
  { workshop }: WorkshopView,
  who: Person,
): Promise<BallotView> {
  const answer = await ask(who, "GET", `/api/workshops/${workshop.id}/ballots`);
  const [ballot] = BallotList.parse(await answer.json()).ballots;
  if (!ballot) throw new Error("no ballot");
  return ballot;
}
