import { beforeAll, expect, test } from "vitest";
import type { Browser, Page } from "playwright";
import { CategoryId } from "../../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../../schema/domain/methodology/methodology.ts";
import { addCategory, setFate, splitCategory } from "../../../../schema/rooms/draft/draft-acts.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import { packAnchor } from "../../../../schema/rooms/packed-anchor.ts";
import { idOf, TestDraft } from "../../../helpers/network/draft-of.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { startTestServer, type Person, type Teardown, type TestServer } from "../../../helpers/network/test-server.ts";

const NOW = "2026-11-26T10:00:00.000Z";
const TEXT = "The defendant beat her and took her papers. The victim could not leave. He said that he would pay her.";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

/** A lawyer and another have tagged; then force is split, vulnerability means something else, act is used no more. */
async function openChanged(context: Teardown): Promise<TestServer> {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const tag = (by: Person, tags: [category: string, words: string][]): Promise<void> =>
    server.hub.write(made.rooms.layer, by.member.id, (doc) => {
      for (const [category, words] of tags) {
        const start = TEXT.indexOf(words);
        const anchor = { revision: 1, ranges: [{ start, end: start + words.length }] };
        new LayerRoom(doc).add({ category: CategoryId.parse(category), version: 1, anchor }, NOW);
      }
    });
  await tag(server.people.lawyer, [
    ["means.force", "beat her"],
    ["means.vulnerability", "The victim"],
    ["means.vulnerability", "could not leave"],
    ["act.recruitment", "He said"],
    ["means", "took her papers"],
    ["act.transport", "would pay"],
  ]);
  await tag(server.people.otherLawyer, [["means.force", "took her"]]);
  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("means.force"), [{ en: "violence" }, { en: "coercion" }], NOW);
    setFate(room, entryOf("means.vulnerability"), { kind: "redefined" });
    const definition = { "definition:en": "What means.vulnerability is, known to the defendant" };
    room.roots.categories.set(entryOf("means.vulnerability"), definition);
    setFate(room, entryOf("act.recruitment"), { kind: "retired" });
    setFate(room, entryOf("act.transport"), { kind: "retired" });
  });
  await draft.freeze();
  return server;
}

const cards = (page: Page): Promise<string[]> => page.locator("coram-review-card blockquote").allTextContents();
const card = (page: Page, words: string) => page.locator("coram-review-card", { hasText: words });
/** The next one takes keys as soon as one can have seen that it is the next. */
const arrived = (page: Page, words: string): Promise<void> =>
  card(page, words).locator(".review-card:focus:not([data-arriving])").waitFor();

/** Each decision of hers is in the rows. */
async function expectRecorded(server: TestServer): Promise<void> {
  const [verdict] = await server.store.verdicts.all();
  const layers = verdict ? await server.store.verdicts.layers(verdict.id) : [];
  const rows = await server.store.passages.annotations(layers.map(({ id }) => id));
  const hers = rows.filter(({ author }) => author === server.people.lawyer.member.id);
  const part = hers.find(({ anchor }) => anchor.ranges[0]?.start === TEXT.indexOf("beat her"));
  expect(part?.version).toBe(2);
  expect(part?.category).not.toBe("means.force");
  expect(hers.filter(({ deleted }) => deleted !== null)).toHaveLength(1);
  expect(hers.find(({ anchor }) => anchor.ranges[0]?.start === TEXT.indexOf("would pay"))?.category).toBe(
    idOf("means"),
  );
}

/** By the list: who looks through it by arrows has taken nothing of it. */
async function takeFromList(ana: Seat): Promise<void> {
  const { page } = ana;
  await page.keyboard.press("c");
  await page.keyboard.press("ArrowDown");
  await card(page, "would pay").getByRole("button", { name: "Make it A act" }).waitFor();
  await page.getByText("4 of 5 decided").first().waitFor();
  await card(page, "would pay").getByRole("combobox").selectOption({ label: "B means" });
  await ana.expectAccessible();
  await card(page, "would pay").getByRole("combobox").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await card(page, "would pay")
    .getByText(/Is now B means/)
    .waitFor();
}

