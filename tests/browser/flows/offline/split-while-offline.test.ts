import type { Browser } from "playwright";
import { beforeAll, expect, test } from "vitest";
import { ReviewList } from "../../../../schema/protocol/http/methodology.ts";
import { setFate, splitCategory } from "../../../../schema/rooms/draft/draft-acts.ts";
import { LayerRoom } from "../../../../schema/rooms/layer-room.ts";
import type { NewVerdict } from "../../../../server/store/verdict-store.ts";
import { eventually, launch, Seat } from "../../../helpers/browser/browser.ts";
import { idOf, TestDraft } from "../../../helpers/network/draft-of.ts";
import { startTestServer, type Person, type TestServer } from "../../../helpers/network/test-server.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});

const NOW = "2026-11-26T10:00:00.000Z";
const PARAGRAPHS = Array.from({ length: 100 }, (_, n) => `In point ${n + 1} she had nowhere else to go at night.`);
/** Where a paragraph begins: they are divided by one line break. */
const startOf = (paragraph: number): number =>
  PARAGRAPHS.slice(0, paragraph).reduce((sum, { length }) => sum + length + 1, 0);

async function waiting(server: TestServer, who: Person): Promise<ReviewList["verdicts"][number]["items"]> {
  const list = ReviewList.parse(await (await server.ask(who, "GET", "/api/reviews")).json());
  return list.verdicts.flatMap(({ items }) => items);
}

/** 300 tags: two hers and one his in each paragraph, of which his and one of hers are of the category. */
async function tagAll({ hub, people }: TestServer, made: NewVerdict): Promise<void> {
  for (const [by, categories] of [
    [people.lawyer, ["means.vulnerability", "means.force"]],
    [people.otherLawyer, ["means.vulnerability"]],
  ] as const)
    await hub.write(made.rooms.layer, by.member.id, (doc) => {
      const layer = new LayerRoom(doc);
      for (const paragraph of PARAGRAPHS.keys())
        for (const category of categories) {
          const start = startOf(paragraph) + 3;
          const anchor = { revision: 1, ranges: [{ start, end: start + 5 }] };
          layer.add({ category: idOf(category), version: 1, anchor }, NOW);
        }
    });
}

/** On the page they stand under no part but in a row of their own, as do those that are used no more. */
async function expectInTree(elira: Seat, verdict: string): Promise<void> {
  await elira.openVerdict(verdict);
  const rowOf = (words: string) => elira.page.locator("coram-tree [role=treeitem]").filter({ hasText: words });
  // Hers and his of a paragraph are one category on one passage, which counts once; the late one is the last.
  await eventually(() => rowOf("to be sorted: B").innerText()).toContain("101");
  await eventually(() => rowOf("means.force").innerText()).toContain("retired");
  expect(await rowOf("to be sorted: B").innerText()).not.toContain("retired");
  // What it has to be sorted into is read whole, in the tree and from the mark in the text.
  const name = rowOf("to be sorted: B").locator(".name");
  expect(await name.evaluate((each) => each.scrollWidth <= each.clientWidth)).toBe(true);
  const mark = elira.page.locator("coram-verdict-text .vt-code[data-code^='B2?']").first();
  expect(await mark.getAttribute("title")).toMatch(/^B2 .*, to be sorted: B\d or B\d\?$/);
  await rowOf("means.force").click();
  await eventually(async () => new Set((await elira.painted()).map(({ code }) => code))).toEqual(new Set(["B1"]));
  await elira.expectAccessible();
}

test("a category is split after 300 tags while one coder is offline with tags in it: each finds their own on their list, the late ones too", async (context) => {
  const server = await startTestServer(context);
  const { lawyer, otherLawyer } = server.people;
  const made = await server.newVerdict(PARAGRAPHS);
  await tagAll(server, made);
  const elira = await Seat.take(context, browser, server.url, { cookie: otherLawyer.cookie });
  elira.mayLog("a lost connection");
  await elira.openVerdict(made.verdict.id);
  await elira.context.setOffline(true);
  await eventually(() => elira.savedWords()).toBe("Offline");
  await elira.tag("nowhere else to go", 4);
  await eventually(async () =>
    (await elira.painted()).some(({ words, pending }) => pending && words === "nowhere else to go"),
  ).toBe(true);

  const draft = await TestDraft.open(server);
  await draft.change((room, entryOf) => {
    splitCategory(room, entryOf("means.vulnerability"), [{ en: "poverty" }, { en: "illness" }], NOW);
    setFate(room, entryOf("means.force"), { kind: "retired" });
  });
  const { version } = await draft.freeze();
  const parts = version?.content.categories.filter(({ label }) => ["poverty", "illness"].includes(label.en ?? ""));
  const candidates = parts?.map(({ id }) => id);
  expect((await waiting(server, otherLawyer)).length).toBe(100);

  await elira.context.setOffline(false);
  await elira.isSaved();
  await eventually(async () => (await waiting(server, otherLawyer)).length).toBe(101);
  const his = await waiting(server, otherLawyer);
  expect(his.filter(({ quote }) => quote === "nowhere else to go")).toMatchObject([
    { category: "means.vulnerability", version: 1, state: "review", candidates },
  ]);
  expect(new Set(his.map(({ candidates: each }) => each.join()))).toEqual(new Set([candidates?.join()]));
  const hers = await waiting(server, lawyer);
  expect(hers.filter(({ state }) => state === "review")).toHaveLength(100);
  expect(hers.filter(({ state }) => state === "retired")).toHaveLength(100);

  await expectInTree(elira, made.verdict.id);

  // Its card says so too, and has the parts to choose from.
  const [late] = his.filter(({ quote }) => quote === "nowhere else to go");
  await elira.page.goto(`${server.url}/verdicts/${made.verdict.id}?tag=${late?.annotation}`);
  const card = elira.page.locator("coram-tag-card .card-active", { hasText: "to be sorted: B" });
  const illness = card.getByRole("button", { name: /^B\d illness$/ });
  await illness.waitFor();
  await elira.expectAccessible();
  await illness.click();
  await eventually(async () => (await waiting(server, otherLawyer)).length).toBe(100);
  await eventually(async () =>
    (await elira.painted()).some(({ words, code }) => words === "nowhere else to go" && code === "B4"),
  ).toBe(true);
});
