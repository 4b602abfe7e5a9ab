import { page as screen } from "vitest/browser";
import { expect, it } from "vitest";
import "../../../../client/outputs/discussion/coram-output-threads.ts";
import type { CoramOutputThreads } from "../../../../client/outputs/discussion/coram-output-threads.ts";
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
  const said = { id: newId(CommentId), author, body: "A slip.", createdAt: "2026-11-29T20:00:00.000Z" };
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
  const set = { threads: placed, audiences: ["internal"], canWrite: true, textLang: "en", ...more };
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
  await screen.getByRole("button", { name: "Decline" }).click();
  expect(ended).toEqual([{ thread: theirs.id, audience: "internal", resolved: true }]);

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
