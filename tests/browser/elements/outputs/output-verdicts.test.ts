import { expect, it } from "vitest";
import { page } from "vitest/browser";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import type { CoramChangeVerdicts } from "../../../../client/outputs/about/coram-change-verdicts.ts";
import "../../../../client/outputs/about/coram-change-verdicts.ts";
import "../../../../client/outputs/outputs.css";
import { BlockId } from "../../../../schema/domain/output.ts";
import { newId, OutputId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import type { OutputVerdicts } from "../../../../schema/protocol/http/parts/output-verdicts.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";
import { NETWORK } from "../../../helpers/browser/shell-data.ts";

const [id, partner] = [newId(OutputId), newId(OutputId)];
const [first, second, third] = [newId(VerdictId), newId(VerdictId), newId(VerdictId)];
const CALLED = [
  { id: first, caseNumber: "К-1184/23" },
  { id: second, caseNumber: "Nr. 214" },
  { id: third, caseNumber: "K. 63/22" },
];
const [listed] = NETWORK.verdicts;
if (!listed) throw new Error("no verdict");
const network = {
  ...NETWORK,
  verdicts: CALLED.map((called) => ({ ...listed, verdict: { ...listed.verdict, ...called, stage: "cleared" } })),
};

async function show(verdicts: VerdictId[], known: Partial<OutputVerdicts> = {}) {
  const answers = {
    "GET /api/network": network,
    [`GET /api/outputs/${id}/verdicts`]: { limit: null, languages: [], isHeld: false, rests: [], ...known },
    [`POST /api/outputs/${id}/verdicts`]: {},
  };
  const output = { id, number: 3, scope: { kind: "verdicts", verdicts } } as unknown as OutputView;
  const element = await mount<CoramChangeVerdicts>("coram-change-verdicts", null, answers, { output });
  void document.querySelector("coram-change-verdicts")?.ask();
  await expect.element(page.getByRole("dialog", { name: "Change the verdicts" })).toBeVisible();
  return element;
}

const posted = (asked: readonly { what: string; body: unknown }[]): unknown[] =>
  asked.filter(({ what }) => what.startsWith("POST")).map(({ body }) => body);

it("exchanges the one verdict of a document in one choice, or takes several in", async () => {
  const { asked } = await show([first], { languages: ["mk"] });
  await expect.element(page.getByRole("radio", { name: /К-1184/ })).toBeChecked();
  await expect.element(page.getByText(/It changes in Macedonian too/)).toBeVisible();
  await expect.element(page.getByRole("button", { name: "Change", exact: true })).toBeDisabled();
  await page.getByRole("radio", { name: /Nr. 214/ }).click();
  await expectAccessible();
  await page.getByRole("button", { name: "About several verdicts" }).click();
  await page.getByRole("checkbox", { name: /K. 63/ }).click();
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect.poll(() => posted(asked)).toEqual([{ number: 3, verdicts: [second, third] }]);
});

it("keeps a verdict that something rests on, and says what and where, each a way there", async () => {
  const at = { verdict: first, language: "sr-Latn" as const };
  const [here, there] = [newId(BlockId), newId(BlockId)];
  const rests = [
    { ...at, output: id, block: here, kind: "quote" as const, place: "§ 2" },
    { ...at, output: partner, block: there, kind: "table" as const, place: "", language: "mk" as const },
  ];
  const { asked } = await show([first], { rests });
  await expect.element(page.getByRole("checkbox", { name: /К-1184/ })).toBeDisabled();
  await expect
    .element(page.getByText("It stays as long as this draws on it: 1 quote and 1 table or chart."))
    .toBeVisible();
  await expect
    .element(page.getByRole("link", { name: "Table or chart (Macedonian)" }))
    .toHaveAttribute("href", `/outputs/${partner}#${there}`);
  const went = new Promise((resolve) => {
    document.addEventListener("coram-naming-go", (event) => resolve((event as CustomEvent).detail), { once: true });
  });
  await page.getByRole("button", { name: "Quote, § 2" }).click();
  expect(await went).toBe(here);
  void document.querySelector("coram-change-verdicts")?.ask();
  await page.getByRole("checkbox", { name: /Nr. 214/ }).click();
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect.poll(() => posted(asked)).toEqual([{ number: 3, verdicts: [first, second] }]);
  await expectAccessible();
  // Of one, any other would take it away.
  await show([first], { rests, limit: 1 });
  for (const radio of page.getByRole("radio").all()) await expect.element(radio).toBeDisabled();
  await show([first], { isHeld: true });
  expect(page.getByRole("radio").elements()).toEqual([]);
});
