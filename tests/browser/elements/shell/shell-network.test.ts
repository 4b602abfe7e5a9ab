import { page as browser } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { setLanguage } from "../../../../client/i18n/t.ts";
import "../../../../client/network/coram-network-page.ts";
import { device } from "../../../../client/sync/offline/device.ts";
import { MemberId, newId } from "../../../../schema/domain/ids.ts";
import { toMemberCard } from "../../../../schema/domain/member.ts";
import { FACILITATOR, GUEST, LAWYER, NETWORK, READER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, findViolations, mount, shown } from "../../../helpers/browser/shell-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(() => setLanguage("en"));

const rowOf = (caseNumber: string): string[] => {
  const link = [...document.querySelectorAll("a.ref")].find((each) => each.textContent === caseNumber);
  return [...(link?.closest("tr")?.cells ?? [])].map((cell) => cell.textContent.replace(/\s+/g, " ").trim());
};

const CHANGED = new Date().toISOString();

/** A document as the list has it, changed just now. */
const outputOf = (id: string, more: object): object => ({
  id: id.padEnd(22, "0"),
  template: "summary",
  methodologyVersion: 1,
  title: "Summary",
  statusBy: LAWYER.id,
  statusAt: CHANGED,
  language: "sq",
  scope: { kind: "all" },
  status: "draft",
  number: 1,
  partner: null,
  leader: null,
  createdBy: LAWYER.id,
  createdAt: CHANGED,
  approvedVersion: null,
  verdicts: [],
  kind: { en: "Summary" },
  changedAt: CHANGED,
  quotes: 0,
  recommendations: 0,
  openRooms: [],
  keepCopy: true,
  ...more,
});

/** At each width nothing stands out of the window, and axe finds nothing. */
async function expectFits(...widths: number[]): Promise<void> {
  for (const width of widths) {
    await browser.viewport(width, 844);
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width);
    await expectAccessible();
  }
}

function wordsOf(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((each) => each.textContent.replace(/\s+/g, " ").trim());
}

