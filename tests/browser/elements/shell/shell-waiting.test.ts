import { page as browser } from "vitest/browser";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setLanguage } from "../../../../client/i18n/t.ts";
import { InvitationId, newId } from "../../../../schema/domain/ids.ts";
import "../../../../client/network/coram-network-page.ts";
import { FACILITATOR, LAWYER, NETWORK, READER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount, shown } from "../../../helpers/browser/shell-page.ts";

beforeEach(() => browser.viewport(1440, 900));
afterEach(() => setLanguage("en"));

const DAYS_MK = ["недела", "понеделник", "вторник", "среда", "четврток", "петок", "сабота"];
const DAYS_SQ = ["e diel", "e hënë", "e martë", "e mërkurë", "e enjte", "e premte", "e shtunë"];

/** One of each kind that a facilitator may have. */
const of = { from: null, thread: null, audience: null, at: "2026-11-20T13:55:00.000Z" };
const ALL_KINDS = [
  { ...of, kind: "rule", verdict: VERDICTS.open.id, count: 24, all: 58 },
  { ...of, kind: "ends", verdict: VERDICTS.blind.id, due: "2999-12-03", missing: [LAWYER.id, READER.id] },
  { ...of, kind: "prepare", verdict: VERDICTS.preparing.id, count: 38, all: 214 },
  { ...of, kind: "settle", verdict: VERDICTS.open.id },
  { ...of, kind: "clear", verdict: VERDICTS.preparing.id, from: LAWYER.id },
  { ...of, kind: "clear", verdict: VERDICTS.preparing.id, from: FACILITATOR.id },
  { ...of, kind: "clear", verdict: VERDICTS.preparing.id, from: FACILITATOR.id, missing: [LAWYER.id, READER.id] },
  { ...of, kind: "clear", verdict: VERDICTS.open.id, from: LAWYER.id, stage: "cleared-for-guests" },
  {
    ...of,
    kind: "thread",
    verdict: VERDICTS.open.id,
    from: LAWYER.id,
    thread: "t",
    audience: "internal",
    words: "Why?",
    isOpen: true,
  },
  {
    ...of,
    kind: "suggestion",
    verdict: VERDICTS.open.id,
    from: LAWYER.id,
    thread: "t",
    audience: "review",
    category: { code: "B1", label: { en: "Force" } },
  },
  {
    ...of,
    kind: "answers",
    verdict: VERDICTS.open.id,
    count: 2,
    place: { question: "q.claim", subject: "verdict" },
  },
];

/** What waits that is of no verdict: documents, proposals, votes and scans. */
function besideVerdicts(): Record<string, unknown> {
  const at = "2026-11-20T13:55:00.000Z";
  const output = { output: "o".repeat(22), title: "Përmbledhje", language: "sq", from: null, audience: null, at };
  const documents = [{ ...output, kind: "outdated", count: 2 }];
  const label = { en: "Unpaid wages" };
  const proposed = [{ category: "made.1", code: "A5", label, from: LAWYER.id, at, verdict: VERDICTS.open.id }];
  const vote = { thread: "t".repeat(22), from: LAWYER.id, at };
  const votes = [
    { ...vote, category: "made.1", code: "A5", label },
    { ...vote, question: "q.claim", label: { en: "Was a claim made?" } },
  ];
  const scans = [{ caseNumber: "К-По1. 28/21", pages: 12, at }];
  const of = { workshop: "w".repeat(22), decision: "d".repeat(22), category: "made.1", code: "A5", label };
  const wordings = [{ ...of, language: "mk", from: LAWYER.id, at }];
  return { documents, proposed, votes, wordings, scans };
}

