import { expect, it } from "vitest";
import { page as browser } from "vitest/browser";
import "../../../../client/verdict/page/dialogs/coram-stage-dialog.ts";
import type { CoramStageDialog } from "../../../../client/verdict/page/dialogs/coram-stage-dialog.ts";
import { OutputId } from "../../../../schema/domain/ids.ts";
import type { ClearingView, PutOut } from "../../../../schema/protocol/http/clearing.ts";
import { FACILITATOR, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { expectBothThemes, onShellPage } from "../../../helpers/browser/shell-answers.ts";
import { mount, type Refused } from "../../../helpers/browser/shell-page.ts";

onShellPage();

const verdict = { ...VERDICTS.open, stage: "cleared-for-guests" as const };
const PATH = `/api/verdicts/${verdict.id}`;
const CHECKED: ClearingView = {
  stage: "cleared-for-guests",
  next: "cleared-for-public",
  revision: 1,
  findings: [],
  counts: [],
  ticks: [],
  seen: "",
  left: [],
  removed: 0,
  secondReader: { network: false, verdict: false },
  signed: [],
};

async function asked(putOut: PutOut | Refused) {
  await mount<CoramStageDialog>(
    "coram-stage-dialog",
    FACILITATOR,
    {
      [`GET ${PATH}/clearing`]: CHECKED,
      [`GET ${PATH}/put-out`]: putOut,
    },
    { verdict, open: true },
  );
  await browser.getByRole("button", { name: "Back to “Cleared”…" }).click();
  return browser.getByRole("group", { name: "Move it back now?" });
}

it("names the guests who are put out before a verdict is taken back from them, and the documents that close", async () => {
  const document = { id: OutputId.parse("o".repeat(22)), title: "Kad mora da čeka", language: "sr-Latn" as const };
  const question = await asked({
    guests: ["Vera Bianchi", "Paolo Conti"],
    documents: [
      { ...document, guests: ["Carla Bianchi"] },
      { ...document, title: "", guests: ["Nina Rossi"] },
    ],
  });
  await expect.element(question.getByText("Guests who lose access: Paolo Conti and Vera Bianchi.")).toBeVisible();
  const lines = question
    .getByRole("listitem")
    .elements()
    .map((line) => line.textContent.replace(/\s+/g, " ").trim());
  expect(lines).toEqual(["Kad mora da čeka: Carla Bianchi", "Untitled: Nina Rossi"]);
  expect(question.element().querySelector("b[lang]")?.getAttribute("lang")).toBe("sr-Latn");
  await expect.element(question.getByRole("button", { name: "Back to “Cleared”" })).toBeEnabled();
  for (const width of [390, 1280]) {
    await browser.viewport(width, 900);
    await expectBothThemes();
  }
});

it("says that nobody is a guest of it", async () => {
  const question = await asked({ guests: [], documents: [] });
  await expect.element(question.getByText("No guest is invited to this verdict now.")).toBeVisible();
  expect(question.getByRole("listitem").elements()).toEqual([]);
});

it("lets it be taken back where it cannot be said whom that puts out", async () => {
  const question = await asked({ status: 500, problem: { code: "internal" } });
  await expect
    .poll(() => question.element().textContent)
    .toContain("Which guests lose access could not be checked just now.");
  await expect.element(question.getByRole("button", { name: "Back to “Cleared”" })).toBeEnabled();
});
