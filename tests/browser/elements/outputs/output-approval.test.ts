import { expect, it } from "vitest";
import { page, userEvent } from "vitest/browser";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/approval/approval.css";
import "../../../../client/outputs/approval/coram-approval-points.ts";
import "../../../../client/outputs/approval/coram-approval.ts";
import "../../../../client/outputs/approval/coram-authors.ts";
import "../../../../client/outputs/approval/coram-open-again.ts";
import "../../../../client/outputs/approval/coram-signatures.ts";
import { forgetMember } from "../../../../client/typed/of-member.ts";
import { CandidateId, MemberId, newId, OrganisationId, OutputId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { FACTS_BOX } from "../../../../schema/editor/facts-box.ts";
import type { ApprovalPoint, ApprovalView } from "../../../../schema/protocol/http/outputs.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

const [output, partner] = [newId(OutputId), newId(OutputId)];
const [ana, mira] = [newId(MemberId), newId(MemberId)];
const block = newId(BlockId);
const NAMES = new Map([
  [ana, { name: "Ana Lawyer" }],
  [mira, { name: "Mira Facilitator" }],
]);
const point = (kind: ApprovalPoint["kind"], change: Partial<ApprovalPoint> = {}): ApprovalPoint => ({
  kind,
  key: `${kind}:${change.at ? Object.values(change.at)[0] : ""}`,
  output,
  at: null,
  reason: null,
  ...change,
});
const APPROVAL: ApprovalView = {
  points: [
    point("section-empty", { at: { section: "plea" } }),
    point("title-template"),
    point("partner-behind", { output: partner, at: { block: newId(BlockId) } }),
    point("partner-behind", { output: partner, at: { block: newId(BlockId) } }),
    point("quote-untranslated", { output: partner, at: { block: newId(BlockId) } }),
    point("quote-untranslated", { output: partner, at: { block: newId(BlockId) } }),
    point("uncited", { at: { block } }),
  ],
  authors: [{ member: ana, name: "A. Lawyer" }],
  unnamed: [],
  inOrder: 41,
  joint: true,
  isAlwaysJoint: true,
  outputs: [output, partner],
  wanted: [
    { organisation: newId(OrganisationId), name: "Pravna linija", signers: [mira], allWrote: true },
    { organisation: newId(OrganisationId), name: "Qendra Besa", signers: [], allWrote: false },
  ],
  candidate: null,
  publishers: [],
  signer: null,
  may: { ask: true, sayWhy: true, sign: false, takeBack: false },
};
const OUTPUT = {
  id: output,
  status: "draft",
  languages: [{ output: partner, language: "mk" }],
  sections: [{ id: "plea", title: { en: "Non-punishment" } }],
};

function show<Tag extends "coram-approval-points" | "coram-authors" | "coram-signatures">(
  tag: Tag,
  of: Record<string, unknown>,
): { element: HTMLElementTagNameMap[Tag]; told: [string, unknown][] } {
  document.body.innerHTML = "<main><h1>Paper</h1></main>";
  const element = document.createElement(tag);
  Object.assign(element, { members: NAMES, ...of });
  const told: [string, unknown][] = [];
  for (const name of [
    "coram-output-section",
    "coram-output-block",
    "coram-output-section-leave",
    "coram-approval-title",
    "coram-approval-why",
    "coram-approval-act",
    "coram-authors-choose",
  ])
    element.addEventListener(name, (event) => told.push([name, (event as CustomEvent<unknown>).detail]));
  document.querySelector("main")?.append(element);
  return { element, told };
}

it("lists what stands in the way and what wants a reason, each with the way to its place, by keys too", async () => {
  const doc = {
    type: "doc",
    content: [
      { type: "paragraph", attrs: { id: block }, content: [{ type: "text", text: "Rarely is a claim decided." }] },
    ],
  };
  const { told } = show("coram-approval-points", {
    approval: APPROVAL,
    output: OUTPUT,
    doc,
    canWrite: true,
    numbersParagraphs: true,
  });
  await expect.element(page.getByRole("heading", { name: "Correct first 4" })).toBeVisible();
  await page.getByRole("button", { name: "A section is empty: Non-punishment" }).click();
  await page.getByRole("button", { name: "Leave out of the document: Non-punishment" }).click();
  await page.getByRole("button", { name: /^The title is still/ }).click();
  await page.getByRole("button", { name: "A finding rests on no passage: ¶\u00a01 Rarely is a claim…" }).click();
  const untranslated = page.getByRole("link", { name: /^2 quotes have no translation/ }).element();
  expect(untranslated.getAttribute("href")).toBe(`/outputs/${partner}`);
  expect(
    page
      .getByRole("link", { name: "2 paragraphs are behind the leading language: Side by side" })
      .element()
      .getAttribute("href"),
  ).toBe(`/outputs/${output}/beside/${partner}`);
  await expect.element(page.getByText("Macedonian:").first()).toBeVisible();
  await expectAccessible();
  page.getByRole("button", { name: "Say why" }).element().focus();
  await userEvent.keyboard("{Enter}");
  await expect.element(page.getByRole("textbox", { name: "Why it may stay as it is" })).toHaveFocus();
  await userEvent.keyboard("All six say so.{Control>}{Enter}{/Control}");
  expect(told).toEqual([
    ["coram-output-section", { section: "plea" }],
    ["coram-output-section-leave", { section: "plea", isLeftOut: true }],
    ["coram-approval-title", null],
    ["coram-output-block", { block }],
    ["coram-approval-why", { points: [APPROVAL.points[6]], words: "All six say so." }],
  ]);
});

it("says whose signatures are wanted and there; asks once nothing stands in the way, signs, and names what had changed", async () => {
  const { element, told } = show("coram-signatures", { approval: APPROVAL, status: "draft" });
  await expect
    .element(page.getByRole("heading", { name: "Signatures 0 of 2, one of each organisation" }))
    .toBeVisible();
  await expect.element(page.getByText("Mira Facilitator · all there wrote in it, which is printed")).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Ask for signatures" })).toBeDisabled();
  await expect.element(page.getByText(/4 points stand in the way/)).toBeVisible();
  const moment = { alteredAt: null, askedAt: "2026-11-28T10:00:00.000Z", endedAt: "2026-11-29T10:00:00.000Z" };
  const candidate = {
    ...moment,
    id: newId(CandidateId),
    state: "voided",
    digest: "0123456789abcdef".repeat(4),
    askedBy: ana,
    endedBy: mira,
    changed: [block, FACTS_BOX].map((each) => ({ output, key: `quote-changed:${each}` })),
    signatures: [],
  } as const;
  const places = new Map([[block, "¶ 12"]]);
  Object.assign(element, { output, places, approval: { ...APPROVAL, points: [], candidate } });
  await page.getByRole("button", { name: "What is quoted or counted has changed since: ¶ 12" }).click();
  expect(told.pop()).toEqual(["coram-output-block", { block }]);
  await page.getByRole("button", { name: /changed since: Facts on the first page/ }).click();
  expect(told.pop()).toEqual(["coram-output-block", { block: FACTS_BOX }]);
  await page.getByRole("button", { name: "Ask for signatures" }).click();
  const asked = { ...candidate, state: "asked", endedBy: null, endedAt: null, changed: [] };
  const approval = {
    ...APPROVAL,
    candidate: asked,
    signer: { name: "Ana Lawyer", isNamed: false },
    may: { ...APPROVAL.may, ask: false, sign: true },
  };
  const sign = page.getByRole("button", { name: "Sign" });
  Object.assign(element, { status: "asked", approval });
  await page.getByRole("button", { name: "Give it back to its authors" }).click();
  expect([told.pop()?.[1], sign.query()]).toEqual([{ act: "give-back", joint: true, named: false }, null]);
  Object.assign(element, { approval: { ...approval, points: [] } });
  await expect.element(sign).toHaveClass("button-primary");
  await expect.element(page.getByText("Digest of what is signed: 0123 4567 89ab cdef")).toBeVisible();
  await expectAccessible();
  await page.getByRole("checkbox", { name: /^Print my name, Ana Lawyer/ }).click();
  await sign.click();
  const acts = [{ act: "ask", named: false } as const, { act: "sign", named: true } as const];
  expect(told.map(([, detail]) => detail)).toEqual(acts.map((act) => ({ ...act, joint: true })));
});

it("asks before signatures fall, and names whose; where nobody signed it is taken back at once", async () => {
  const candidate: NonNullable<ApprovalView["candidate"]> = {
    id: newId(CandidateId),
    state: "asked",
    digest: "0123456789abcdef".repeat(4),
    alteredAt: null,
    askedBy: ana,
    askedAt: "2026-11-28T10:00:00.000Z",
    endedBy: null,
    endedAt: null,
    changed: [],
    signatures: [{ member: mira, organisation: newId(OrganisationId), at: "2026-11-28T11:00:00.000Z", wrote: false }],
  };
  const may = { ...APPROVAL.may, ask: false, takeBack: true };
  const approval: ApprovalView = { ...APPROVAL, points: [], candidate, may };
  const { element, told } = show("coram-signatures", { approval, status: "asked" });
  await page.getByRole("button", { name: "Take back" }).click();
  const asked = page.getByRole("dialog", { name: "Take back what has been signed?" });
  await expect.element(page.getByText(/^Signed already: Mira Facilitator/)).toBeVisible();
  // Enter leaves it: it cannot be undone.
  await userEvent.keyboard("{Enter}");
  await expect.element(asked).not.toBeInTheDocument();
  expect(told).toEqual([]);
  await page.getByRole("button", { name: "Take back" }).click();
  await page.getByRole("button", { name: "Take back" }).last().click();
  const done = ["coram-approval-act", { act: "take-back", joint: true, named: false }];
  expect(told).toEqual([done]);
  Object.assign(element, { approval: { ...approval, candidate: { ...candidate, signatures: [] } } });
  await page.getByRole("button", { name: "Take back" }).click();
  expect(told).toEqual([done, done]);
});

it("names whom a document names of those who agree, or the organisations in their place", async () => {
  const [ours, theirs] = [newId(OrganisationId), newId(OrganisationId)];
  const publishers = [
    { id: ours, name: "Pravna linija" },
    { id: theirs, name: "Otvoren krug", wroteLittle: true },
  ];
  const { element, told } = show("coram-authors", { authors: APPROVAL.authors, publishers, canWrite: true });
  // Of two the one that publishes it cannot be taken away before the other does.
  await expect.element(page.getByRole("checkbox", { name: "Pravna linija" })).toBeDisabled();
  await page.getByRole("checkbox", { name: "Otvoren krug" }).click();
  await page.getByRole("checkbox", { name: "A. Lawyer" }).click();
  await page.getByRole("checkbox", { name: /^The organisations/ }).click();
  Object.assign(element, { imprint: { byOrganisations: true, unnamed: [] } });
  await expect.element(page.getByRole("checkbox", { name: "A. Lawyer" })).toBeDisabled();
  await expect.element(page.getByRole("checkbox", { name: "A. Lawyer" })).not.toBeChecked();
  await expectAccessible();
  // Who cannot be named is not silently absent.
  Object.assign(element, { unnamed: [{ member: newId(MemberId), name: "B. Lawyer" }] });
  await expect.element(page.getByText(/B\. Lawyer.* has not agreed to be named/)).toBeVisible();
  Object.assign(element, { authors: [] });
  await expect.element(page.getByRole("link", { name: "Account" })).toBeVisible();
  expect(told.map(([, detail]) => detail)).toEqual([
    { organisation: theirs, publishes: true },
    { member: ana, isNamed: false },
    { byOrganisations: true },
  ]);
});

it("says why a signature was not taken, while it reads again what is so now", async () => {
  const id = newId(CandidateId);
  const moment = { alteredAt: null, askedAt: "2026-11-29T10:00:00.000Z", endedBy: null, endedAt: null, changed: [] };
  const candidate = { id, state: "asked" as const, digest: "abcdef", askedBy: ana, signatures: [], ...moment };
  const may = { ask: false, sayWhy: false, sign: true, takeBack: false };
  const path = `/api/outputs/${output}/approval`;
  const refused = { status: 409, problem: { code: "output-moved" } };
  const { page: panel, asked } = await mount<HTMLElementTagNameMap["coram-approval"]>(
    "coram-approval",
    null,
    { [`GET ${path}`]: { ...APPROVAL, points: [], candidate, may }, [`POST ${path}/sign`]: refused },
    { output: { ...OUTPUT, status: "asked" } as never, members: NAMES as never },
  );
  await page.getByRole("button", { name: "Sign", exact: true }).click();
  const why = page.getByRole("alert").filter({ hasText: "Somebody has changed this document's state" });
  await expect.element(why).toBeVisible();
  panel.turn++;
  await expect.poll(() => asked.filter(({ what }) => what.startsWith("GET")).length).toBe(3);
  await panel.updateComplete;
  await expect.element(why).toBeVisible();
});

it("says of a signed paper over what it was signed, and why that might stay so", async () => {
  const moment = { alteredAt: null, askedAt: "2026-11-29T10:00:00.000Z", endedBy: null, endedAt: null, changed: [] };
  const signatures = [{ member: mira, organisation: newId(OrganisationId), at: moment.askedAt, wrote: false }];
  const candidate = {
    id: newId(CandidateId),
    state: "approved",
    digest: "abcdef",
    askedBy: ana,
    signatures,
    ...moment,
  };
  const reason = { words: "All six say so.", by: ana, at: moment.askedAt };
  const points = [
    point("uncited", { at: { block }, reason }),
    point("uncited", { at: { block: newId(BlockId) }, reason }),
  ];
  show("coram-signatures", { approval: { ...APPROVAL, candidate, points }, status: "approved" });
  const said = (): string => document.body.textContent.replaceAll(/\s+/g, " ");
  await expect.poll(said).toContain("2 findings rest on no passage All six say so. Ana Lawyer");
  await expectAccessible();
});

it("opens an approved paper again only with a reason, which stays where it is refused", async () => {
  const path = `POST /api/outputs/${output}/open-again`;
  const refused = { status: 409, problem: { code: "output-moved" } };
  const { page: dialog, asked } = await mount<HTMLElementTagNameMap["coram-open-again"]>(
    "coram-open-again",
    null,
    { [path]: refused },
    { open: true, output: { ...OUTPUT, number: 3 } as never },
  );
  let closed = 0;
  dialog.addEventListener("coram-dialog-close", () => closed++);
  const why = page.getByRole("textbox", { name: "Why is it opened again?" });
  await expect.element(why).toHaveFocus();
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await expectAccessible();
  await userEvent.keyboard("A sum is wrong.{Control>}{Enter}{/Control}");
  const refusal = page.getByRole("alert").filter({ hasText: "Somebody has changed this document's state" });
  await expect.element(refusal).toBeVisible();
  await expect.element(why).toHaveValue("A sum is wrong.");
  expect(closed).toBe(0);
  expect(asked.filter(({ what }) => what === path)).toMatchObject([{ body: { number: 3, why: "A sum is wrong." } }]);
});

it("is read again once a quote is translated, and who says why meanwhile goes on saying it", async () => {
  const path = `GET /api/outputs/${output}/approval`;
  const points = [point("uncited", { at: { block } }), point("rec-deadline", { at: { block } })];
  const answers = { [path]: { ...APPROVAL, points } as unknown };
  const { page: panel, asked } = await mount<HTMLElementTagNameMap["coram-approval"]>("coram-approval", null, answers, {
    output: OUTPUT as never,
    members: NAMES as never,
  });
  await page.getByRole("button", { name: "Say why" }).last().click();
  const why = page.getByRole("textbox", { name: "Why it may stay as it is" });
  await expect.element(why).toHaveFocus();
  await userEvent.keyboard("The base ");
  answers[path] = { ...APPROVAL, points: points.slice(1) };
  panel.answer = {};
  await expect.poll(() => asked.filter(({ what }) => what === path).length).toBe(2);
  await expect.element(page.getByText("A finding rests on no passage")).not.toBeInTheDocument();
  await userEvent.keyboard("is small.");
  await expect.element(why).toHaveValue("The base is small.");
});

it("reads again by itself once the server is in reach, and no longer says that it is not", async () => {
  const path = `GET /api/outputs/${output}/approval`;
  const { page: panel } = await mount<HTMLElementTagNameMap["coram-approval"]>(
    "coram-approval",
    null,
    { [path]: { ...APPROVAL, points: [point("uncited", { at: { block } })] } },
    { output: OUTPUT as never, members: NAMES as never },
  );
  await expect.poll(() => panel.textContent).toContain("A finding rests on no passage");
  const there = window.fetch;
  window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
  panel.turn++;
  await expect.element(page.getByRole("alert")).toBeVisible();
  window.fetch = there;
  await expect.element(page.getByRole("alert")).not.toBeInTheDocument();
});

it("a section that was left out is empty no more at once: nothing moves under the next press when the server answers", async () => {
  const path = `GET /api/outputs/${output}/approval`;
  const empty = (section: string) => point("section-empty", { at: { section } });
  const points = [empty("plea"), empty("facts"), point("uncited", { at: { block } })];
  const { page: panel, asked } = await mount<HTMLElementTagNameMap["coram-approval"]>(
    "coram-approval",
    null,
    { [path]: { ...APPROVAL, points } },
    { output: OUTPUT as never, members: NAMES as never, canWrite: true },
  );
  panel.addEventListener("coram-output-section-leave", ({ detail }) => (panel.leftOut += `${detail.section} `));
  await page.getByRole("button", { name: "Leave out of the document: Non-punishment" }).click();
  await panel.updateComplete;
  expect(panel.textContent).toContain("A section is empty");
  // Nor is another left out by the next key.
  await userEvent.keyboard(" {Enter}");
  expect(panel.leftOut).toBe("plea ");
  expect(asked.filter(({ what }) => what === path).length).toBe(1);
  // Put back before it was asked for again it is empty as before.
  panel.leftOut = "";
  await expect.poll(() => panel.textContent).toContain("2 sections are empty");
});

it("that a document is to be joint stands when one comes back to its signatures, and for no other document", async () => {
  const approval = { ...APPROVAL, points: [], joint: false, isAlwaysJoint: false };
  const tick = page.getByRole("checkbox", { name: /^A joint document/ });
  show("coram-signatures", { approval, output, status: "draft" });
  await tick.click();
  forgetMember();
  show("coram-signatures", { approval, output, status: "draft" });
  await expect.element(tick).not.toBeChecked();
  await tick.click();
  show("coram-signatures", { approval, output: partner, status: "draft" });
  await expect.element(tick).not.toBeChecked();
  const { told } = show("coram-signatures", { approval, output, status: "draft" });
  await expect.element(tick).toBeChecked();
  await page.getByRole("button", { name: "Ask for signatures" }).click();
  expect(told).toEqual([["coram-approval-act", { act: "ask", joint: true, named: false }]]);
});

it("says nothing of signatures from before the last one while it reads those of the paper", async () => {
  const path = `GET /api/outputs/${output}/approval`;
  const moment = { alteredAt: null, askedAt: "2026-11-29T10:00:00.000Z", endedBy: null, endedAt: null, changed: [] };
  const asked = { id: newId(CandidateId), state: "asked", digest: "abcdef", askedBy: ana, signatures: [], ...moment };
  const answers = { [path]: { ...APPROVAL, points: [], candidate: asked } as unknown };
  const { page: panel } = await mount<HTMLElementTagNameMap["coram-approval"]>("coram-approval", null, answers, {
    output: { ...OUTPUT, status: "asked" } as never,
    members: NAMES as never,
  });
  await expect.poll(() => panel.textContent.replaceAll(/\s+/g, " ")).toContain("Asked for by");
  const signatures = [{ member: mira, organisation: newId(OrganisationId), at: moment.askedAt, wrote: false }];
  answers[path] = { ...APPROVAL, points: [], candidate: { ...asked, state: "approved", signatures } };
  panel.output = { ...OUTPUT, status: "approved" } as never;
  await panel.updateComplete;
  expect(panel.textContent).not.toContain("before there were signatures");
  await expect.element(page.getByText("Mira Facilitator")).toBeVisible();
  // Of a paper of before signatures it is said, once that is known.
  answers[path] = { ...APPROVAL, points: [] };
  panel.turn++;
  await expect.element(page.getByText("It was approved before there were signatures.")).toBeVisible();
});
