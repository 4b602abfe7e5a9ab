import { expect, test } from "vitest";
import "../../../../client/prepare/coram-prepare-page.ts";
import "../../../../client/verdict/page/coram-verdict-page.ts";
import type { Stage } from "../../../../schema/domain/verdict.ts";
import { FACILITATOR } from "../../../helpers/browser/shell-data.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

const WORDS = "In preparation, with people’s names: not for passing on";

/** What is said on paper above the text, and whether it is said at the foot of each sheet too. */
async function printed(tag: string, stage: Stage): Promise<[words: string | undefined, isAtFoot: boolean]> {
  const view = verdictOf("Jelena Marković was taken to Niš.");
  const { id } = view.verdict;
  const answer = { ...view, verdict: { ...view.verdict, stage }, can: { ...view.can, prepare: true } };
  const answers = { [`GET /api/verdicts/${id}?opened`]: answer, [`GET /api/verdicts/${id}`]: answer };
  await mount(tag, FACILITATOR, answers, { verdictId: id } as object);
  await expect.poll(() => document.querySelector("coram-verdict-text .ProseMirror")?.textContent).toContain("Jelena");
  const feet = [...document.querySelectorAll("style")].filter(({ textContent }) => textContent.includes(WORDS));
  return [document.querySelector(".printed-mark")?.textContent, feet.length > 0];
}

test.each(["coram-verdict-page", "coram-prepare-page"])(
  "a verdict in preparation that is printed says on each sheet that it names people: %s",
  async (tag) => {
    expect(await printed(tag, "in-preparation")).toEqual([WORDS, true]);
    expect(await printed(tag, "cleared")).toEqual([undefined, false]);
  },
);