describe("Waiting for you and notices", () => {
  it("says who keeps a round from its end, how many names are left and what was asked, each with one verb", async () => {
    await mount("coram-network-page", FACILITATOR, {
      "GET /api/network": { ...NETWORK, waiting: ALL_KINDS, ...besideVerdicts() },
    });
    await shown();
    // What lights up under the mouse opens: a line anywhere, a row but where another link stands.
    const ways = (selector: string): (string | null | undefined)[] =>
      [...document.querySelectorAll(selector)].map((each) => {
        each.scrollIntoView({ block: "center" });
        const { left, top, height } = each.getBoundingClientRect();
        return document
          .elementFromPoint(left + 3, top + height / 2)
          ?.closest("a")
          ?.getAttribute("href");
      });
    const buttons = [...document.querySelectorAll("coram-waiting-list li > a")].map((way) => way.getAttribute("href"));
    expect(ways("coram-waiting-list li > b")).toEqual(buttons);
    const refs = [...document.querySelectorAll(".verdict .ref")].map((way) => way.getAttribute("href"));
    expect(ways(".verdict .court > [lang]")).toEqual(refs);
    expect(ways(".verdict .settle a")).toEqual(
      [...document.querySelectorAll(".verdict .settle a")].map((way) => way.getAttribute("href")),
    );
    const lines = [...document.querySelectorAll("coram-waiting-list li")].map((line) =>
      [...line.children].slice(1).map((each) => each.textContent.replace(/\s+/g, " ").trim()),
    );
    expect(lines).toEqual([
      ["24 disagreements need a ruling", "34 of 58 ruled", "Rule"],
      ["The blind round ends; Elira K. and Petar I. have not handed in", "3 December 2999", "Look"],
      ["Decide on the last names, then clear it for the network", "38 left", "Prepare"],
      ["Everything is ruled on: mark the round as settled", expect.any(String), "Mark as settled…"],
      ["Read it and sign as the second reader", expect.any(String), "Sign"],
      [expect.stringMatching(/^Signed\. Nobody can sign second/), expect.any(String), "Look"],
      ["Signed. It waits for Elira K. or Petar I. to sign second.", expect.any(String), "Look"],
      [expect.stringMatching(/^Elira K\. has signed that guests may read it/), expect.any(String), "Sign"],
      ["Elira K. suggests the tag B1 Force", expect.any(String), "Look"],
      ["2 answers are not offered in the methodology any more: answer anew", expect.any(String), "Review"],
      ["2 quotes are out of date: see what has changed", "", "Look"],
      ["Elira K. proposes a category: “Unpaid wages”", expect.any(String), "Look"],
      ["“A5 Unpaid wages”: a proposal by Elira K. waits for your vote", expect.any(String), "Vote"],
      ["“Was a claim made?”: a proposal by Elira K. waits for your vote", expect.any(String), "Vote"],
      [
        "“A5 Unpaid wages”: a workshop decided on the wording (Elira K.). It waits for you: Macedonian",
        expect.any(String),
        "Look",
      ],
      ["The scan of 12 pages is read: confirm it, or it is gone on 27 November 2026", "", "Confirm"],
      ["Elira K.: Why?", expect.any(String), "Reply"],
    ]);
    const page = `/verdicts/${VERDICTS.open.id}`;
    expect(document.querySelectorAll("coram-waiting-list a")[3]?.getAttribute("href")).toBe(`${page}?dialog=settle`);
    const sheet = `${page}?question=q.claim&subject=verdict`;
    expect(document.querySelectorAll("coram-waiting-list a")[7]?.getAttribute("href")).toBe(`${page}?dialog=stage`);
    expect(document.querySelectorAll("coram-waiting-list a")[9]?.getAttribute("href")).toBe(sheet);
    expect(buttons.slice(12, 14)).toEqual([
      `/methodology?view=draft&category=made.1&thread=${"t".repeat(22)}`,
      `/methodology?view=draft&part=questions&question=q.claim&thread=${"t".repeat(22)}`,
    ]);
    expect(buttons[14]).toBe(`/workshops/${"w".repeat(22)}?decision=${"d".repeat(22)}`);
    await expectAccessible();
  });

  it("says where and how long ago something was asked, a day of this week by its name, and cuts no sentence", async () => {
    const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
    const on = (days: number): string => new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);
    const of = { from: LAWYER.id, thread: null, audience: null, at: ago(20), verdict: VERDICTS.blind.id };
    const words =
      "The hearing was closed in part only. Please check the minutes that the court kept of that day, and the two before it";
    const ends = { ...of, kind: "ends", missing: [LAWYER.id, READER.id] };
    const waiting = [
      { ...of, kind: "thread", thread: "t", audience: "internal", words, paragraph: "61" },
      { ...of, kind: "cleared", at: ago(3 * 60) },
      { ...ends, at: ago(4 * 60), due: on(3) },
      { ...ends, at: ago(5 * 60), due: on(1) },
      { ...ends, at: ago(6 * 60), due: on(-2) },
    ];
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, waiting } });
    await shown();
    const notes = (): string[] =>
      [...document.querySelectorAll("coram-waiting-list .note")].map((note) => note.textContent.trim());
    const third = new Date(Date.now() + 3 * 24 * 3_600_000).getUTCDay();
    const day = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"][third];
    expect(notes()).toEqual(["¶ 61, 20 minutes ago", "3 hours ago", day, "tomorrow", "2 days ago"]);
    // How far the coders are, not the question whether to reveal what they did.
    const look = [...document.querySelectorAll("coram-waiting-list a")][2];
    expect(look?.getAttribute("href")).toBe(`/verdicts/${VERDICTS.blind.id}?dialog=rounds`);
    for (const width of [1440, 900, 768, 390]) {
      await browser.viewport(width, 844);
      for (const what of document.querySelectorAll("coram-waiting-list .what")) {
        expect(getComputedStyle(what).textOverflow, `at ${width}`).toBe("clip");
        expect(what.scrollWidth, `at ${width}`).toBeLessThanOrEqual(what.clientWidth);
      }
    }
    // Chromium has no words of these two languages.
    await setLanguage("mk");
    await expect.poll(notes).toEqual(["¶ 61, пред 20 минути", "пред 3 часа", DAYS_MK[third], "утре", "пред 2 дена"]);
    await setLanguage("sq");
    await expect
      .poll(notes)
      .toEqual(["¶ 61, 20 minuta më parë", "3 orë më parë", DAYS_SQ[third], "nesër", "2 ditë më parë"]);
  });

  it.each([
    ["leads to the checklist of a verdict whose names are all replaced", {}, "Clear it", "?panel=check"],
    ["does not, while a confirmed name stands in the text", { toReplace: true }, "Prepare", ""],
  ])("%s", async (_, also, words, query) => {
    const verdicts = NETWORK.verdicts.map((row) => ({ ...row, names: { open: 0, all: 214, ...also } }));
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, verdicts } });
    await shown();
    const way = document.querySelectorAll("coram-waiting-list a")[1];
    expect(way?.textContent).toBe(words);
    expect(way?.getAttribute("href")).toBe(`/verdicts/${VERDICTS.preparing.id}/prepare${query}`);
  });

  it("tells of one's own tags that others sorted, answers that they changed and rounds that they called off, with the way to each", async () => {
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
    const { verdict, from, at } = sorted;
    const label = { en: "Is it final?" };
    const answered = { kind: "answered", verdict, from, question: "q.final", subject: "verdict", label, at };
    const role = { kind: "role", from, role: "reader", was: "lawyer", at };
    const roles = [READER.id, FACILITATOR.id].map((member) => ({ ...role, member }));
    const person = { kind: "person", how: "joined", member: READER.id, from, role: "lawyer", at };
    const made = { link: newId(InvitationId), of: "member", role: "reader", organisation: FACILITATOR.organisation };
    const link = { kind: "link", how: "replaced", ...made, from, at };
    const anew = { role: "lawyer", organisation: FACILITATOR.organisation };
    const changed = { ...link, link: newId(InvitationId), name: "Vera", anew };
    const waiting = [{ ...of, kind: "code", verdict, due: "2999-12-03", begun: { by: LAWYER.id } }];
    const network = { ...NETWORK, waiting, told: [sorted, answered, ...roles, person, link, changed] };
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": network });
    await shown();
    const replaced = document.querySelectorAll("coram-told-list li")[1];
    expect(replaced?.querySelector(".what")?.textContent).toBe(`${LAWYER.name} changed your answer to “Is it final?”.`);
    expect(replaced?.querySelector("a")?.getAttribute("href")).toBe(
      `/verdicts/${row?.verdict.id}?question=q.final&subject=verdict`,
    );
    const [theirs, own] = [...document.querySelectorAll("coram-told-list li")].slice(2);
    expect(theirs?.textContent).toContain("Elira K. made them Reader; they were Lawyer.");
    expect(own?.textContent).toContain("Elira K. made you Reader; you were Lawyer.");
    const ofPeople = [...document.querySelectorAll("coram-told-list li > :nth-child(-n + 2)")].slice(8);
    expect(ofPeople.map((each) => each.textContent)).toEqual([
      "Petar I.",
      "Joined your organisation as Lawyer, invited by Elira K.",
      "Your invitation",
      "Elira K. made a new link; the one that you had made works no longer (Reader, Pravna linija).",
      "Your invitation: Vera",
      "Elira K. made a new link; the one that you had made works no longer. It was for: Reader, Pravna linija. Now: Lawyer, Pravna linija.",
    ]);
    const rounds = [...document.querySelectorAll("coram-waiting-list .what")].map((each) => each.textContent);
    expect(rounds).toEqual([
      "Elira K. began a blind round with you · Read and tag this verdict alone, until 3 December 2999",
    ]);
    const item = document.querySelector("coram-told-list li");
    expect(item?.querySelector(".what")?.textContent).toBe(`${LAWYER.name} sorted your tag B2: it is B8 threats now.`);
    expect(item?.querySelector("a")?.getAttribute("href")).toBe(`/verdicts/${row?.verdict.id}?tag=${LAWYER.id}`);
    // Apart from what waits above it.
    const [above, below] = ["#waiting", "#told"].map((each) => document.querySelector(each)?.closest("section"));
    const gap = (below?.getBoundingClientRect().top ?? 0) - (above?.getBoundingClientRect().bottom ?? 0);
    expect(gap).toBeGreaterThan(16);
  });

  it("tells who invited a guest what the guest translated, with the way there", async () => {
    const [verdict, from, at] = [NETWORK.verdicts[0]?.verdict.id, LAWYER.id, "2026-11-20T13:55:00.000Z"];
    const told = [{ kind: "translated", verdict, from, translation: from, language: "en", paragraph: "14", at }];
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, told } });
    await shown();
    const line = document.querySelector("coram-told-list li");
    expect(line?.textContent).toContain("Elira K. translated a passage: ¶ 14, English.");
    expect(line?.querySelector("a")?.getAttribute("href")).toBe(`/verdicts/${verdict}?translation=${from}`);
  });

  it("tells of a link for somebody's password until it is put away, and takes it back while nobody has used it", async () => {
    const [from, at, link] = [LAWYER.id, "2026-11-20T13:55:00.000Z", newId(InvitationId)];
    const made = { kind: "password", member: READER.id, from, link, state: "open", made: at, at };
    const used = { ...made, link: newId(InvitationId), member: FACILITATOR.id, state: "used" };
    const { asked } = await mount("coram-network-page", FACILITATOR, {
      "GET /api/network": { ...NETWORK, told: [made, used] },
      [`DELETE /api/invitations/${link}`]: { status: 204 },
    });
    await shown();
    const lines = (): string[] =>
      [...document.querySelectorAll("coram-told-list li")].map(
        (each) => each.querySelector(".what")?.textContent ?? "",
      );
    expect(lines()).toEqual([
      "Elira K. made a link by which a new password is set for them. Whoever has it can sign in with it.",
      "Elira K. made a link by which a new password is set for you. It was used. If it was somebody else, tell a facilitator whom you trust.",
    ]);
    await expectAccessible();
    await browser.getByRole("button", { name: "Take it back: Petar I." }).click();
    await expect.poll(() => asked.filter(({ what }) => what === `DELETE /api/invitations/${link}`).length).toBe(1);
    await browser.getByRole("button", { name: /: Your password$/ }).click();
    await expect.poll(() => lines().length).toBe(1);
  });

  it("tells what became of rounds and proposals of one's own, leads to what is left of each, and no more once it was put away", async () => {
    const [verdict, from, at] = [NETWORK.verdicts[0]?.verdict.id, LAWYER.id, "2026-11-20T13:55:00.000Z"];
    const calledOff = { kind: "called-off", verdict, from, drafts: 2, at };
    const revealed = { kind: "revealed", verdict, from, hasWork: true, at };
    const about = { thread: LAWYER.id, category: "means.force", code: "B2", label: { en: "threats" } };
    const votes = { yes: 2, no: 1, abstain: 0 };
    const proposals = [
      { kind: "proposal", how: "resolved", about, votes, from, at },
      { kind: "proposal", how: "withdrawn", about: { ...about, thread: READER.id }, votes, from, at },
    ];
    const unassigned = { kind: "unassigned", verdict, from, drafts: 0, at };
    const ended = [calledOff, { ...calledOff, drafts: 0 }, unassigned, revealed, { ...revealed, hasWork: false }];
    const told = [...ended, ...proposals];
    const network = { ...NETWORK, told };
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": network });
    await shown();
    const lines = [...document.querySelectorAll("coram-told-list li")];
    const page = `/verdicts/${verdict}`;
    const draft = "/methodology?view=draft&category=means.force";
    expect(
      lines.map((each) => [each.querySelector(".what")?.textContent, each.querySelector("a")?.getAttribute("href")]),
    ).toEqual([
      [
        "Elira K. called off the blind round that you were to code. What you had coded in it is kept as 2 drafts.",
        `${page}?drafts`,
      ],
      ["Elira K. called off the blind round that you were to code.", page],
      ["Elira K. took you out of the blind round.", page],
      [
        "Elira K. revealed the blind round before you had handed in. Your work was not handed in: it is shown as it stands, as unfinished, and compared with nobody.",
        `${page}/reconcile`,
      ],
      ["Elira K. revealed the blind round before you had handed in.", `${page}/reconcile`],
      ["Elira K. closed the proposal. Yes: 2, no: 1, abstained: 0.", `${draft}&thread=${LAWYER.id}`],
      ["Elira K. withdrew the proposal: nobody votes on it any more.", draft],
    ]);
    // What was put away, or opened, is told no more on this device; the keyboard goes on at the next line.
    const hide = browser.getByRole("button", { name: "Hide: B2 threats" });
    await hide.first().click();
    await expect.poll(() => document.activeElement).toBe(hide.element());
    await hide.click();
    await expect.poll(() => document.querySelectorAll("coram-told-list li").length).toBe(5);
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": network });
    await shown();
    expect(document.querySelectorAll("coram-told-list li")).toHaveLength(5);
    localStorage.clear();
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
    expect(document.querySelector("coram-told-list .told-more")).toBeNull();
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
    expect(list.querySelector("a")).toBeNull();
    // After the first steps, what one has not opened yet.
    list.network = { ...list.network, firstSteps: { isHidden: false, steps: [], next: VERDICTS.open.id } };
    await list.updateComplete;
    expect(list.querySelector("li")?.textContent).toContain("You have not opened it yet.");
    expect(list.querySelector("a")?.getAttribute("href")).toBe(`/verdicts/${VERDICTS.open.id}`);
    list.isOld = true;
    await list.updateComplete;
    expect(list.textContent).toContain("What waits for you is not known");
    list.remove();
  });

  it("lists documents among what waits, the newest first, each with its way on", async () => {
    const output = "document".padEnd(22, "0");
    const of = { output, title: "Kada žrtva čeka", language: "sr-Latn", from: LAWYER.id };
    const said = { kind: "thread", audience: "internal", thread: "t".repeat(22) };
    const documents = [
      { ...of, kind: "thread", audience: "review", at: "2026-11-20T14:00:00.000Z" },
      { ...of, kind: "review", audience: null, at: "2026-11-20T12:00:00.000Z" },
      { ...of, ...said, words: "Is it so?", place: "§ 3", at: "2026-11-10T12:00:00.000Z" },
      { ...of, ...said, words: "A slip.", place: "¶ 12", proposes: true, at: "2026-11-09T12:00:00.000Z" },
    ];
    await mount("coram-network-page", FACILITATOR, { "GET /api/network": { ...NETWORK, documents } });
    await expect.element(browser.getByText("Elira K. sent it for review", { exact: false })).toBeVisible();
    const lines = [...document.querySelectorAll("coram-waiting-list li")];
    expect(lines.map((line) => line.querySelector("b")?.textContent)).toEqual([
      "Kada žrtva čeka",
      VERDICTS.open.caseNumber,
      "Kada žrtva čeka",
      VERDICTS.preparing.caseNumber,
      "Kada žrtva čeka",
      "Kada žrtva čeka",
    ]);
    expect(lines[0]?.querySelector("a")?.getAttribute("href")).toBe(`/outputs/${output}`);
    const [asked, proposed] = lines.slice(-2);
    expect(asked?.querySelector(".what")?.textContent).toBe("Elira K.: Is it so?");
    expect(asked?.querySelector(".note")?.textContent).toMatch(/^\s*§ 3, /);
    expect(asked?.querySelector("a")?.getAttribute("href")).toBe(`/outputs/${output}?thread=${said.thread}&reply`);
    expect(proposed?.querySelector(".what")?.textContent).toBe("Elira K. proposes a wording for ¶ 12");
    await expectAccessible();
  });
});
