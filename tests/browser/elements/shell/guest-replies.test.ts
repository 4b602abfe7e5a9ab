import { LitElement } from "lit";
import { page as browser } from "vitest/browser";
import { afterEach, beforeEach, expect, it } from "vitest";
import "../../../../client/discussion/coram-thread-card.ts";
import "../../../../client/network/coram-guest-page.ts";
import type { CoramVerdictList } from "../../../../client/network/coram-verdict-list.ts";
import "../../../../client/verdict/bars/coram-phone-bar.ts";
import "../../../../client/waits/coram-passing.ts";
import { noteReplies } from "../../../../client/waits/replies-told.ts";
import { tellWaitsTo, waitsTold } from "../../../../client/waits/waits-told.ts";
import { watchWaits } from "../../../../client/waits/waits-watch.ts";
import type { Session } from "../../../../client/app/session-context.ts";
import "../../../../client/app/coram-sign-in-page.ts";
import "../../../../client/verdict/page/coram-verdict-notices.ts";
import { whyClosed } from "../../../../client/api/told/guest-place.ts";
import { newId, ThreadId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { Reply } from "../../../../schema/protocol/http/network.ts";
import { GUEST, LAWYER, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { type Answers, findViolations, holdNetwork, mount } from "../../../helpers/browser/shell-page.ts";
import { commentView, threadView } from "../../../helpers/browser/verdict-views.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

onShellPage();
beforeEach(() => tellWaitsTo(GUEST.id));
afterEach(() => {
  tellWaitsTo(null);
  localStorage.clear();
});

const { id, caseNumber, language, script } = VERDICTS.open;
const thread = newId(ThreadId);
const at = (minute: number): string => `2026-11-20T13:${minute}:00.000Z`;
const reply = (last: number, first = last): Reply => ({
  of: { kind: "verdict", id, caseNumber, language, script },
  thread,
  from: { id: LAWYER.id, name: LAWYER.name },
  since: at(first),
  at: at(last),
  words: "The state did.",
  paragraph: "11",
});
const WORDS = `${caseNumber}: ${LAWYER.name} replied to your comment`;

/** Asks as the shell does, beside the lines that pass by. */
class RepliesAsker extends LitElement {
  session: Session | null = null;

  constructor() {
    super();
    watchWaits(this, { session: () => this.session, isHome: () => false });
  }
}
customElements.define("replies-asker", RepliesAsker);

const GUEST_VERDICT = newId(VerdictId);

it("tells a guest on the open page who replied, as a line with a way there and a number, once in a tab", async () => {
  const answers: Answers = { "GET /api/replies": { replies: [reply(50)] } };
  const lines = document.createElement("coram-passing");
  const { page, events } = await mount<RepliesAsker>("replies-asker", GUEST, answers);
  document.body.append(lines);
  page.session = { member: GUEST, events } as unknown as Session;
  page.requestUpdate();
  await expect.element(browser.getByText(WORDS)).toBeVisible();
  const way = browser.getByRole("link", { name: `Open: ${WORDS}` });
  await expect.element(way).toHaveAttribute("href", `/verdicts/${id}?thread=${thread}&reply`);
  expect(waitsTold()).toBe(1);
  await browser.getByRole("button", { name: `Close: ${WORDS}` }).click();
  // What was said more is said again.
  answers["GET /api/replies"] = { replies: [reply(55, 50)] };
  for (const hears of events["listeners"]) hears({ type: "replies", verdict: id, output: null });
  await expect.element(browser.getByText(WORDS)).toBeVisible();
  expect(waitsTold()).toBe(1);
  expect(await findViolations()).toEqual([]);
});

it("marks what is new in the discussion and at the tab of a phone, until it was in sight", async () => {
  await browser.viewport(390, 844);
  const me = { ...commentView("mine"), mine: true, createdAt: at(40) };
  const theirs = { ...commentView("theirs"), mine: false, createdAt: at(50) };
  const bar = document.createElement("coram-phone-bar");
  Object.assign(bar, { views: ["tags"], comments: 1, verdict: id });
  const card = document.createElement("coram-thread-card");
  card.thread = { ...threadView([me, theirs]), id: thread };
  const below = document.createElement("div");
  below.style.height = "3000px";
  noteReplies([reply(50)]);
  document.body.replaceChildren(bar, below, card);
  await card.updateComplete;
  expect([...card.querySelectorAll(".message")].map((each) => each.querySelector(".is-new")?.textContent)).toEqual([
    undefined,
    "new",
  ]);
  expect(bar.querySelector("button")?.textContent.replace(/\s+/g, " ")).toContain("· 1 new");
  card.scrollIntoView();
  await expect.poll(() => bar.textContent).not.toContain("new");
  expect(waitsTold()).toBe(0);
  // It stays marked for who reads it now, and not for who comes again.
  expect(card.querySelector(".is-new")?.textContent).toBe("new");
  card.remove();
  document.body.append(card);
  card.requestUpdate();
  await card.updateComplete;
  expect(card.querySelector(".is-new")).toBeNull();
});

it("says on a guest's first page who replied, until it was seen", async () => {
  const answers: Answers = {
    "GET /api/replies": { replies: [reply(50)] },
    [`GET /api/verdicts/${id}`]: verdictOf("She left."),
  };
  await mount("coram-guest-page", GUEST, answers);
  await expect.poll(() => document.querySelector("coram-waiting-list li")?.textContent).toContain("The state did.");
  const line = document.querySelector("coram-waiting-list li")?.textContent.replace(/\s+/g, " ");
  expect(line).toContain(`${LAWYER.name} replied to your comment: The state did.`);
  expect(line).toContain("¶ 11");
});

it("shows a guest the pages of verdicts where any are known, and no column of dashes else", async () => {
  const { page } = await mount<CoramVerdictList>("coram-verdict-list", GUEST, {});
  const rows = Object.values(VERDICTS).map((verdict) => ({ verdict, mode: null, counts: null }));
  Object.assign(page, { plain: true, rows });
  const heads = (): (string | null)[] => [...document.querySelectorAll("thead th")].map((each) => each.textContent);
  await expect.poll(heads).toEqual(["Case", "Court", "Pages"]);
  Object.assign(page, { rows: rows.map((row) => ({ ...row, verdict: { ...row.verdict, pages: null } })) });
  await expect.poll(heads).toEqual(["Case", "Court"]);
  expect(document.querySelectorAll("tr.verdict td")).toHaveLength(2 * rows.length);
});

it("says there what became of what the guest began, and leads to it; once opened it is known", async () => {
  const answers: Answers = {
    "GET /api/replies": { replies: [{ ...reply(50), words: "", ended: "tag-taken" }] },
    [`GET /api/verdicts/${id}`]: verdictOf("She left."),
  };
  await mount("coram-guest-page", GUEST, answers);
  const line = (): Element | null => document.querySelector("coram-waiting-list li");
  await expect.poll(() => line()?.textContent).toContain(`${LAWYER.name} made a tag of what you suggested.`);
  const way = line()?.querySelector("a");
  expect(way?.getAttribute("href")).toBe(`/verdicts/${id}?thread=${thread}`);
  expect(waitsTold()).toBe(1);
  way?.addEventListener("click", (event) => event.preventDefault());
  way?.click();
  expect(waitsTold()).toBe(0);
});

it("says on their first page, on the page that was closed and on the one of the sign-in who closed what, and whom to ask", async () => {
  const by = { name: LAWYER.name, organisation: "Pravna linija" };
  const guestPlace = {
    inviter: "Mirjana J.",
    organisation: "Pravna linija",
    closed: [{ kind: "verdict" as const, id: GUEST_VERDICT, by }],
  };
  const ask = "Ask Mirjana J., Pravna linija, who invited you.";
  const { page } = await mount("coram-guest-page", GUEST, { "GET /api/replies": { replies: [] } });
  const view = { member: GUEST, network: { name: "Krug" }, setup: false, offlineCopies: true, guestPlace };
  Object.assign(page, { session: { view, member: GUEST } });
  const notes = (): (string | null)[] => [...document.querySelectorAll("p.note")].map((each) => each.textContent);
  const there = `${LAWYER.name}, Pravna linija, has closed a verdict to guests that was open to you.`;
  await expect.poll(notes).toEqual([there, ask]);
  const [verdict] = guestPlace.closed;
  const more = [newId(VerdictId), newId(VerdictId)].map((each) => ({ ...verdict, id: each }));
  const gone = { ...verdict, id: newId(VerdictId), by: null };
  const place = { ...guestPlace, closed: [...guestPlace.closed, gone, ...more] };
  Object.assign(page, { session: { view: { ...view, guestPlace: place }, member: GUEST } });
  const three = `${LAWYER.name}, Pravna linija, has closed 3 verdicts to guests that were open to you.`;
  await expect.poll(notes).toEqual([three, "A verdict that was open to you is closed to guests.", ask]);
  expect(whyClosed(view, GUEST_VERDICT, true)).toBe(
    `${LAWYER.name}, Pravna linija, has closed this verdict to guests. ${ask}`,
  );
  expect(whyClosed(view, newId(VerdictId), true)).toBeNull();
  // Of what somebody else opened they are asked, once for all of it.
  const asks = { inviter: "Елена Д.", organisation: "Отворен круг" };
  const ofTwo = {
    ...guestPlace,
    closed: [...guestPlace.closed, ...more.map(({ id }) => ({ kind: "verdict" as const, id, by, asks }))],
  };
  const askOther = "Ask Елена Д., Отворен круг, who invited you.";
  Object.assign(page, { session: { view: { ...view, guestPlace: ofTwo }, member: GUEST } });
  await expect.poll(notes).toEqual([three, ask, askOther]);
  expect(whyClosed({ ...view, guestPlace: ofTwo }, more[0]?.id ?? "", true)).toContain(askOther);
  await mount("coram-sign-in-page", null, {}, { wasGuest: true, guestPlace } as object);
  expect(document.querySelector(".gate")?.textContent).toContain(ask);
});

it("says to whom it was closed alone by whom, whom to ask, and that what they wrote is kept", async () => {
  const by = { name: LAWYER.name, organisation: "Pravna linija" };
  const asks = { inviter: "Елена Д.", organisation: "Отворен круг" };
  const ended = { kind: "verdict" as const, id: GUEST_VERDICT, isEnded: true as const, by, asks };
  const guestPlace = { inviter: "Mirjana J.", organisation: "Pravna linija", closed: [ended] };
  const { page } = await mount("coram-guest-page", GUEST, { "GET /api/replies": { replies: [] } });
  const view = { member: GUEST, network: { name: "Krug" }, setup: false, offlineCopies: true, guestPlace };
  const ask = "Ask Елена Д., Отворен круг, who invited you.";
  const twice = [ended, { ...ended, id: newId(VerdictId) }];
  Object.assign(page, { session: { view: { ...view, guestPlace: { ...guestPlace, closed: twice } }, member: GUEST } });
  await expect
    .poll(() => [...document.querySelectorAll("p.note")].map((each) => each.textContent))
    .toEqual([`${LAWYER.name}, Pravna linija, has ended your access to something that was open to you.`, ask]);
  const here = `${LAWYER.name}, Pravna linija, has ended your access to this verdict.`;
  const kept = "What you sent stays there; what you had not sent is kept as a draft on this device.";
  expect(whyClosed(view, GUEST_VERDICT, true)).toBe(`${here} ${kept} ${ask}`);
  // In a browser that keeps nothing, whatever the server allows.
  expect(whyClosed(view, GUEST_VERDICT, false)).toBe(`${here} What you sent stays there. ${ask}`);
  const notices = await mount("coram-verdict-notices", GUEST, {}, { closed: "no-access", whyClosed: here } as object);
  expect(notices.page.querySelector(".alert")?.textContent).toContain(here);
  const { page: gate } = await mount("coram-sign-in-page", null, {}, { wasGuest: true, guestPlace } as object);
  Object.assign(gate, { session: { view: { ...view, member: null, guestEnded: by }, member: null } });
  await expect
    .poll(() => document.querySelector(".gate")?.textContent)
    .toContain(
      `${LAWYER.name}, Pravna linija, has ended it. What you sent stays there. What you had not sent is erased from this device.`,
    );
});

it("covers what waits for a guest while words are erased from what it is of", async () => {
  const answers: Answers = {
    "GET /api/replies": { replies: [reply(50)] },
    [`GET /api/verdicts/${id}`]: verdictOf("She left."),
  };
  const { page, events } = await mount("coram-guest-page", GUEST, answers);
  await expect.poll(() => page.textContent).toContain("The state did.");
  const release = holdNetwork();
  for (const hears of events["listeners"])
    hears({ type: "revision", verdict: GUEST_VERDICT, revision: 2, erases: "1" });
  await page.updateComplete;
  expect(page.textContent).toContain("The state did.");
  for (const hears of events["listeners"]) hears({ type: "revision", verdict: id, revision: 2, erases: "1" });
  await expect.poll(() => page.textContent).toContain("··· ····· ····");
  expect(page.textContent).toContain(LAWYER.name);
  answers["GET /api/replies"] = { replies: [{ ...reply(50), words: "[Victim A] did." }] };
  release();
  await expect.poll(() => page.textContent).toContain("did.");
});
