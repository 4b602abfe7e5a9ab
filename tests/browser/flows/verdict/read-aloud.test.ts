import { readFile } from "node:fs/promises";
import { chromium, type Browser, type CDPSession } from "playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CategoryId } from "../../../../schema/domain/ids.ts";
import { LOCAL } from "../../../../schema/rooms/entries.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import { contentBlocks } from "../../../../schema/text/blocks.ts";
import type { RevisionText } from "../../../../schema/text/revision.ts";
import { withTokenWords } from "../../../../schema/text/token-words.ts";
import { DemoVerdict } from "../../../../server/demo/demo-verdict.ts";
import { newVerdict } from "../../../../server/actions/new-verdict.ts";
import { writeFor } from "../../../../server/rooms/write-for.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { beginBlind } from "../../../helpers/network/blind-round.ts";
import { eventually, Seat } from "../../../helpers/browser/browser.ts";
import { CHROMIUM_ARGS, findHeadless } from "../../../helpers/browser/programs/chromium.ts";
import { readAloud } from "../../../helpers/browser/read-aloud.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  // Without this only what is laid out is in the tree, whoever asks for it: readers switch it on.
  const args = [...CHROMIUM_ARGS, "--force-renderer-accessibility"];
  browser = await chromium.launch({ executablePath: findHeadless() ?? "chromium", args });
});
afterAll(() => browser.close());

/** In paragraph 395, and nowhere before. */
const WORDS = "жалба до Апелационен";

/** The longest of the demo network's verdicts. */
const LONGEST = "mk-organised.json";
/** 4 K. 63/22. */
const WITH_168 = "rs-individual.json";

/** One of the demo network's verdicts, without what the demo network did on it. */
async function demoVerdict(server: TestServer, name: string): Promise<{ made: NewVerdict; text: RevisionText }> {
  const file = new URL(`../../../../server/demo/data/${name}`, import.meta.url);
  const { data, text, pages } = DemoVerdict.parse(JSON.parse(await readFile(file, "utf8")));
  const { facilitator } = server.people;
  const made = newVerdict(
    data,
    server.organisations.rs.id,
    { ...text, pages },
    facilitator.member.id,
    new Date().toISOString(),
  );
  await server.store.verdicts.add(made);
  made.verdict = await server.store.verdicts.setStage(made.verdict.id, "cleared");
  return { made, text };
}

async function tag(server: TestServer, made: NewVerdict, who: Person, start: number, end: number): Promise<void> {
  await writeFor(server.hub, made.rooms.layer, who.member.id, (doc) => {
    const anchor = { revision: 1, ranges: [{ start, end }] };
    const entry = { category: CategoryId.parse("means.force"), version: 1, anchor, note: "" };
    doc.transact(() => new LayerRoom(doc).add(entry, new Date().toISOString()), LOCAL);
  });
}

/** The tree as a screen reader asks for it. */
async function listenTo({ page, context }: Seat): Promise<CDPSession> {
  const session = await context.newCDPSession(page);
  await session.send("Accessibility.enable");
  return session;
}

const bare = (words: string): string => words.replace(/<[^>]*>/g, "");

/** A text as it is read out; what holds a placeholder's words in one line is a space there. */
const spoken = (words: string, lang: string): string => withTokenWords(words, lang).replaceAll("\u00a0", " ");

/** One number a paragraph: outline, count, position and what is read aloud say the same. */
async function expectOneNumberEach(server: TestServer, ana: Seat, session: CDPSession): Promise<void> {
  const other = await demoVerdict(server, WITH_168);
  await ana.goOnToVerdict(other.made.verdict.id);
  await eventually(async () => (await readAloud(session)).length).toBe(168);
  const numbered = await readAloud(session);
  expect(numbered.map(({ number }) => number)).toEqual(Array.from({ length: 168 }, (_, i) => String(i + 1)));
  expect(numbered.filter(({ role }) => role === "")).toEqual([]);
  expect(await ana.page.locator("coram-outline .head").innerText()).toContain("168 paragraphs");
  const outline = await ana.page
    .locator("coram-outline .p")
    .evaluateAll((all) => all.map((each) => each.lastChild?.textContent));
  const starts = contentBlocks(other.text.blocks).map(({ number }) => number);
  expect(outline.length).toBeGreaterThan(5);
  expect(outline.filter((number) => !starts.includes(number ?? ""))).toEqual([]);
  expect(await ana.page.locator(".reading-bar .where").innerText()).toMatch(/^¶ 1\s+of 168/);
  // To the last one, by its number in the text.
  await ana.page.locator("#main").evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await eventually(() => ana.page.locator(".reading-bar .where").innerText()).toMatch(/^¶ 1[0-9]{2}\s+of 168/);
}

