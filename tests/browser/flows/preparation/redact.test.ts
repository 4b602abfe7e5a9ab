import { beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright";
import { ExportJob } from "../../../../schema/protocol/http/exports.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

const NAME = "Jelena Marković";
const TEXT = [
  `He told ${NAME} that she owed him money.`,
  "The first witness heard this.",
  "The second witness heard it too.",
  "The third witness was not there.",
  "He locked the door of the flat every night.",
];
const REDACTED = "He told [Victim A] that she owed him money.";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** The bytes of an export of one verdict. */
async function exported(server: TestServer, who: Person, verdict: string, format: string): Promise<string> {
  const filter = { verdicts: [verdict], countries: [], categories: [], authors: [], text: "" };
  const wanted = { format, filter, withInternal: true, groupBy: "category", language: "en", countOnly: false };
  const { id } = ExportJob.parse(await (await server.ask(who, "POST", "/api/exports", wanted)).json());
  await eventually(
    async () => ExportJob.parse(await (await server.ask(who, "GET", `/api/exports/${id}`)).json()).state,
  ).toBe("done");
  return (await server.ask(who, "GET", `/api/exports/${id}/file`)).text();
}

test("a redacted name is gone from text, quotes, cards, colleagues' pages, answers and exports, and the token stands there", async (context) => {
  const server = await startTestServer(context);
  const { verdict } = await server.newVerdict(TEXT);
  const { facilitator, lawyer } = server.people;
  const mira = await Seat.take(context, browser, server.url, { cookie: facilitator.cookie });
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await Promise.all([mira.openVerdict(verdict.id), ana.openVerdict(verdict.id)]);
  // A passage in two parts: its card quotes them both.
  await ana.selectByMouse(`told ${NAME}`);
  await eventually(() => ana.selected()).toEqual([`told ${NAME}`]);
  await ana.selectByMouse("locked the door", { add: true });
  await eventually(() => ana.selected()).toEqual([`told ${NAME}`, "locked the door"]);
  await ana.page.keyboard.press("4");
  await ana.comment(`${NAME} that she`, "Debt bondage?");
  await ana.isSaved();
  await ana.tagCard("B2").getByRole("button", { name: "B2" }).click();
  await eventually(() => ana.tagCard("B2").textContent()).toContain(NAME);
  await eventually(() => mira.paintedLines()).toEqual([`B2: told ${NAME} … locked the door`]);

  await mira.selectByMouse(NAME);
  await mira.act("Correct");
  const panel = mira.dialog("Correct the text");
  await panel.getByRole("radio", { name: "Replace a name" }).click();
  await panel.getByText("1 tag touches these words and stays with them. 1 discussion too.").waitFor();
  await mira.expectAccessible();
  await panel.getByRole("button", { name: "Replace", exact: true }).click();

  for (const seat of [mira, ana]) {
    await eventually(() => seat.paintedLines()).toEqual(["B2: told [Victim A] … locked the door"]);
    await eventually(() => seat.page.locator("coram-verdict-text .vt-block").first().textContent()).toBe(REDACTED);
    await eventually(() => seat.domText()).not.toMatch(/Jelena|Marković/);
    await seat.tagCard("B2").getByText("A name was replaced").waitFor();
  }
  const all = ana.page.locator("coram-touched");
  await all.getByText("1 tag stands on words that were changed").click();
  await all.getByText("The earlier words are no longer kept.").waitFor();
  await all.getByRole("button", { name: "1 with a replaced name: seen" }).click();
  await eventually(() => all.locator("details").count()).toBe(0);
  expect(await ana.tagCard("B2").textContent()).toContain("told [Žrtva\u00a0A]");
  await ana.page.keyboard.press("y");
  await eventually(() => ana.page.evaluate(() => navigator.clipboard.readText())).toContain("told [Žrtva\u00a0A]");
  await ana.expectAccessible();

  const answer = await (await server.ask(lawyer, "GET", `/api/verdicts/${verdict.id}`)).text();
  expect(answer).toContain("[Victim A]");
  expect(answer).not.toMatch(/Jelena|Marković/);
  for (const format of ["csv", "json", "jsonld"]) {
    const file = await exported(server, lawyer, verdict.id, format);
    expect(file, format).toContain("[Victim A]");
    expect(file, format).not.toMatch(/Jelena|Marković/);
  }
});
