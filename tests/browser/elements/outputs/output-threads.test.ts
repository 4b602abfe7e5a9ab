import { page as screen, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import "../../../../client/outputs/discussion/coram-output-threads.ts";
import type { CoramOutputThreads } from "../../../../client/outputs/discussion/coram-output-threads.ts";
import type { PlacedThread } from "../../../../client/outputs/discussion/placed-threads.ts";
import { EndedWordings } from "../../../../client/outputs/discussion/ended-wordings.ts";
import type { OutputThread } from "../../../../client/outputs/discussion/output-discussion.ts";
import "../../../../client/outputs/outputs.css";
import { CommentId, newId, ThreadId } from "../../../../schema/domain/ids.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { memberCard } from "../../../helpers/browser/verdict-views.ts";

const block = "b1";

/** A wording for the paragraph, by somebody else unless it is one's own. */
function proposed(mine: boolean, more: Partial<OutputThread> = {}): OutputThread {
  const author = memberCard(mine ? "Mirjana Jovanović" : "Sanja Lukić", mine ? "MJ" : "SL");
  const said = { id: newId(CommentId), author, body: "A slip.", mentioned: [], createdAt: "2026-11-29T20:00:00.000Z" };
  return {
    id: newId(ThreadId),
    audience: "internal",
    ranges: [],
    state: "same",
    tag: null,
    suggestion: null,
    comments: [{ ...said, edited: false, mine, pending: false, deleted: false }],
    author,
    resolved: false,
    canReply: true,
    canResolve: true,
    canApply: false,
    block,
    words: null,
    ends: null,
    wording: "He waited two years.",
    was: "He waited two year.",
    isTaken: false,
    isDeclined: false,
    canTake: true,
    ...more,
  };
}

const opened = async (threads: OutputThread[], more: Partial<CoramOutputThreads> = {}): Promise<CoramOutputThreads> => {
  const placed = threads.map((thread) => ({ thread, position: 1, words: "He waited two year." }));
  const set = {
    threads: placed,
    audiences: ["internal"],
    proposable: ["internal"],
    canWrite: true,
    textLang: "en",
    ...more,
  };
  const { page } = await mount<CoramOutputThreads>(
    "coram-output-threads",
    FACILITATOR,
    {},
    set as Partial<CoramOutputThreads>,
  );
  return page;
};

it("a wording of somebody else is applied or declined, and shown as declined afterwards; one's own is resolved", async () => {
  const theirs = proposed(false);
  const page = await opened([theirs]);
  const ended: unknown[] = [];
  page.addEventListener("coram-resolve", ({ detail }) => ended.push(detail));
  await expect.element(screen.getByRole("button", { name: "Apply" })).toBeVisible();
  await expectAccessible();
  const said: unknown[] = [];
  page.addEventListener("coram-reply", ({ detail }) => said.push(detail));
  // Why may be said there and then, and is gone on with by keys.
  await screen.getByRole("button", { name: "Decline" }).click();
  await expect.element(screen.getByRole("textbox", { name: "Why (may be left empty)" })).toHaveFocus();
  expect(ended).toEqual([]);
  await expectAccessible();
  await userEvent.keyboard("{Escape}");
  await expect.element(screen.getByRole("button", { name: "Decline" })).toHaveFocus();
  await userEvent.keyboard("{Enter}{Enter}");
  expect([said, ended]).toEqual([[], [{ thread: theirs.id, audience: "internal", resolved: true }]]);

  const other = await opened([theirs]);
  other.addEventListener("coram-reply", ({ detail }) => said.push(detail));
  other.addEventListener("coram-resolve", ({ detail }) => ended.push(detail));
  await screen.getByRole("button", { name: "Decline" }).click();
  await userEvent.keyboard("It was three years.{Control>}{Enter}{/Control}");
  expect(said).toEqual([{ thread: theirs.id, audience: "internal", body: "It was three years." }]);
  expect(ended).toHaveLength(2);

  const declined = proposed(false, { resolved: true, isDeclined: true, canTake: false });
  const after = await opened([declined], { active: declined.id });
  // What one is led to stands open, though it is resolved.
  await expect.element(screen.getByText("Declined")).toBeVisible();
  expect(after.textContent).not.toContain("Apply");

  await opened([proposed(true)]);
  await expect.element(screen.getByRole("button", { name: "Apply" })).toBeVisible();
  expect(screen.getByRole("button", { name: "Decline" }).query()).toBeNull();
});

it("says of a wording that is begun that its reason is required", async () => {
  const page = await opened([]);
  page.beginning = { block, words: "He waited two year." };
  await screen.getByRole("button", { name: "Propose a wording" }).click();
  await expect.element(screen.getByRole("textbox", { name: "Why (required)" })).toBeVisible();
});

it("offers for a wording those alone who may be shown all that the paragraph says", async () => {
  const page = await opened([], { audiences: ["internal", "review"] });
  page.beginning = { block: "b6", words: "He waited two year." };
  await expect.element(screen.getByRole("radio", { name: "With guests" })).toBeInTheDocument();
  await screen.getByRole("button", { name: "Propose a wording" }).click();
  await expect.element(screen.getByRole("textbox", { name: "Why (required)" })).toBeVisible();
  expect(screen.getByRole("radio").query()).toBeNull();
});

it("sends a wording from its own field, and asks there for the reason that it lacks", async () => {
  const page = await opened([]);
  const sent: unknown[] = [];
  page.addEventListener("coram-output-thread", ({ detail }) => sent.push([detail.body, detail.proposal?.wording]));
  page.beginning = { block: "b7", words: "He waited two year." };
  await screen.getByRole("button", { name: "Propose a wording" }).click();
  await screen.getByRole("textbox", { name: "How it should read" }).fill("He waited two years.");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(sent).toEqual([]);
  await expect.element(screen.getByRole("textbox", { name: "Why (required)" })).toHaveFocus();
  await expect.element(screen.getByText("Say why first.", { exact: false })).toBeVisible();
  await expectAccessible();
  await userEvent.keyboard("A slip.");
  await screen.getByRole("textbox", { name: "How it should read" }).click();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  expect(sent).toEqual([["A slip.", "He waited two years."]]);
  expect(page.textContent).not.toContain("Begun and not sent");
});

it("keeps in sight what was begun about another paragraph, with the way back into it", async () => {
  const words = (of: string): string | null => ({ b8: "He waited two year.", b9: "She was held." })[of] ?? null;
  const page = await opened([], { wordsOf: words });
  page.beginning = { block: "b8", words: "He waited two year." };
  await screen.getByRole("button", { name: "Propose a wording" }).click();
  await screen.getByRole("textbox", { name: "How it should read" }).fill("He waited two years");
  page.beginning = { block: "b9", words: "She was held." };
  await expect.element(screen.getByText("Begun and not sent")).toBeVisible();
  await expectAccessible();
  await screen.getByRole("button", { name: "Go on writing" }).click();
  await expect.element(screen.getByRole("textbox", { name: "How it should read" })).toHaveValue("He waited two years");
  expect(screen.getByText("Begun and not sent").query()).toBeNull();
  // Cancelled, it is not wanted any more.
  await screen.getByRole("button", { name: "Cancel" }).click();
  page.beginning = { block: "b9", words: "She was held." };
  await page.updateComplete;
  expect(screen.getByText("Begun and not sent").query()).toBeNull();
});

it("gives the reason of declining the width of the panel, and its buttons room below the field", async () => {
  const page = await opened([proposed(false)]);
  page.style.width = "303px";
  await screen.getByRole("button", { name: "Decline" }).click();
  const boxOf = (selector: string): DOMRect => {
    const found = page.querySelector(selector);
    if (!found) throw new Error(`no ${selector}`);
    return found.getBoundingClientRect();
  };
  await expect.element(screen.getByRole("textbox", { name: "Why (may be left empty)" })).toHaveFocus();
  const field = boxOf(".output-declining input");
  const apply = boxOf(".output-proposal > .output-acts > button");
  expect(field.top).toBeGreaterThan(apply.bottom);
  expect(apply.height).toBeLessThan(40);
  expect(boxOf(".output-declining button").top).toBeGreaterThanOrEqual(field.bottom + 4);
});

it("tells who proposed a wording that it was declined, by whom and why, and shows a rewritten paragraph as old and new", async () => {
  const mine = proposed(true);
  const endedBy = memberCard("Sanja Lukić", "SL");
  const reason = { ...mine.comments[0], id: newId(CommentId), author: endedBy, mine: false, body: "Not in the file." };
  const ended = new EndedWordings();
  ended.look([mine]);
  const declined = { ...mine, resolved: true, isDeclined: true, endedBy };
  ended.look([{ ...declined, comments: [...mine.comments, reason as OutputThread["comments"][number]] }]);
  ended.look([declined]);
  const told = [...globalThis.document.querySelectorAll(".told")].map((each) => each.textContent);
  expect(told).toEqual(["Sanja Lukić declined your wording: “Not in the file.”"]);

  const was = "Jelena piše ovu rečenicu bez prestanka i ne gleda šta rade drugi. Ana piše svoju u isto vreme.";
  const wording = "Žrtva je zatečena u stanu iz kog je izlazila samo uz dozvolu.";
  const page = await opened([proposed(false, { was, wording })]);
  const shown = [...page.querySelectorAll(".output-proposal blockquote :is(ins, del)")].map((each) => each.textContent);
  expect(shown).toEqual([was, wording]);
});

describe("a comment on selected words", () => {
  const selected = { words: "two year", ends: [1, 2, 1, 9] as [number, number, number, number] };
  const said = proposed(false, { wording: null, was: null, canTake: false, ...selected });
  const placed = (more: Partial<PlacedThread>): PlacedThread[] => [
    { thread: said, position: 1, words: "He waited two year.", ...more },
  ];

  it("quotes them and is sent with them, and they are marked meanwhile", async () => {
    const page = await opened([], { here: { block, words: "He waited two year.", selected } });
    const begun: unknown[] = [];
    const sent: unknown[] = [];
    page.addEventListener("coram-output-begun", ({ detail }) => begun.push(detail.about?.selected ?? null));
    page.addEventListener("coram-output-thread", ({ detail }) => sent.push(detail.about));
    await screen.getByRole("button", { name: "Comment on the selected words" }).click();
    await expect.poll(() => page.querySelector(".output-about")?.textContent.trim()).toBe("two year");
    await screen.getByRole("textbox").fill("Years?");
    await screen.getByRole("button", { name: "Comment", exact: true }).click();
    expect(sent).toEqual([{ block, selected }]);
    await expect.poll(() => begun).toEqual([selected, null]);
  });

  it("says on its card how they read now, that they are gone, and quotes them where the paragraph is gone, too", async () => {
    const shown = async (more: Partial<PlacedThread>): Promise<string> => {
      const page = await opened([], { threads: placed(more) });
      await expect.poll(() => page.querySelector(".output-about")?.textContent.trim()).toBe("two year");
      return page.textContent;
    };
    const asTheyWere = await shown({ now: "two year" });
    expect(asTheyWere).not.toMatch(/reads now|any more/);
    await expectAccessible();
    expect(await shown({ now: "two long years" })).toMatch(/It reads now:\s+two long years/);
    expect(await shown({ now: null })).toContain("These words are not in the text any more.");
    const gone = await shown({ now: null, position: null, words: null });
    expect(gone).toContain("About text that is gone");
    expect(gone).not.toContain("any more");
  });

  it("leads to them", async () => {
    const page = await opened([], { threads: placed({ now: "two year" }) });
    const led: unknown[] = [];
    page.addEventListener("coram-output-block", ({ detail }) =>
      led.push([detail.block, detail.thread?.id, detail.isLed]),
    );
    await screen.getByRole("button", { name: "two year" }).click();
    expect(led).toEqual([[block, said.id, true]]);
  });
});

it("leads back into the text once what was begun is sent or left, so that the next words are the text's", async () => {
  const page = await opened([], { beginning: { block, words: "He waited two year." } });
  let back = 0;
  page.addEventListener("coram-write-on", () => back++);
  page.addEventListener("coram-output-thread", ({ detail }) => said.push(detail.body));
  const said: string[] = [];
  await expect.element(screen.getByRole("textbox", { name: "Comment" })).toHaveFocus();
  await userEvent.keyboard("Is it so?{Control>}{Enter}{/Control}");
  expect([said, back]).toEqual([["Is it so?"], 1]);
  page.beginning = { block: "b2", words: "He said so." };
  await expect.element(screen.getByRole("textbox", { name: "Comment" })).toHaveFocus();
  await userEvent.keyboard("{Escape}");
  expect(back).toBe(2);
});

it("has the box of a reply, with the focus in it, in the same task as the press: no letter falls beside it", async () => {
  const theirs = proposed(false);
  const page = await opened([theirs]);
  const said: unknown[] = [];
  page.addEventListener("coram-reply", ({ detail }) => said.push(detail.body));
  await expect.element(screen.getByRole("button", { name: "Reply" })).toBeVisible();
  const button = screen.getByRole("button", { name: "Reply" }).element() as HTMLElement;
  for (const type of ["mousedown", "mouseup"]) button.dispatchEvent(new MouseEvent(type, { bubbles: true }));
  button.click();
  expect(document.activeElement).toBe(page.querySelector(".reply textarea"));
  await userEvent.keyboard("Yes, 110/a.{Control>}{Enter}{/Control}");
  expect(said).toEqual(["Yes, 110/a."]);
});
