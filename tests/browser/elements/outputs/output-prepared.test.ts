import { expect, it } from "vitest";
import type { CoramOutputNotices } from "../../../../client/outputs/coram-output-notices.ts";
import "../../../../client/outputs/coram-output-notices.ts";
import type { CoramOutputsPage } from "../../../../client/outputs/coram-outputs-page.ts";
import "../../../../client/outputs/coram-outputs-page.ts";
import { newId, OutputId, VerdictId } from "../../../../schema/domain/ids.ts";
import type { OutputView } from "../../../../schema/protocol/http/outputs.ts";
import { FACILITATOR, NETWORK } from "../../../helpers/browser/shell-data.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

it("a document that a verdict in preparation keeps closed is listed with the reason, and nothing says that there is none", async () => {
  const closed = [{ id: newId(OutputId), title: "Two victims", language: "en", organisations: ["Qendra Besa"] }];
  const { page } = await mount<CoramOutputsPage>("coram-outputs-page", FACILITATOR, {
    "GET /api/outputs": { outputs: [], closed },
    "GET /api/network": NETWORK,
  });
  await expect
    .poll(() => page.querySelector(".output-closed")?.textContent.replaceAll(/\s+/g, " ").trim())
    .toBe(
      "Two victims is closed for now: it draws on a verdict that is in preparation. Ask the facilitators of Qendra Besa.",
    );
  expect(page.textContent).not.toContain("Nothing is written yet");
  await expectAccessible();
});

it("who prepares a verdict reads in the document that draws on it that they are alone with it", async () => {
  const verdict = newId(VerdictId);
  const output = { inPreparation: [{ verdict, named: "K 7/26" }], status: "draft", may: { write: true } };
  const { page } = await mount<CoramOutputNotices>(
    "coram-output-notices",
    FACILITATOR,
    {},
    {
      output: output as unknown as OutputView,
    },
  );
  expect(page.textContent.replaceAll(/\s+/g, " ")).toContain("It draws on what you prepare: K 7/26.");
  expect(page.querySelector("a")?.getAttribute("href")).toBe(`/verdicts/${verdict}`);
  await expectAccessible();
});
