import { CategoryId, type VerdictId } from "../../../schema/domain/ids.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { OwnSlip, StepSlips } from "../../../schema/protocol/http/workshops/slips.ts";
import { SlipRoom } from "../../../schema/rooms/slip-room.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { RawClient } from "../rooms/raw-client.ts";
import type { Person, TestServer } from "../network/test-server.ts";
import { aPassage, aStep, openWorkshop, viewFrom, workshopOf } from "./workshops.ts";

/** An open workshop whose one step codes the whole of a verdict's first paragraph; these people sit in it, and it is silent. */
export async function beginSilence(
  server: TestServer,
  verdict: VerdictId,
  words: string,
  seated: readonly Person[],
): Promise<WorkshopView> {
  const step = aStep({ kind: "code", title: "Everybody codes ¶ 1", passages: [aPassage(verdict, words)] });
  const opened = await openWorkshop(server, { steps: [step] });
  for (const who of seated)
    await viewFrom(server.ask(who, "PUT", `/api/workshops/${opened.workshop.id}/seat`, { language: "en" }));
  await turnTo(server, opened, "read");
  return turnTo(server, opened, "silence");
}

/** The first step goes on to a phase, as its holder says. */
export async function turnTo(server: TestServer, of: WorkshopView, to: StepPhase | "ended"): Promise<WorkshopView> {
  return viewFrom(askTurn(server, of, to));
}

/** The same, to look at the answer. */
export async function askTurn(server: TestServer, of: WorkshopView, to: StepPhase | "ended"): Promise<Response> {
  const { facilitator } = server.people;
  const { workshop, steps } = await workshopOf(server, facilitator, of);
  const { id, term, course } = workshop;
  const path = `/api/workshops/${id}/steps/${steps[0]?.id ?? ""}/phase`;
  return server.ask(facilitator, "PUT", path, { to, term, course });
}

/** The path of something of the first step. */
export function stepPath({ workshop, steps }: WorkshopView, sub: string): string {
  return `/api/workshops/${workshop.id}/steps/${steps[0]?.id ?? ""}/${sub}`;
}

/** Opens somebody's slip and joins its room. */
export async function openSlip(
  server: TestServer,
  of: WorkshopView,
  who: Person,
): Promise<{ slip: OwnSlip; client: RawClient }> {
  const slip = OwnSlip.parse(await (await server.ask(who, "POST", stepPath(of, "slip"))).json());
  return { slip, client: await RawClient.joinAt(server, slip.rooms[0]?.room ?? "", who) };
}

/** Marks words in a slip, and waits until it is on disk. */
export async function mark(
  { slip, client }: { slip: OwnSlip; client: RawClient },
  category: string,
  ...ranges: Range[]
): Promise<void> {
  await client.write((doc) => {
    const anchor = { revision: 1, ranges };
    const now = new Date().toISOString();
    new SlipRoom(doc).add({ category: CategoryId.parse(category), edition: slip.edition, anchor }, now);
  });
}

/** What somebody learns of the slips. */
export async function slipsOf(server: TestServer, of: WorkshopView, who: Person): Promise<StepSlips> {
  return StepSlips.parse(await (await server.ask(who, "GET", stepPath(of, "slips"))).json());
}

export async function setHandedIn(
  server: TestServer,
  of: WorkshopView,
  who: Person,
  handedIn: boolean,
  pass = 1,
): Promise<Response> {
  return server.ask(who, "PUT", stepPath(of, "slip/handed-in"), { pass, handedIn });
}
