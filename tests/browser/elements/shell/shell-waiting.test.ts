import { page as browser } from "vitest/browser";
import { beforeEach, describe, expect, it } from "vitest";
import "../../../../client/network/coram-network-page.ts";
import { FACILITATOR, LAWYER, NETWORK, READER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount, shown } from "../../../helpers/browser/shell-page.ts";

beforeEach(() => browser.viewport(1440, 900));

describe("Waiting for you and notices", () => {
  it("says who keeps a round from its end, how many names are left and what was asked, each with one verb", async () => {
    const of = { from: null, thread: null, audience: null, at: "2026-11-20T13:55:00.000Z" };
    const waiting = [
      { ...of, kind: "rule", verdict: VERDICTS.open.id, count: 24, all: 58 },
      { ...of, kind: "ends", verdict: VERDICTS.blind.id, due: "2999-12-03", missing: [LAWYER.id, READER.id] },
      { ...of, kind: "prepare", verdict: VERDICTS.preparing.id, count: 38, all: 214 },
      { ...of, kind: "settle", verdict: VERDICTS.open.id },
      {
        ...of,
        kind: "thread",
        verdict: VERDICTS.open.id,
        from: LAWYER.id,
        thread: "t",
        audience: "internal",
        words: "Why?",
      },
      {
        ...of,
        kind: "answers",
        verdict: VERDICTS.open.id,
        count: 2,
        place: { question: "q.claim", subject: "verdict" },
      },
    ];
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, waiting } });
    await shown();
    const lines = [...document.querySelectorAll("coram-waiting-list li")].map((line) =>
      [...line.children].slice(1).map((each) => each.textContent.replace(/\s+/g, " ").trim()),
    );
    expect(lines).toEqual([
      ["24 disagreements need a ruling", "34 of 58 ruled", "Rule"],
      ["The blind round ends; Elira K. and Petar I. have not handed in", "3 December 2999", "Look"],
      ["Decide on the last names, then clear it for the network", "38 left", "Prepare"],
      ["Everything is ruled on: mark the round as settled", expect.any(String), "Mark as settled …"],
      ["Elira K.: Why?", expect.any(String), "Reply"],
      ["2 answers are not offered in the methodology any more: answer anew", expect.any(String), "Review"],
    ]);
    const page = `/verdicts/${VERDICTS.open.id}`;
    expect(document.querySelectorAll("coram-waiting-list a")[3]?.getAttribute("href")).toBe(`${page}?dialog=settle`);
    const sheet = `${page}?question=q.claim&subject=verdict`;
    expect(document.querySelectorAll("coram-waiting-list a")[5]?.getAttribute("href")).toBe(sheet);
    await expectAccessible();
  });

  it("leads to the checklist of a verdict whose names are all decided", async () => {
    const verdicts = NETWORK.verdicts.map((row) => ({ ...row, names: { open: 0, all: 214 } }));
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts } });
    await shown();
    const way = document.querySelectorAll("coram-waiting-list a")[1];
    expect(way?.textContent).toBe("Clear it");
    expect(way?.getAttribute("href")).toBe(`/verdicts/${VERDICTS.preparing.id}/prepare?panel=check`);
  });

  it("tells of one's own tags that others sorted, with the way to each", async () => {
    const [row] = NETWORK.verdicts;
    const sorted = {
      kind: "sorted",
      verdict: row?.verdict.id,
      from: LAWYER.id,
      tag: LAWYER.id,
      was: "B2",
      now: { code: "B8", label: { en: "threats" } },
      at: "2026-11-20T13:55:00.000Z",
    };
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, told: [sorted] } });
    await shown();
    const item = document.querySelector("coram-told-list li");
    expect(item?.querySelector(".what")?.textContent).toBe(`${LAWYER.name} sorted your tag B2: it is B8 threats now.`);
    expect(item?.querySelector("a")?.getAttribute("href")).toBe(`/verdicts/${row?.verdict.id}?tag=${LAWYER.id}`);
    // Apart from what waits above it.
    const [above, below] = ["#waiting", "#told"].map((each) => document.querySelector(each)?.closest("section"));
    const gap = (below?.getBoundingClientRect().top ?? 0) - (above?.getBoundingClientRect().bottom ?? 0);
    expect(gap).toBeGreaterThan(16);
  });

  it("folds a long list of notices, so that the verdicts stay near, and goes on at the first that unfolding brings", async () => {
    const [row] = NETWORK.verdicts;
    const told = Array.from({ length: 12 }, (_, i) => ({
      kind: "sorted",
      verdict: row?.verdict.id,
      from: LAWYER.id,
      tag: LAWYER.id,
      was: `B${i + 1}`,
      now: null,
      at: "2026-11-20T13:55:00.000Z",
    }));
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, told } });
    await shown();
    const lines = () => [...document.querySelectorAll("coram-told-list li")];
    expect(lines()).toHaveLength(5);
    await browser.getByRole("button", { name: "Show all 12" }).click();
    await expect.poll(lines).toHaveLength(12);
    await expect.poll(() => document.activeElement?.closest("li")).toBe(lines()[5]);
    expect(document.querySelector("coram-told-list button")).toBeNull();
  });

  it("lists what waits with one way on, straight to the thread", async () => {
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
    await shown();
    const reply = document.querySelector<HTMLAnchorElement>("coram-waiting-list a");
    expect(reply?.getAttribute("href")).toBe(`/verdicts/${VERDICTS.open.id}?thread=thread0000000000000000&reply`);
    expect(document.querySelector("coram-waiting-list .what")?.textContent).toContain("Elira K.");
  });

  it("does not say that nothing waits where the server did not say it", async () => {
    const list = document.createElement("coram-waiting-list");
    document.body.append(list);
    list.network = { ...NETWORK, waiting: [] };
    await list.updateComplete;
    expect(list.textContent).toContain("Nothing is waiting.");
    list.isOld = true;
    await list.updateComplete;
    expect(list.textContent).toContain("What waits for you is not known");
    list.remove();
  });

  it("lists documents among what waits, the newest first, each with its way on", async () => {
    const output = "document".padEnd(22, "0");
    const of = { output, title: "Kada žrtva čeka", language: "sr-Latn", from: LAWYER.id };
    const documents = [
      { ...of, kind: "thread", audience: "review", at: "2026-11-20T14:00:00.000Z" },
      { ...of, kind: "review", audience: null, at: "2026-11-20T12:00:00.000Z" },
    ];
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, documents } });
    await expect.element(browser.getByText("Elira K. sent it for review", { exact: false })).toBeVisible();
    const lines = [...document.querySelectorAll("coram-waiting-list li")];
    expect(lines.map((line) => line.querySelector("b")?.textContent)).toEqual([
      "Kada žrtva čeka",
      VERDICTS.open.caseNumber,
      "Kada žrtva čeka",
      VERDICTS.preparing.caseNumber,
    ]);
    expect(lines[0]?.querySelector("a")?.getAttribute("href")).toBe(`/outputs/${output}`);
    await expectAccessible();
  });
});
