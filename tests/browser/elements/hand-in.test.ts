import { page } from "vitest/browser";
import { afterEach, expect, test } from "vitest";
import "../../../client/styles/base.css";
import { formatList, setLanguage, t } from "../../../client/i18n/t.ts";
import "../../../client/rounds/coram-hand-in.ts";
import "../../../client/rounds/coram-round-notice.ts";
import { MemberId, newId, QuestionId, RoundId, VerdictId } from "../../../schema/domain/ids.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";

afterEach(() => document.body.replaceChildren());

test("on a phone a long list of what is left open shows what it is of, and the foot that ends it", async () => {
  await page.viewport(390, 700);
  const dialog = document.createElement("coram-hand-in");
  const questions = Array.from({ length: 60 }, (_, n) => ({
    place: { question: QuestionId.parse(`q.${n}`), subject: "verdict" as const },
    number: n + 1,
    name: `What the court said of it, the ${n + 1}. time`,
  }));
  dialog.work = { tags: 18, answers: 6 };
  dialog.progress = { seen: 40, all: 40 };
  dialog.left = { questions, unseen: [], bare: [] };
  dialog.saved = { state: "saved", at: null };
  dialog.open = true;
  document.body.append(dialog);
  const end = page.getByRole("button", { name: "Hand in with 60 open" });
  // An Enter that was on its way hands in nothing that is open.
  await expect.element(page.getByRole("button", { name: "Go on coding" })).toHaveFocus();
  const shows = (at: Element): boolean => {
    const { x, y, width, height } = at.getBoundingClientRect();
    return at.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  };
  const yours = dialog.querySelector(".hand-in > p");
  expect(yours?.textContent).toContain("Yours: 18 tags, 6 answers");
  expect([yours, end.element()].map((at) => at && shows(at))).toEqual([true, true]);
  // And no list scrolls within what scrolls.
  const lists = [...dialog.querySelectorAll("ul")];
  expect(lists.map((list) => list.scrollHeight - list.clientHeight)).toEqual([0]);
});

test("words of an answer that are not sent lead to their question before hand-in", async () => {
  const dialog = document.createElement("coram-hand-in");
  const choose = { question: QuestionId.parse("q.1"), subject: "verdict" as const };
  const draft = {
    id: "a",
    words: "Sud nije oce",
    why: "typed",
    late: false,
    canRetry: false,
    goOn: null,
    choose,
  } as const;
  const unsent = [
    { ...draft, code: null, question: "What the court said", unit: null, place: null, isGone: false, replaces: "" },
  ];
  dialog.leftOut = { unsent, refused: [] };
  dialog.saved = { state: "saved", at: null };
  dialog.open = true;
  document.body.append(dialog);
  const gone: unknown[] = [];
  dialog.addEventListener("coram-left-open", ({ detail }) => gone.push(detail));
  await page.getByRole("button", { name: "What the court said: Sud nije oce" }).click();
  expect(gone).toEqual([{ question: choose }]);
});

test.each(["en", "sr-Latn", "sr-Cyrl", "mk", "sq"] as const)(
  "the rule of a blind round stands whole in its bar: %s",
  async (language) => {
    await page.viewport(1280, 800);
    await setLanguage(language);
    const me = newId(MemberId);
    const round = { id: newId(RoundId), number: 1, mode: "blind" };
    const notice = document.createElement("coram-round-notice");
    notice.me = me;
    notice.view = {
      verdict: { id: newId(VerdictId) },
      round,
      layers: [{ round: round.id, owner: me, kind: "own", frozenAt: null }],
      members: [{ id: me, role: "lawyer" }],
      hiddenWork: { tags: 2, answers: 0, discussions: 1 },
    } as unknown as VerdictView;
    notice.saved = { state: "saved", at: null };
    notice.progress = { seen: 112, all: 240 };
    notice.left = {
      questions: [],
      unseen: [],
      bare: [],
      progress: { done: 29, asked: 62 },
    } as unknown as typeof notice.left;
    notice.due = "2026-12-24";
    // Beside the panel of answers.
    notice.style.cssText = "display: block; width: 880px";
    document.body.append(notice);
    await notice.updateComplete;
    const mode = notice.querySelector(".alone-mode");
    const rule = notice.querySelector(".alone-what");
    if (!mode || !rule) throw new Error("no rule");
    const { left, right } = mode.getBoundingClientRect();
    const lines = [...rule.getClientRects()];
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.filter((line) => line.left < left - 1 || line.right > right + 1)).toEqual([]);
    // What one had made before is on a line of its own, on a phone too.
    const work = [t("rounds.tags", { count: 2 }), t("rounds.discussions", { count: 1 })];
    const kept = page.getByText(t("rounds.hidden-work", { what: formatList(work) }));
    await expect.element(kept).toBeVisible();
    await page.viewport(390, 700);
    notice.style.width = "390px";
    await expect.element(kept).toBeVisible();
    expect(kept.element().getBoundingClientRect().width).toBeGreaterThan(300);
    // On a small one two lines are left of the bar: with the others it took two fifths of the window.
    await page.viewport(320, 640);
    notice.style.width = "320px";
    const bar = notice.querySelector(".line.alone");
    await expect.poll(() => bar?.getBoundingClientRect().height).toBeLessThanOrEqual(48);
    await setLanguage("en");
  },
);

test("who has the verdict open is told who took the settlement back, and why", async () => {
  const [me, mira] = [newId(MemberId), newId(MemberId)];
  const round = { id: newId(RoundId), number: 1, mode: "adjudicated" };
  const notice = document.createElement("coram-round-notice");
  const members = [
    { id: me, name: "Ana", role: "lawyer" },
    { id: mira, name: "Mira", role: "facilitator" },
  ];
  const settled = { verdict: { id: newId(VerdictId) }, round, layers: [], members } as unknown as VerdictView;
  notice.me = me;
  notice.view = settled;
  notice.saved = { state: "saved", at: null };
  document.body.append(notice);
  await notice.updateComplete;
  const unsettled = { by: mira, at: "2026-11-29T14:31:00.000Z", reason: "Two rulings were made too fast." };
  notice.view = { ...settled, round: { ...settled.round, mode: "revealed" }, unsettled };
  await notice.updateComplete;
  const told = notice.querySelector(".turned")?.textContent ?? "";
  expect(told).toContain("Mira took the settlement of the round back");
  expect(told).toContain("“Two rulings were made too fast.”");
});

test("who has the verdict open is told that they were taken out of its round, and nobody who did not code it", async () => {
  const [me, elira] = [newId(MemberId), newId(MemberId)];
  const round = { id: newId(RoundId), number: 2, mode: "blind" };
  const layerOf = (owner: MemberId): object => ({ round: round.id, owner, kind: "own", frozenAt: null });
  const notice = document.createElement("coram-round-notice");
  const members = [{ id: me, name: "Ana", role: "lawyer" }];
  const view = { verdict: { id: newId(VerdictId) }, round, members, can: {} };
  const show = async (...owners: MemberId[]): Promise<string | undefined> => {
    notice.view = { ...view, layers: owners.map(layerOf) } as unknown as VerdictView;
    await notice.updateComplete;
    return notice.querySelector(".turned")?.textContent.trim().replaceAll(/\s+/g, " ");
  };
  notice.me = elira;
  notice.saved = { state: "saved", at: null };
  document.body.append(notice);
  await show(me);
  expect(await show()).toBeUndefined();
  notice.me = me;
  await show(me, elira);
  expect(await show(me)).toBeUndefined();
  expect(await show(elira)).toContain("You are no longer in round 2 and do not code it.");
});