describe("coram-network-page", () => {
  it("shows verdicts by country in the network's order, with where each stands and its counts", async () => {
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
    await shown();
    const countries = [...document.querySelectorAll(".country th")].map((cell) =>
      cell.textContent.replace(/\s+/g, " ").trim(),
    );
    expect(countries).toEqual(["Serbia2 verdicts", "Albania1 verdict"]);
    expect(rowOf("K 118/22")).toEqual([
      "K 118/22",
      "Viši sud u Brezovcu",
      "Together cleared for guests",
      "all",
      "145",
      "33 of 68",
      "none",
    ]);
  });

  it("sees to the copies on the device though it is left before it has read anew what is listed", async () => {
    const view = { member: LAWYER, network: { name: NETWORK.name }, setup: false, offlineCopies: true };
    await device.accept(view, true);
    onTestFinished(async () => void (await device.accept({ ...view, member: null }, true)));
    const { page, asked, events } = await mount("coram-network-page", LAWYER, { "GET /api/network": NETWORK });
    await shown();
    const lists = (): number => asked.filter(({ what }) => what === "GET /api/network").length;
    const before = lists();
    const { id: erased } = VERDICTS.open;
    for (const hears of events["listeners"]) hears({ type: "revision", verdict: erased, revision: 2, erases: "1" });
    page.remove();
    await expect.poll(lists).toBe(before + 1);
  });

  it("marks a verdict that was cleared and not opened as new, in the table and with one verb", async () => {
    const cleared = {
      kind: "cleared",
      verdict: VERDICTS.open.id,
      from: LAWYER.id,
      thread: null,
      audience: null,
      at: "2026-11-20T13:55:00.000Z",
    };
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, waiting: [cleared] } });
    await shown();
    expect(rowOf("K 118/22")[3]).toBe("new");
    const line = document.querySelector("coram-waiting-list li");
    expect(line?.querySelector(".what")?.textContent).toBe("Cleared for the network; you have not opened it yet");
    expect(line?.querySelector("a")?.textContent).toBe("Read");
    expect(line?.querySelector("a")?.getAttribute("href")).toBe(`/verdicts/${VERDICTS.open.id}`);
  });

  it("says hidden for the counts of a blind round, which are not nought", async () => {
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
    await shown();
    expect(rowOf("K 64/21").slice(2)).toEqual(["Blind round 1", "hidden", "hidden", "hidden", "after reveal"]);
    const all = document.querySelector("#verdicts")?.nextElementSibling?.textContent.replace(/\s+/g, " ").trim();
    expect(all).toBe("3 verdicts, 145 tags in what stands, others hidden");
    // Who has handed in reads so.
    const verdicts = NETWORK.verdicts.map((row) => (row.mode === "blind" ? { ...row, part: "handed-in" } : row));
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts } });
    await shown();
    expect(rowOf("K 64/21")[3]).toBe("You have handed in.");
  });

  it("hides, from who does not code it too, what is done in a round under way where nothing stood before it", async () => {
    const [of] = NETWORK.verdicts.flatMap(({ counts }) => counts ?? []);
    const rowWith = (tags: number, max: number): unknown[] =>
      NETWORK.verdicts.map((row) =>
        row.mode === "blind" ? { ...row, counts: { ...of, tags }, sheet: { min: max, max, of: 68 } } : row,
      );
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts: rowWith(0, 0) } });
    await shown();
    expect(rowOf("K 64/21").slice(4)).toEqual(["hidden", "hidden", "after reveal"]);
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts: rowWith(77, 64) } });
    await shown();
    expect(rowOf("K 64/21").slice(4)).toEqual(["77", "64 of 68", "after reveal"]);
  });

  it.each([
    [
      { mode: "blind", coders: { handedIn: 1, begun: 1, of: 3 }, due: "2026-12-03" },
      ["Blind round 1, until 3 December 2026", "1 of 3", "after reveal"],
      false,
    ],
    [
      { mode: "revealed", coders: { handedIn: 3, of: 3 }, cases: { all: 40, open: 28 } },
      ["Revealed round 1", "3 of 3", "28 of 40"],
      true,
    ],
    [{ mode: "revealed", cases: { all: 40, open: 0 } }, ["Revealed round 1", "all", "all ruled"], true],
    [{ mode: "revealed", cases: { all: 0, open: 0 } }, ["Revealed round 1", "all", "none"], false],
    [{ mode: "adjudicated", cases: { all: 40, open: 0 } }, ["Settled round 1", "all", "settled"], true],
  ] as const)("%j is said to be: %j", async (change, words, leadsThere) => {
    const verdicts = NETWORK.verdicts.map((row) =>
      row.verdict.caseNumber === "K 64/21" ? { ...row, ...change } : row,
    );
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts } });
    await shown();
    expect([2, 3, 6].map((column) => rowOf("K 64/21")[column])).toEqual(words);
    const links = [...document.querySelectorAll<HTMLAnchorElement>(".settle a")].map(({ pathname }) => pathname);
    expect(links.map((path) => path.slice(path.lastIndexOf("/")))).toEqual(leadsThere ? ["/reconcile"] : []);
    // On a phone, where it has no head, a number says what it counts; beside words "To rule" is untrue.
    for (const cell of document.querySelectorAll<HTMLElement>(".settle"))
      expect(cell.dataset["label"]).toBe(/\d/.test(cell.textContent) ? "To rule" : undefined);
  });

  it("says in words that a verdict in preparation is not open yet, and leads who may prepare it there", async () => {
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
    await shown();
    expect(rowOf("Nr. 57/2023").slice(2)).toEqual(["In preparation", "Not open to the network yet Prepare"]);
  });

  it("says how many names are to be decided before anybody can read it", async () => {
    const verdicts = NETWORK.verdicts.map((row) => ({ ...row, names: { open: 38, all: 214 } }));
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts } });
    await shown();
    expect(rowOf("Nr. 57/2023")[3]).toBe("38 names to decide before anyone can read it Prepare");
  });

  it("names who has signed where the second signature is missing", async () => {
    const signed = { stage: "cleared", by: LAWYER.id, at: "2026-11-20T13:55:00.000Z", missing: [] };
    const verdicts = NETWORK.verdicts.map((row) => ({ ...row, signed }));
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts } });
    await shown();
    expect(rowOf("Nr. 57/2023")[3]).toBe(`Signed by ${LAWYER.name}; the second signature is missing Prepare`);
  });

  it("marks case and court with the verdict's language and script", async () => {
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
    await shown();
    expect([...document.querySelectorAll(".court [lang]")].map((each) => each.getAttribute("lang"))).toEqual([
      "sr-Cyrl",
      "sr-Latn",
      "sq",
    ]);
  });

  it("offers import to facilitators only", async () => {
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
    await shown();
    expect(document.querySelector('a[href="/import"]')).not.toBeNull();
    await mount("coram-network-page", LAWYER, { "GET /api/network": NETWORK });
    await shown();
    expect(document.querySelector('a[href="/import"]')).toBeNull();
  });

  it("begins an empty network with one thing to do", async () => {
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts: [], waiting: [] } });
    await expect.element(browser.getByText(/Add the first one/)).toBeVisible();
  });

  it("lists who codes blind now and the documents changed last", async () => {
    const former = { ...toMemberCard(LAWYER), id: newId(MemberId), name: "Gone G.", isRemoved: true };
    const coding = [
      { member: READER.id, state: "not-begun" },
      { member: FACILITATOR.id, state: "begun", read: { seen: 212, all: 401 } },
      { member: LAWYER.id, state: "handed-in" },
      { member: former.id, state: "not-begun" },
    ];
    const verdicts = NETWORK.verdicts.map((row) => (row.mode === "blind" ? { ...row, coding } : row));
    const outputs = [
      outputOf("first", { title: "Përmbledhje", status: "approved" }),
      outputOf("second", { language: "en", leader: "first".padEnd(22, "0"), changedAt: "2026-01-01T10:00:00.000Z" }),
    ];
    await mount("coram-network-page", FACILITATOR, {
      "GET /api/network": { ...NETWORK, members: [...NETWORK.members, former], verdicts },
      "GET /api/outputs": { outputs },
    });
    const words = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map((each) => each.textContent.replace(/\s+/g, " ").trim());
    await expect
      .poll(() => words(".home-outputs li"))
      .toEqual(["Përmbledhje Albanian and English, a pair Approved", "Summary English and Albanian, a pair Draft"]);
    expect(words(".coding-now li > :not(coram-initials, .meter)")).toEqual([
      "Elira K.",
      "handed in",
      "Mirjana J.",
      "212 of 401 paragraphs",
      "Petar I.",
      "not begun",
    ]);
    const meter = document.querySelector(".coding-now .meter");
    const read = (meter?.firstElementChild?.clientWidth ?? 0) / (meter?.clientWidth ?? 1);
    expect(read).toBeCloseTo(212 / 401, 1);
    const heights = [...document.querySelectorAll(".home-outputs a")].map((way) => way.getBoundingClientRect().height);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(24);
    await expectFits(1440, 390);
  });

  it("tells what happened since yesterday, each line leading there, four of them before the others are asked for", async () => {
    const former = { ...toMemberCard(LAWYER), id: newId(MemberId), name: "Gone G.", isRemoved: true };
    const of = { verdict: VERDICTS.open.id, output: null, count: 1, at: new Date().toISOString() };
    const about = { thread: "t".repeat(22), category: "made.1", code: "B10", label: { en: "Unpaid wages" } };
    const lately = [
      { ...of, kind: "said", who: [LAWYER.id, FACILITATOR.id], count: 3 },
      { ...of, kind: "ruled", who: [LAWYER.id] },
      { ...of, kind: "joined", verdict: null, who: [READER.id], to: { ...LAWYER, by: FACILITATOR.id } },
      { ...of, kind: "corrected", who: [LAWYER.id] },
      { ...of, kind: "replaced", who: [LAWYER.id], count: 2 },
      { ...of, kind: "removed", verdict: null, who: [former.id], by: FACILITATOR.id },
      { ...of, kind: "worked", who: [LAWYER.id], work: { tags: 12, removed: 1, answers: 5 } },
      { ...of, kind: "role", verdict: null, who: [READER.id], to: { ...LAWYER, by: FACILITATOR.id } },
      { ...of, kind: "stage-back", who: [LAWYER.id], stage: { was: "cleared-for-guests", now: "cleared" } },
      { ...of, kind: "unsettled", who: [LAWYER.id], reason: "Two rulings were made too fast." },
      {
        ...of,
        kind: "amended",
        who: [LAWYER.id],
        reason: "We had forgotten it.",
        amended: { act: "add-tag", code: "G1", label: { en: "Special protection" } },
      },
      { ...of, kind: "proposed", verdict: null, who: [LAWYER.id], about },
      { ...of, kind: "voted", verdict: null, who: [FACILITATOR.id, LAWYER.id], count: 2, about },
      { ...of, kind: "cleared", who: [FACILITATOR.id], at: new Date(Date.now() - 49 * 3_600_000).toISOString() },
    ];
    await mount("coram-network-page", FACILITATOR, {
      "GET /api/network": { ...NETWORK, members: [...NETWORK.members, former], lately },
    });
    await shown();
    expect(wordsOf(".lately li > span")).toEqual([
      "K 118/22: 3 comments by Elira K. and Mirjana J.",
      "K 118/22: 1 disagreement ruled on by Elira K.",
      "Joined: Petar I. (Lawyer, Qendra Besa), invited by Mirjana J.",
      "K 118/22: the text that you tag was corrected by Elira K.",
    ]);
    const ways = (): (string | null)[] =>
      [...document.querySelectorAll(".lately a")].map((way) => way.getAttribute("href"));
    const verdict = `/verdicts/${VERDICTS.open.id}`;
    expect(ways()).toEqual([verdict, `${verdict}/reconcile`, verdict]);
    // Above the verdicts: there it is seen.
    const [told, verdicts] = ["#lately", "#verdicts"].map((each) => document.querySelector(each) ?? document.body);
    expect((told ?? document).compareDocumentPosition(verdicts ?? document)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    await browser.getByRole("button", { name: "Everything" }).click();
    await expect
      .poll(() => wordsOf(".lately li > span").slice(4))
      .toEqual([
        "K 118/22: 2 rulings of yours were replaced by Elira K.",
        `Removed by Mirjana J.: ${former.name}`,
        "K 118/22: 12 tags, 1 tag removed and 5 answers by Elira K.",
        "Role of Petar I., by Mirjana J.: Lawyer",
        "K 118/22: taken back to an earlier stage by Elira K. Before: Cleared for guests. Now: Cleared",
        "K 118/22: its settlement was taken back by Elira K.: “Two rulings were made too fast.”",
        "K 118/22: G1 Special protection added in what stands, by Elira K.: “We had forgotten it.”",
        "B10 Unpaid wages: a proposal by Elira K.",
        "B10 Unpaid wages: 2 votes by Mirjana J. and Elira K.",
      ]);
    expect(ways().at(-1)).toBe(`/methodology?view=draft&category=made.1&thread=${about.thread}`);
    await expectFits(1440, 390);
  });

  it("says since yesterday what somebody was called, invited as and made before", async () => {
    const of = { verdict: null, output: null, count: 1, at: new Date().toISOString(), who: [LAWYER.id] };
    const to = { ...LAWYER, by: FACILITATOR.id };
    const lately = [
      { ...of, kind: "role", to: { ...to, was: "reader" } },
      { ...of, kind: "named", named: { was: "Elira Kola", now: "Elira K." } },
      { ...of, kind: "joined", to, named: { was: "Petra Pap", now: "Elira K." } },
    ];
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, lately } });
    await shown();
    expect(wordsOf(".lately li > span")).toEqual([
      "Role of Elira K., by Mirjana J.: Lawyer (it was Reader)",
      "Elira Kola is called Elira K. now",
      "Joined: Elira K. (Lawyer, Qendra Besa), invited by Mirjana J. as “Petra Pap”",
    ]);
  });

  it("names the countries of its people; an organisation that nobody has joined adds none", async () => {
    const { organisation } = FACILITATOR;
    const members = NETWORK.members.filter((member) => member.organisation === organisation);
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, members } });
    await shown();
    expect(document.querySelector(".page-lead")?.textContent).toMatch(/in Serbia\. /);
  });

  it("asks for nothing of the network in the name of a guest", async () => {
    const { asked } = await mount("coram-network-page", GUEST, { "GET /api/network": NETWORK });
    await expect.element(browser.getByText(/Nothing is open to you/)).toBeVisible();
    expect(asked.map(({ what }) => what)).toEqual(["GET /api/replies", `GET /api/verdicts/${VERDICTS.open.id}`]);
  });

  it("says what went wrong and offers to try again", async () => {
    const answers: Record<string, unknown> = { "GET /api/network": { status: 503, problem: { code: "overloaded" } } };
    await mount("coram-network-page", FACILITATOR, answers);
    await expect
      .poll(() => document.querySelector('[role="alert"]')?.textContent)
      .toMatch(/too busy just now.*Try again/s);
    answers["GET /api/network"] = NETWORK;
    await browser.getByRole("button", { name: "Try again" }).click();
    await shown();
    expect(document.querySelector('[role="alert"]')).toBeNull();
  });

  it("becomes cards at 390 px, with nothing beside the page, and stays a table for screen readers", async () => {
    await browser.viewport(390, 844);
    await setLanguage("sr-Latn");
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
    await shown();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    expect(getComputedStyle(document.querySelector("tr.verdict") as Element).display).toBe("grid");
    expect(browser.getByRole("row").elements().length).toBe(6);
  });

  it("breaks long words of names rather than leave the window", async () => {
    const long = "Nichtdiskriminierungsgrundsatzverletzungsfeststellungsverfahrensordnung";
    const verdicts = NETWORK.verdicts.map((row) => ({
      ...row,
      verdict: { ...row.verdict, court: long },
    }));
    const organisations = NETWORK.organisations.map((each) => ({ ...each, name: long }));
    await mount("coram-network-page", FACILITATOR, {
      "GET /api/network": { ...NETWORK, name: long, verdicts, organisations },
    });
    await shown();
    for (const width of [390, 768, 1280]) {
      await browser.viewport(width, 844);
      expect(document.documentElement.scrollWidth, `at ${width}`).toBeLessThanOrEqual(width);
      const ends = [...document.querySelectorAll("h1, .court > span, .people-list b")].map((name) => {
        const words = document.createRange();
        words.selectNodeContents(name);
        return words.getBoundingClientRect().right - (name.closest("h1, td, li")?.getBoundingClientRect().right ?? 0);
      });
      expect(Math.max(...ends), `beyond their own cell at ${width}`).toBeLessThanOrEqual(1);
    }
  });

  for (const theme of ["light", "dark"] as const) {
    for (const width of [1440, 390]) {
      it(`is accessible: ${theme}, ${width} px`, async () => {
        document.documentElement.dataset["theme"] = theme;
        await browser.viewport(width, 844);
        await mount("coram-network-page", FACILITATOR, { "GET /api/network": NETWORK });
        await shown();
        expect(await findViolations()).toEqual([]);
        delete document.documentElement.dataset["theme"];
      });
    }
  }
});
