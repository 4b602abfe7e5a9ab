import { page } from "vitest/browser";
import { afterEach, expect, test } from "vitest";
import "../../../client/styles/base.css";
import "../../../client/rounds/coram-hand-in.ts";
import { QuestionId } from "../../../schema/domain/ids.ts";

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
