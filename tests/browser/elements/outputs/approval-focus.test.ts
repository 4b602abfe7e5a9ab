import { LitElement } from "lit";
import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../../client/outputs/approval/approval.css";
import "../../../../client/outputs/approval/coram-approval.ts";
import { jointTicks } from "../../../../client/outputs/approval/joint-ticks.ts";
import { forgetMember } from "../../../../client/typed/of-member.ts";
import { OutputSides } from "../../../../client/outputs/output-sides.ts";
import { MemberId, newId, OrganisationId, OutputId, ThreadId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import type { ApprovalPoint } from "../../../../schema/protocol/http/outputs.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const output = newId(OutputId);
const at = (kind: ApprovalPoint["kind"], place: ApprovalPoint["at"]): ApprovalPoint => ({
  kind,
  key: `${kind}:${place ? Object.values(place)[0] : ""}`,
  output,
  at: place,
  reason: null,
});

const APPROVAL = {
  authors: [],
  unnamed: [],
  inOrder: 0,
  joint: false,
  isAlwaysJoint: true,
  outputs: [output],
  wanted: [{ organisation: newId(OrganisationId), name: "Besa", signers: [], allWrote: true }],
  candidate: null,
  publishers: [],
  signer: null,
  may: { ask: true, sayWhy: true, sign: false, takeBack: false },
};
const OUTPUT = { id: output, status: "draft", languages: [], sections: [] };

it("that a document is to be joint is kept by the tab until signatures are asked for, and so outlives a reload", async () => {
  const { page: panel } = await mount<HTMLElementTagNameMap["coram-approval"]>(
    "coram-approval",
    null,
    { [`GET /api/outputs/${output}/approval`]: { ...APPROVAL, points: [], isAlwaysJoint: false } },
    { output: OUTPUT as never, canWrite: true },
  );
  const tick = page.getByRole("checkbox", { name: /^A joint document/ });
  await tick.click();
  expect(Object.values(sessionStorage).join()).toContain(output);
  expect(jointTicks.of(output)).toBe(true);
  forgetMember();
  panel.remove();
  expect(jointTicks.of(output)).toBeUndefined();
});

it("says of points that came after a reason that they did, and where each way leads", async () => {
  const partner = newId(OutputId);
  const reason = { by: newId(MemberId), at: "2026-11-30T10:00:00.000Z", words: "All six say so." };
  const points = [
    at("title-template", null),
    { ...at("quote-untranslated", { block: newId(BlockId) }), output: partner },
    { ...at("uncited", { block: newId(BlockId) }), reason },
    at("uncited", { block: newId(BlockId) }),
    at("thread", { thread: newId(ThreadId) }),
  ];
  const { page: panel } = await mount<HTMLElementTagNameMap["coram-approval"]>(
    "coram-approval",
    null,
    { [`GET /api/outputs/${output}/approval`]: { ...APPROVAL, points } },
    { output: { ...OUTPUT, languages: [{ output: partner, language: "mk" }] } as never, canWrite: true },
  );
  const said = (): string[] =>
    [...panel.querySelectorAll(".approval-list li")]
      .map((each) => each.textContent.replaceAll(/\s+/g, " "))
      .filter((each) => each.includes("rests on no passage"));
  await expect.poll(said).toHaveLength(2);
  expect(said()).toEqual([
    expect.not.stringContaining("Added since"),
    expect.stringContaining("Added since: A finding rests on no passage"),
  ]);
  const ways = [...panel.querySelectorAll(".approval-places :is(a, button)")].map((each) => each.textContent.trim());
  expect(ways).toEqual(["Title", "To the document in Macedonian", "Go there", "Go there", "Comments"]);
  await expectAccessible();
});

it("leads to the line in whose buttons something was pressed, or that stands in its place: keys press none, and words are the text's", async () => {
  const path = `GET /api/outputs/${output}/approval`;
  const points = [
    at("section-empty", { section: "plea" }),
    at("title-template", null),
    at("uncited", { block: newId(BlockId) }),
    at("rec-deadline", { block: newId(BlockId) }),
  ];
  const approval = { ...APPROVAL, points };
  const { page: panel } = await mount<HTMLElementTagNameMap["coram-approval"]>(
    "coram-approval",
    null,
    { [path]: approval, [`POST /api/outputs/${output}/approval/reasons`]: approval },
    { output: OUTPUT as never, canWrite: true },
  );
  await expect.poll(() => panel.textContent).toMatch(/all there wrote in it, and then a facilitator of theirs signs/);
  let writesOn = 0;
  panel.addEventListener("coram-write-on", () => writesOn++);
  panel.addEventListener("coram-output-section-leave", ({ detail }) => (panel.leftOut = detail.section));
  const focused = (): string => document.activeElement?.textContent?.replaceAll(/\s+/g, " ").trim() ?? "";
  await page.getByRole("button", { name: "Leave out of the document: plea" }).click();
  await userEvent.keyboard(" {Enter}");
  expect([focused(), writesOn]).toEqual([expect.stringContaining("The title is still"), 0]);
  await userEvent.keyboard("W");
  expect(writesOn).toBe(1);
  await expectAccessible();

  await page.getByRole("button", { name: "Say why" }).first().click();
  await userEvent.keyboard("All six say so.{Control>}{Enter}{/Control} {Enter}");
  expect([document.activeElement?.tagName, focused()]).toEqual([
    "LI",
    expect.stringContaining("A finding rests on no passage"),
  ]);
  await userEvent.keyboard("W");
  expect(writesOn).toBe(2);
  await page.getByRole("button", { name: "Say why" }).last().click();
  await page.getByRole("button", { name: "Cancel" }).click();
  expect(focused()).toContain("deadline");
});

it("shows a reason from the press on, keeps the field of another in its line when it arrives, and gives back what is refused", async () => {
  const path = `/api/outputs/${output}/approval`;
  const uncited = at("uncited", { block: newId(BlockId) });
  const read = (when: string | null) => ({
    ...APPROVAL,
    points: [{ ...uncited, reason: when && { words: "All six.", by: newId(MemberId), at: when } }],
  });
  const answers: Record<string, unknown> = { [`GET ${path}`]: read(null), [`POST ${path}/reasons`]: read(null) };
  const { page: panel } = await mount<HTMLElementTagNameMap["coram-approval"]>("coram-approval", null, answers, {
    output: OUTPUT as never,
  });
  const answered = window.fetch;
  let release = (): void => undefined;
  const held = new Promise<void>((then) => (release = then));
  window.fetch = async (input, init) => {
    if (init?.method === "POST") await held;
    return answered(input, init);
  };
  await page.getByRole("button", { name: "Say why" }).click();
  await userEvent.keyboard("All six.{Control>}{Enter}{/Control}");
  const said = (): string | undefined =>
    panel.querySelector(".approval-reason")?.textContent.replaceAll(/\s+/g, " ").trim();
  await expect.poll(said).toBe("All six. Saving");
  expect(panel.querySelector("[data-why]")).toBeNull();
  await expectAccessible();
  answers[`GET ${path}`] = read("2026-11-29T10:00:00.000Z");
  release();
  await page.getByRole("button", { name: "Say it otherwise" }).click();
  // That it came, or another's did, closes no field under one's hands.
  await userEvent.keyboard("{End} Or ");
  answers[`GET ${path}`] = read("2026-11-29T10:05:00.000Z");
  panel.turn++;
  await expect.poll(() => panel.querySelector("[data-why]")).toBeNull();
  await userEvent.keyboard("five.");
  const field = page.getByRole("textbox", { name: "Why it may stay as it is" });
  await expect.element(field).toHaveValue("All six. Or five.");
  answers[`POST ${path}/reasons`] = { status: 409, problem: { code: "output-moved" } };
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expect.element(page.getByRole("alert")).toBeVisible();
  await expect.element(field).toHaveValue("All six. Or five.");
});

it("a reason that was begun and is shut is shown as not kept; one goes on with it, or it goes", async () => {
  const path = `GET /api/outputs/${output}/approval`;
  const uncited = at("uncited", { block: newId(BlockId) });
  const points = [uncited, at("thread", { thread: newId(ThreadId) })];
  const answers: Record<string, unknown> = { [path]: { ...APPROVAL, points } };
  const { page: panel } = await mount<HTMLElementTagNameMap["coram-approval"]>("coram-approval", null, answers, {
    output: OUTPUT as never,
  });
  await page.getByRole("button", { name: "Say why" }).first().click();
  await userEvent.keyboard("All six");
  await page.getByRole("button", { name: "Say why" }).click();
  const begun = page.getByText("All six Not kept yet");
  await expect.element(begun).toBeVisible();
  await expectAccessible();
  // A colleague's reason for the same does not take it away.
  const reason = { words: "Five do.", by: newId(MemberId), at: "2026-11-29T10:00:00.000Z" };
  answers[path] = { ...APPROVAL, points: [{ ...uncited, reason }, ...points.slice(1)] };
  panel.turn++;
  await expect.poll(() => panel.textContent).toContain("Five do.");
  await page.getByRole("button", { name: "Go on writing" }).click();
  await userEvent.keyboard("{End} say so.");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect.element(page.getByText("All six say so. Not kept yet")).toBeVisible();
  await page.getByRole("button", { name: "Discard" }).click();
  await page.getByRole("button", { name: "Discard" }).last().click();
  await expect.element(page.getByText("Not kept yet")).not.toBeInTheDocument();
  await expect.element(page.getByRole("button", { name: "Say it otherwise" })).toBeVisible();
});

/** What the panels of a document stand beside. */
class BesidePanels extends LitElement {}
customElements.define("beside-panels", BesidePanels);

it("stays at the approval when the signatures that one came for fall, or are all there: why is said there", async () => {
  await page.viewport(1360, 900);
  const host = new BesidePanels();
  const loading = { view: { ...OUTPUT, status: "draft" }, isGuest: false };
  const sides = new OutputSides(host, loading as never, {} as never, {} as never);
  const become = (status: string, id = output): string | null => {
    loading.view = { ...loading.view, id, status };
    sides.render(loading.view as never);
    return sides.side;
  };
  expect(["draft", "asked", "draft", "approved"].map((status) => become(status))).toEqual([
    "evidence",
    "state",
    "state",
    "state",
  ]);
  expect(become("draft", newId(OutputId))).toBe("evidence");
});