test("every paragraph of the longest verdict is read with its number, wherever it stands, and each tag where it begins and ends", async (context) => {
  const server = await startTestServer(context);
  const { made, text } = await demoVerdict(server, LONGEST);
  const { lawyer, otherLawyer } = server.people;
  const blocks = contentBlocks(text.blocks);
  // Far from what is in sight at first.
  const last = blocks.find(({ number }) => number === "395");
  if (!last) throw new Error("no such paragraph");
  const { start } = last;
  await tag(server, made, otherLawyer, start, start + 20);
  await tag(server, made, lawyer, start + 10, start + 30);
  const ana = await Seat.take(context, browser, server.url, { cookie: lawyer.cookie });
  await ana.openVerdict(made.verdict.id);
  const session = await listenTo(ana);
  // It is drawn on, part by part, after its first words are there.
  await eventually(async () => (await readAloud(session)).length).toBe(blocks.length);
  const heard = await readAloud(session);
  const lang = made.verdict.language;
  const roles = { heading: "heading", paragraph: "paragraph", "list-item": "paragraph", "table-cell": "cell" } as const;
  expect(heard.map(({ role, number, words }) => [role, number, spoken(bare(words), lang)])).toEqual(
    blocks.map(({ kind, number, start: from, end }) => [
      kind === "page" ? "" : roles[kind],
      number,
      spoken(text.text.slice(from, end), lang),
    ]),
  );
  const lastHeard = async (): Promise<string> =>
    (await readAloud(session)).find(({ number }) => number === last.number)?.words ?? "";
  const part = (from: number, to: number): string => text.text.slice(start + from, start + to);
  const [by, too] = [otherLawyer.member.name, lawyer.member.name];
  const both =
    `<Tag B1 means.force, by ${by}, begins.>${part(0, 10)}<Tag B1 means.force, by ${too}, begins.>${part(10, 20)}` +
    `<Tag B1, by ${by}, ends.>${part(20, 30)}<Tag B1, by ${too}, ends.>`;
  expect(await lastHeard()).toContain(both);

  // A tag that is made and taken back.
  await ana.selectByMouse(WORDS);
  await ana.page.keyboard.press("1");
  await eventually(lastHeard).toContain(`<Tag A1 act.recruitment, by ${too}, begins.>${WORDS}<Tag A1 ends.>`);
  await ana.page.keyboard.press("Control+z");
  await eventually(lastHeard).not.toContain("A1");
  expect(await lastHeard()).toContain(both);

  // Who codes blind hears their own tags alone.
  await beginBlind(server, made.verdict.id, [lawyer, otherLawyer]);
  await ana.goOnToVerdict(made.verdict.id);
  await ana.selectByMouse(WORDS);
  await ana.page.keyboard.press("1");
  await eventually(lastHeard).toContain(`begins.>${WORDS}<Tag A1 ends.>`);
  expect(await lastHeard()).not.toContain("B1");

  // The words are in the verdict's language, what is said of them in the reader's.
  const langs = await ana.page.locator("coram-verdict-text").evaluate((element: HTMLElement) => {
    const said = [...element.querySelectorAll<HTMLElement>("[aria-roledescription]")].map(({ lang }) => lang);
    return [element.lang, ...new Set(said)];
  });
  expect(langs).toEqual(["mk", "en"]);

  await expectOneNumberEach(server, ana, session);
});
