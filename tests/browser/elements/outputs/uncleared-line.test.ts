import { page } from "vitest/browser";
import { expect, test } from "vitest";
import "../../../../client/styles/base.css";
import "../../../../client/styles/tokens.css";
import "../../../../client/outputs/files/coram-uncleared-words.ts";
import { newId, OutputId, VerdictId } from "../../../../schema/domain/ids.ts";
import { BlockId } from "../../../../schema/domain/output.ts";
import { node, words } from "../../../helpers/network/an-output.ts";
import { expectAccessible, mount } from "../../../helpers/browser/shell-page.ts";

test("names each place where words of a verdict in preparation stand, and leads there", async () => {
  const [id, at, verdict] = [newId(OutputId), newId(BlockId), newId(VerdictId)];
  const places = [at, null].map((each) => ({ at: each, verdict, caseNumber: "K 12/25" }));
  const doc = { type: "doc", content: [node("paragraph", { id: at }, words("Zna se da je odvedena noću u stan."))] };
  const { page: line } = await mount<HTMLElementTagNameMap["coram-uncleared-words"]>(
    "coram-uncleared-words",
    null,
    { [`GET /api/outputs/${id}/uncleared`]: { isAsked: true, places } },
    { output: id, doc: doc as never },
  );
  const went: unknown[] = [];
  line.addEventListener("coram-naming-go", ({ detail }) => went.push(detail));
  await expect.poll(() => line.textContent).toContain("Words of a verdict in preparation");
  await page.getByRole("button", { name: /^Zna se da/u }).click();
  await page.getByRole("button", { name: "Title" }).click();
  expect(went).toEqual([at, null]);
  await expectAccessible(document.body);
});
