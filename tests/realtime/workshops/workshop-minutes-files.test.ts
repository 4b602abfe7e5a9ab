import { expect, test } from "vitest";
import { CategoryId, newId, StepId, type OutputId } from "../../../schema/domain/ids.ts";
import { RecordFacts } from "../../../schema/domain/workshop/record.ts";
import { ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import type { HandCounts } from "../../../schema/protocol/http/workshops/paper.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { readPdf } from "../../helpers/files/read-pdf.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { approve } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { problemOf } from "../../helpers/rooms/coded-rounds.ts";
import { lead } from "../../helpers/workshops/ballots.ts";
import { Browser } from "../../helpers/workshops/door.ts";
import { stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import {
  aPassage,
  aStep,
  makeWorkshop,
  openWorkshop,
  viewFrom,
  workshopOf,
} from "../../helpers/workshops/workshops.ts";
import { seen } from "../../helpers/browser/seen.ts";

const WORDS = "Marko Petrović said that she could go out to a shop.";
const TYPED = "Marko Petrović is no witness of force";
const [VULNERABLE, FORCE] = ["means.vulnerability", "means.force"].map((id) => CategoryId.parse(id));

/** A step on words that guests read, coded on paper alone by five, which is over; and something that was decided. */
async function onPaper(context: Teardown) {
  const server = await startTestServer(context);
  const { facilitator } = server.people;
  const { verdict } = await server.newVerdict(WORDS, { stage: "cleared-for-guests" });
  const step = aStep({ kind: "code", title: "Everybody codes", passages: [aPassage(verdict.id, WORDS)] });
  const of = await openWorkshop(server, { steps: [step, aStep()] });
  expect((await server.ask(facilitator, "POST", stepPath(of, "paper"), { languages: ["en"] })).status).toBe(200);
  await turnTo(server, of, "read");
  await count(server, of, 5, 404, 409);
  for (const to of ["silence", "closed", "revealed"] as const) {
    server.advance(to === "revealed" ? 10_000 : 0);
    await turnTo(server, of, to);
  }
  await count(server, of, 5, 200);
  return { server, of, verdict };
}

/** Types in what was counted on paper; one of these is answered. Of fewer than four their number alone. */
async function count(server: TestServer, of: WorkshopView, slips: number, ...statuses: number[]): Promise<void> {
  const passage = of.steps[0]?.passages[0]?.id;
  if (!passage || !VULNERABLE || !FORCE) throw new Error("no passage");
  const categories = [
    { category: VULNERABLE, slips: 4 },
    { category: FORCE, slips: 1 },
  ];
  const counts: HandCounts = { slips, passages: slips < 4 ? [] : [{ passage, categories }] };
  const answer = await server.ask(server.people.facilitator, "PUT", stepPath(of, "paper"), { counts });
  expect(statuses).toContain(answer.status);
}

async function minutesOf(server: TestServer, { workshop }: WorkshopView): Promise<OutputId> {
  const path = `/api/workshops/${workshop.id}/minutes`;
  const made = await server.ask(server.people.facilitator, "POST", path, { languages: ["en"] });
  expect(made.status).toBe(201);
  return MinutesMade.parse(await made.json()).output;
}

async function saidIn(server: TestServer, who: Person, output: OutputId): Promise<string> {
  const answer = await server.ask(who, "GET", `/api/outputs/${output}/parts`);
  const { parts } = OutputParts.parse(await answer.json());
  return parts
    .flatMap((part) => (part.kind === "record" ? [part.pieces.map(({ text }) => text).join("")] : []))
    .join("\n");
}

const HAND = "5 printed slips, counted by hand: B2 4, B1 1";

test("what was counted by hand stands on the wall and in minutes beside what devices say, and is frozen with them", async (context) => {
  const { server, of } = await onPaper(context);
  const { facilitator, reader } = server.people;
  const screen = new Browser(server);
  const shown = ScreenView.parse(await (await screen.ask("POST", "/api/screens")).json());
  const digits = shown.state === "pairing" ? shown.digits : "";
  await server.ask(facilitator, "POST", `/api/workshops/${of.workshop.id}/screens`, { digits });
  const wall = async (): Promise<unknown> => {
    const view = ScreenView.parse(await (await screen.ask("GET", "/api/screens")).json());
    return view.state === "paired" ? view.shown.step : null;
  };
  expect(await wall()).toMatchObject({
    paper: { counts: { slips: 5 }, categories: [{ code: "B1" }, { code: "B2" }] },
  });
  const output = await minutesOf(server, of);
  expect(await saidIn(server, reader, output)).toContain(HAND);
  await approve(server, facilitator, output);
  await count(server, of, 3, 200);
  expect(await saidIn(server, reader, output)).toContain(HAND);
  expect(await wall()).toMatchObject({ paper: { counts: { slips: 3, passages: [] }, categories: [] } });
  // A second silence begins: what the first said is not told meanwhile.
  await turnTo(server, of, "silence");
  expect(await wall()).toMatchObject({ paper: null });
});

test("of a draft of minutes too few slips on paper are a number alone, during a silence nothing, and facts of earlier minutes have none", async (context) => {
  const { server, of } = await onPaper(context);
  const output = await minutesOf(server, of);
  await count(server, of, 3, 200);
  expect(await saidIn(server, server.people.reader, output)).toContain(
    "3 printed slips, counted by hand: too few to be shown",
  );
  // In a second silence it would say what others marked.
  await turnTo(server, of, "silence");
  expect(await saidIn(server, server.people.reader, output)).not.toContain("by hand");
  expect(RecordFacts.parse({ kind: "passage", passes: [] })).toMatchObject({ byHand: null, tables: [] });
});

test("minutes as PDF say what the page says; a guest of them reads no words with a number or a name, and an erased word is in neither", async (context) => {
  const { server, of, verdict } = await onPaper(context);
  const { facilitator, lawyer } = server.people;
  const decided = await lead(server, of, "POST", "decisions", {
    step: of.steps[0]?.id,
    ballot: null,
    words: `${TYPED}, as in ${verdict.caseNumber}, says ${lawyer.member.name}`,
    decided: { kind: "open" },
  });
  expect(decided.status).toBe(200);
  const output = await minutesOf(server, of);
  const guest = await server.guestOfOutput(output);
  const toGuest = await saidIn(server, guest, output);
  expect(toGuest).toContain("[…]");
  // Of a verdict that guests read the number is told as in every document; words with one, or with a name, are not.
  for (const untold of [lawyer.member.name, TYPED]) expect(toGuest).not.toContain(untold);
  const pdf = async (): Promise<string> => {
    const file = await mustExport(server, facilitator, { format: "output-pdf", output: { output } });
    return (await readPdf(file)).replaceAll(/\s+/gu, " ");
  };
  expect(await pdf()).toContain(HAND);
  expect(await saidIn(server, facilitator, output)).toContain(TYPED);

  const erase = { kind: "term", forms: ["Marko Petrović"], token: "[Victim A]" };
  expect((await server.ask(facilitator, "POST", `/api/verdicts/${verdict.id}/erasures`, erase)).ok).toBe(true);
  await seen(async () => expect(await saidIn(server, facilitator, output)).not.toContain("Petrović"));
  expect(await pdf()).not.toContain("Petrović");
});

test("the form for minutes takes languages of the workshop, once it has been opened, from its host's facilitators, and once", async (context) => {
  const server = await startTestServer(context);
  const { facilitator, otherFacilitator, lawyer } = server.people;
  const planned = await makeWorkshop(server, { steps: [aStep({ id: newId(StepId) })] });
  const path = `/api/workshops/${planned.workshop.id}`;
  const make = (who: Person, languages: string[]): Promise<Response> =>
    server.ask(who, "POST", `${path}/minutes`, { languages });
  expect(await problemOf(await make(facilitator, ["en"]))).toEqual([409, "workshop-moved"]);
  await viewFrom(server.ask(facilitator, "PUT", `${path}/state`, { course: planned.workshop.course, to: "open" }));
  for (const languages of [[], ["sq"], ["en", "sq"], ["en", "en"], ["en", "mk", "en"]])
    expect([languages, (await make(facilitator, languages)).status]).toEqual([languages, 400]);
  for (const who of [otherFacilitator, lawyer]) expect((await make(who, ["en"])).status).toBe(403);
  // Two who press at once make one.
  const both = await Promise.all([make(facilitator, ["mk", "en"]), make(facilitator, ["mk", "en"])]);
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
  expect((await workshopOf(server, lawyer, planned)).minutes).not.toBeNull();
});
