import { page, userEvent } from "vitest/browser";
import { expect, test } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/bars/coram-writing-keys.ts";
import "../../../../client/outputs/files/coram-partner-state.ts";
import "../../../../client/outputs/pairs/coram-pair-change.ts";
import { newId, OutputId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { node, quoteState, words } from "../../../helpers/network/an-output.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

test("a file of two languages is told what the other one lacks, too", async () => {
  const [own, other] = [newId(OutputId), newId(OutputId)];
  const point = (output: OutputId, kind: string): unknown => ({
    kind,
    key: `${kind}:${newId(BlockId)}`,
    output,
    at: { block: newId(BlockId) },
    reason: null,
  });
  const points = [
    point(own, "quote-untranslated"),
    point(other, "quote-untranslated"),
    point(other, "quote-untranslated"),
    point(other, "partner-missing"),
    ...[1, 2, 3].map(() => point(own, "partner-missing")),
  ];
  const approval = {
    points,
    authors: [],
    inOrder: 0,
    joint: false,
    isAlwaysJoint: false,
    outputs: [own, other],
    wanted: [],
    candidate: null,
    publishers: [],
    signer: null,
    may: { ask: false, sayWhy: false, sign: false, takeBack: false },
  };
  const { page: state } = await mount<HTMLElementTagNameMap["coram-partner-state"]>(
    "coram-partner-state",
    null,
    { [`GET /api/outputs/${own}/approval`]: approval },
    { own: { output: own, language: "en" }, other: { output: other, language: "sq" } },
  );
  const lines = (): string[] => [...state.querySelectorAll("li")].map((line) => line.innerText.trim());
  await expect
    .poll(lines)
    .toEqual([
      expect.stringMatching(/^Albanian: 2 quotes/),
      expect.stringMatching(/^Albanian: A paragraph/),
      expect.stringMatching(/^English: 3 paragraphs/),
    ]);
  // Of the file of one language it is said, too.
  state.other = null;
  await expect.poll(lines).toEqual([expect.stringMatching(/^English: 3 paragraphs/)]);
  await expectAccessible();
});

test("what changed is told from the version that was kept when the other language was made, a moment later", async () => {
  const [leading, by] = [newId(OutputId), FACILITATOR.id];
  const quote = node("evidenceNote", { shows: "words" });
  const block = node("paragraph", { id: newId(BlockId) }, words("She was recruited, "), quote, words(". He paid."));
  const was = { ...block, content: [words("She was recruited, "), quote, words(".")] };
  const at = "2026-11-30T04:03:00.200Z";
  const version = { number: 1, name: "", kind: "paired", by, at };
  const doc = (content: unknown): unknown => ({ type: "doc", content: [content] });
  await mount<HTMLElementTagNameMap["coram-pair-change"]>(
    "coram-pair-change",
    null,
    {
      [`GET /api/outputs/${leading}/versions`]: { versions: [version] },
      [`GET /api/outputs/${leading}/versions/1`]: { ...version, title: "", document: doc(was) },
    },
    {
      leading,
      block: String(block.attrs?.["id"]),
      doc: doc(block) as never,
      textLang: "en",
      parts: [quoteState(quote.attrs?.["id"], { words: "obmanuta" })],
      since: "2026-11-30T04:03:00.100Z",
    },
  );
  await expect.poll(() => document.querySelector(".pair-change ins")?.textContent).toBe(" He paid.");
  // With the words that are quoted within the sentence.
  expect(document.querySelector(".pair-change")?.textContent.trim()).toBe("She was recruited, “obmanuta”. He paid.");
});

test("where one writes the list of keys is that of writing", async () => {
  await mount("coram-writing-keys", FACILITATOR, {});
  await userEvent.keyboard("?");
  await expect
    .element(page.getByText("What can be done with a framed quote, figure or table", { exact: true }))
    .toBeVisible();
  await expect.element(page.getByText(/find a category/)).not.toBeInTheDocument();
  await expectAccessible();
});
