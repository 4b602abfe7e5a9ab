import { expect, test } from "vitest";
import type { OutputId } from "../../../schema/domain/ids.ts";
import type { StepPhase } from "../../../schema/domain/workshop/phases.ts";
import { OutputParts } from "../../../schema/protocol/http/quotes.ts";
import { MinutesMade } from "../../../schema/protocol/http/workshops/minutes.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { mustExport } from "../../helpers/network/export-file.ts";
import { approve } from "../../helpers/network/outputs.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../helpers/network/test-server.ts";
import { closeBallot, openBallot } from "../../helpers/workshops/ballots.ts";
import { mark, openSlip, setHandedIn, stepPath, turnTo } from "../../helpers/workshops/silence.ts";
import {
  askTables,
  atTable,
  beginTables,
  decideAt,
  TABLE_WORDS,
  tableOf,
  turnTable,
} from "../../helpers/workshops/tables.ts";
import { viewFrom, workshopOf } from "../../helpers/workshops/workshops.ts";

/** Two tables of two; the first, called Ohrid, has decided on the first paragraph and left the second open. */
async function decided(context: Teardown): Promise<{ server: TestServer; of: WorkshopView }> {
  const server = await startTestServer(context);
  const { facilitator, lawyer, otherLawyer, otherFacilitator, reviewer } = server.people;
  const { verdict } = await server.newVerdict([TABLE_WORDS, TABLE_WORDS]);
  const of = await beginTables(server, verdict.id, [facilitator, lawyer, otherLawyer, otherFacilitator, reviewer]);
  const first = { people: [lawyer, reviewer], name: "Ohrid", question: "Was she free?" };
  await askTables(server, of, [first, { people: [otherLawyer, otherFacilitator] }]);
  for (const to of ["read", "silence"] as const satisfies StepPhase[]) await turnTable(server, of, lawyer, 0, to);
  const at = atTable(of, await tableOf(server, of, lawyer, 0));
  for (const who of first.people) {
    await mark(await openSlip(server, at, who), "means.force", { start: 0, end: TABLE_WORDS.length });
    await setHandedIn(server, at, who, true);
  }
  for (const to of ["closed", "revealed"] as const satisfies StepPhase[]) await turnTable(server, of, lawyer, 0, to);
  const force = { categories: ["means.force"], isOpen: false, words: "As the court says" };
  await decideAt(server, of, lawyer, [0, 0], force);
  await decideAt(server, of, lawyer, [0, 1], { categories: [], isOpen: true, words: "We could not agree" });
  return { server, of };
}

async function minutesOf(server: TestServer, of: WorkshopView): Promise<OutputId> {
  const path = `/api/workshops/${of.workshop.id}/minutes`;
  const made = await server.ask(server.people.facilitator, "POST", path, { languages: ["en"] });
  return MinutesMade.parse(await made.json()).output;
}

/** What records of minutes say, without times of day. */
async function saidIn(server: TestServer, who: Person, output: OutputId): Promise<string[]> {
  const { parts } = OutputParts.parse(await (await server.ask(who, "GET", `/api/outputs/${output}/parts`)).json());
  return parts.flatMap((part) =>
    part.kind === "record"
      ? [
          part.pieces
            .map(({ text }) => text)
            .join("")
            .replaceAll(/\d\d:\d\d/gu, "00:00"),
        ]
      : [],
  );
}

async function endStep(server: TestServer, of: WorkshopView): Promise<void> {
  const { facilitator } = server.people;
  const { workshop } = await workshopOf(server, facilitator, of);
  const { term, course } = workshop;
  await viewFrom(server.ask(facilitator, "PUT", stepPath(of, "phase"), { to: "ended", term, course }));
}

test("minutes say what each table decided once that has crossed, and before the plenary nothing of it", async (context) => {
  const { server, of } = await decided(context);
  const { reader } = server.people;
  const output = await minutesOf(server, of);
  const before = await saidIn(server, reader, output);
  for (const told of ["Ohrid", "Was she free?", "As the court says", "table 2"])
    expect(before.join("\n")).not.toContain(told);
  await turnTo(server, of, "plenary");
  const said = await saidIn(server, reader, output);
  const [step, first, second] = said.filter((each) => each.includes("Ohrid"));
  expect(step).toMatch(/\(work at tables, 00:00\)\. Asked at “Ohrid”: “Was she free\?”\.$/u);
  expect(first).toMatch(/: “Ohrid”: B1 “As the court says”; table 2: nothing decided\.$/u);
  expect(second).toMatch(/: “Ohrid”: left open “We could not agree”; table 2: nothing decided\.$/u);
});

test("what is approved while a step runs and a vote is open says so when both are over, in files, too", async (context) => {
  const { server, of } = await decided(context);
  const { facilitator, reader } = server.people;
  await turnTo(server, of, "plenary");
  const ballot = await openBallot(server, of, { words: "Shall B2 say so?" });
  const output = await minutesOf(server, of);
  await approve(server, facilitator, output);
  const then = await saidIn(server, reader, output);
  expect(then).toContain("Vote on “Shall B2 say so?”: it is still open.");
  expect(then).toContain("Three tables (work at tables, 00:00). Asked at “Ohrid”: “Was she free?”.");
  await closeBallot(server, of, ballot);
  await endStep(server, of);
  expect(await saidIn(server, reader, output)).toEqual(then);
  const file = await mustExport(server, facilitator, { format: "output-html", output: { output } });
  const page = new TextDecoder().decode(file);
  for (const said of ["it is still open", "Ohrid", "As the court says"]) expect(page).toContain(said);
});
