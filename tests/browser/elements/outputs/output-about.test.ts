import { nothing, render } from "lit";
import { expect, it } from "vitest";
import { aboutLine } from "../../../../client/outputs/title-field.ts";
import { newId, VerdictId } from "../../../../schema/domain/ids.ts";
import { SOURCE } from "../../../helpers/network/an-output.ts";

it("names at the head of a document the verdict that it is about, of several the first with how many more, all by words", () => {
  const host = document.createElement("main");
  document.body.replaceChildren(host);
  const [other, third] = [newId(VerdictId), newId(VerdictId)];
  const sources = [{ ...SOURCE, verdict: other, caseNumber: "К-1184/23" }, SOURCE];
  const shown = (verdicts: VerdictId[], known = sources): [string | undefined, string | null | undefined] => {
    render(aboutLine({ scope: { kind: "verdicts", verdicts: [SOURCE.verdict] }, verdicts }, known, false), host);
    return [host.textContent?.replace(/\s+/g, " ").trim(), host.querySelector("a")?.getAttribute("href") ?? null];
  };
  const way = `/verdicts/${SOURCE.verdict}`;
  expect(shown([SOURCE.verdict])).toEqual([SOURCE.caseNumber, way]);
  expect(shown([SOURCE.verdict, other, third])).toEqual([`${SOURCE.caseNumber} and 2 more`, way]);
  // While the server is away they are counted.
  expect(shown([SOURCE.verdict, other], [])).toEqual(["2 verdicts", null]);
  render(aboutLine({ scope: { kind: "all" }, verdicts: [SOURCE.verdict] }, sources, false), host);
  expect(host.textContent?.trim()).toBe("All verdicts");
  expect(aboutLine({ scope: { kind: "all" }, verdicts: [] }, sources, true)).toBe(nothing);
});
