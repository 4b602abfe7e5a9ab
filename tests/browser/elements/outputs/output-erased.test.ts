import { page as screen, userEvent } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/outputs/discussion/coram-output-threads.ts";
import type { CoramOutputThreads } from "../../../../client/outputs/discussion/coram-output-threads.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import { screenDrafts } from "../../../../client/sync/screening.ts";
import { TypedWords } from "../../../../client/typed/typed-words.ts";
import { MemberId, newId, OutputId } from "../../../../schema/domain/ids.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

const block = "b1";
const words = "Petra waited two year.";

/** What is said beside a document, over what is kept in memory; what is erased of it is Petra. */
async function beside() {
  const output = newId(OutputId);
  const kept = WorkStore.inMemory(newId(MemberId), { kind: "output", id: output });
  const typed = new TypedWords({
    kind: "output",
    placeOf: () => "discussion/internal",
    mayWrite: () => true,
    mayRead: () => true,
    setAside: () => undefined,
    store: () => kept,
  });
  const set: Partial<CoramOutputThreads> = {
    output,
    audiences: ["internal"],
    proposable: ["internal"],
    canWrite: true,
    textLang: "en",
  };
  const { page } = await mount<CoramOutputThreads>("coram-output-threads", FACILITATOR, {}, set);
  page.addEventListener("coram-words-typed", ({ detail }) => typed.take(detail.on, detail.body));
  const screenNow = (texts: string[]): Promise<string[]> =>
    Promise.resolve(texts.map((text) => text.replaceAll("Petra", "[Victim A]")));
  const keptNow = (): string => {
    typed.keepNow();
    return JSON.stringify(kept.drafts);
  };
  return { page, keptNow, erase: () => screenDrafts(kept, screenNow) };
}

const field = (name: string) => screen.getByRole("textbox", { name });

it("a wording that is proposed loses what is erased, with what it was begun from: it comes back by no key, and is not sent", async () => {
  const { page, keptNow, erase } = await beside();
  page.beginning = { block, words };
  await screen.getByRole("button", { name: "Propose a wording" }).click();
  await field("How it should read").fill("Petra waited two years.");
  const why = page.querySelector<HTMLTextAreaElement>("coram-comment-box textarea")!;
  await userEvent.click(why);
  await userEvent.keyboard("A slip about Petra");
  expect(keptNow()).toContain("Petra waited two year.");
  await erase();
  await page.updateComplete;
  await userEvent.keyboard(", no more");
  expect(why.value).toBe("A slip about [Victim A], no more");
  expect(keptNow()).not.toContain("Petra");
  expect(page.textContent).not.toContain("Petra");
  await userEvent.type(page.querySelector(".output-wording")!, " Indeed.");
  await userEvent.click(why);
  await userEvent.keyboard("!");
  expect(keptNow()).not.toContain("Petra");
  const sent: unknown[] = [];
  page.addEventListener("coram-output-thread", ({ detail }) => sent.push(detail));
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(JSON.stringify(sent)).toContain("[Victim A] waited two years. Indeed.");
  expect(JSON.stringify(sent)).not.toContain("Petra");
});

it("a comment on selected words loses what is erased of them", async () => {
  const { page, keptNow, erase } = await beside();
  page.beginning = { block, words, selected: { words: "Petra waited", ends: null } };
  await page.updateComplete;
  await userEvent.click(page.querySelector("coram-comment-box textarea")!);
  await userEvent.keyboard("Who");
  expect(keptNow()).toContain("Petra waited");
  await erase();
  await page.updateComplete;
  await userEvent.keyboard(" is it");
  expect(keptNow()).toContain("Who is it");
  expect(keptNow()).not.toContain("Petra");
  expect(page.querySelector(".output-about")?.textContent).toBe("[Victim A] waited");
});