test("from the first page to each tag of one's own: kept, made another and dropped by keys, and recorded", async (context) => {
  const server = await openChanged(context);
  const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie });
  const { page } = ana;
  await page.goto("/");
  await page.getByText("5 tags await your review").waitFor();
  await page
    .locator("coram-waiting-list")
    .getByRole("link", { name: /^Review/ })
    .click();
  await page.waitForURL("**/reviews");
  await eventually(() => cards(page)).toEqual(["beat her", "The victim", "could not leave", "He said", "would pay"]);
  await page.getByText("0 of 5 decided").first().waitFor();
  // What the words of the category were and are.
  const meaning = card(page, "could not leave");
  expect(await meaning.locator("ins").allTextContents()).toEqual([", known to the defendant"]);
  await ana.expectAccessible();

  // The first is the current one: its keys work. The second part of what was split; it is neither until somebody says so.
  await page.keyboard.press("2");
  const isNow = card(page, "beat her").getByText(/Is now B\w* coercion/);
  await isNow.waitFor();
  // Taken back by key, and at the row; then it is decided anew.
  await page.keyboard.press("Control+z");
  await page.getByText("0 of 5 decided").first().waitFor();
  await page.keyboard.press("2");
  await isNow.waitFor();
  await card(page, "beat her").getByRole("button", { name: "Undo" }).click();
  await page.getByText("0 of 5 decided").first().waitFor();
  await page.keyboard.press("2");
  await isNow.waitFor();
  await arrived(page, "The victim");
  // The focus has gone on to the next. Two of which the same is asked take two keys, however quick.
  await page.keyboard.press("1");
  await page.keyboard.press("1");
  await card(page, "could not leave")
    .getByText(/Kept as B2 means.vulnerability/)
    .waitFor();
  await arrived(page, "He said");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await card(page, "He said")
    .getByText(/Removed/)
    .waitFor();
  await arrived(page, "would pay");
  await takeFromList(ana);
  await page.getByText("5 of 5 decided").first().waitFor();
  await ana.expectAccessible();

  await expectRecorded(server);
  await ana.follow("/");
  await page.getByText("Nothing is waiting.").waitFor();
});

test("nobody sees the tags that others have to review", async (context) => {
  const server = await openChanged(context);
  const { otherLawyer, reader } = server.people;
  const elira = await Seat.take(context, browser, server.url, { cookie: otherLawyer.cookie, phone: true, hears: true });
  await elira.page.goto("/reviews");
  await eventually(() => cards(elira.page)).toEqual(["took her"]);
  expect(await elira.hasReceived("could not leave")).toBe(false);
  expect(await elira.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await elira.expectAccessible();
  const petar = await Seat.take(context, browser, server.url, { cookie: reader.cookie });
  await petar.page.goto("/reviews");
  await petar.page.getByText("No tag waits for you to review it.").waitFor();
});

/** Two passages are set aside with two proposals, and both categories are in force. */
async function openProposed(context: Teardown): Promise<TestServer> {
  const server = await startTestServer(context);
  const made = await server.newVerdict(TEXT);
  const proposals = [
    ["Violence", "beat her"],
    ["Papers", "took her papers"],
  ].map(([label = "", words = ""]) => {
    const start = TEXT.indexOf(words);
    return { label, anchor: { revision: 1, ranges: [{ start, end: start + words.length }] } };
  });
  await server.hub.write(made.rooms.layer, server.people.lawyer.member.id, (doc) => {
    for (const { anchor } of proposals) new LayerRoom(doc).add({ category: DISCUSS, version: 1, anchor }, NOW);
  });
  const draft = await TestDraft.open(server);
  await draft.change((room) => {
    for (const { label, anchor } of proposals) {
      const entry = addCategory(room, { parent: null, index: 0 }, { en: label }, NOW);
      room.roots.categories.set(entry, { exampleVerdict: made.verdict.id, exampleAnchor: packAnchor(anchor) });
    }
  });
  await draft.freeze();
  return server;
}

/** Holds what is answered to a page that asks again; gives what hands over the answers held so far, the oldest first. */
async function holdAnswers(page: Page): Promise<{ held: () => number; release: () => Promise<void> }> {
  const held: (() => Promise<void>)[] = [];
  let isHeld = true;
  await page.route("**/api/reviews", async (route) => {
    const response = await route.fetch();
    if (isHeld) held.push(() => route.fulfill({ response }));
    else await route.fulfill({ response });
  });
  const release = async (): Promise<void> => {
    isHeld = false;
    for (const give of held.splice(0)) {
      await give();
      // Each is shown before the next is there.
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    }
  };
  return { held: () => held.length, release };
}

test("one press makes all tags what was proposed with them, each in sight, and one takes that back", async (context) => {
  const server = await openProposed(context);
  const ana = await Seat.take(context, browser, server.url, { cookie: server.people.lawyer.cookie });
  const { page } = ana;
  await page.goto("/reviews");
  await eventually(() => cards(page)).toEqual(["beat her", "took her papers"]);
  await ana.expectAccessible();
  const answers = await holdAnswers(page);
  await page.getByRole("button", { name: "Make all 2 what was proposed" }).click();
  await card(page, "took her papers")
    .getByText(/Is now \w+ Papers/)
    .waitFor();
  await page.getByText("2 of 2 decided").first().waitFor();
  await expect.poll(answers.held).toBeGreaterThan(0);
  await page.locator("button:focus", { hasText: "Undo all 2" }).press("Enter");
  await page.getByText("0 of 2 decided").first().waitFor();
  // What was answered before it was taken back has neither tag.
  await answers.release();
  await page.locator("button:focus", { hasText: "Make all 2" }).waitFor();
});
