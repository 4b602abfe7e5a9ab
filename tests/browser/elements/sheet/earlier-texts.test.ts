import { expect, test } from "vitest";
import { coveredText } from "../../../../client/verdict/model/covered-text.ts";
import { PageChanges } from "../../../../client/verdict/page/page-changes.ts";
import type { PageContext } from "../../../../client/verdict/page/page-context.ts";
import type { EditMap } from "../../../../schema/text/revision.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

const TEXT = "Jelena je odvedena u Niš.";
const view = verdictOf(TEXT);
const maps: EditMap[] = [{ from: 1, steps: [{ start: 18, removed: 1, inserted: 1, kind: "correct" }] }];
const corrected = { ...view, maps, revision: { ...view.revision, number: 2 } };

/** Texts of before, and what the server answers when it is asked for one. */
function open() {
  const shown = { tags: [], view: corrected, isCovered: false };
  const answers: ((text: string | null) => void)[] = [];
  window.fetch = () =>
    new Promise((resolve) => {
      answers.push((text) =>
        resolve(text === null ? new Response(null, { status: 404 }) : Response.json({ number: 1, text })),
      );
    });
  const page = { model: shown, host: { requestUpdate: () => changes.update() } } as unknown as PageContext;
  const changes = new PageChanges(page);
  changes.update();
  changes.bring([1]);
  const show = (change: Partial<typeof shown>): void => {
    Object.assign(shown, change);
    changes.update();
  };
  return { changes, answers, show };
}

test("texts of before go the moment that words are erased, and are asked for anew", async () => {
  const { changes, answers, show } = open();
  await expect.poll(() => answers.length).toBe(1);
  answers[0]?.(TEXT);
  await expect.poll(() => changes.texts.get(1)).toBe(TEXT);
  show({
    isCovered: true,
    view: { ...corrected, revision: coveredText(corrected.revision, { revision: 3, paragraphs: "1" }) },
  });
  expect(changes.texts.size).toBe(0);
  await expect.poll(() => answers.length).toBe(2);
  const redacted: EditMap = { from: 2, steps: [{ start: 0, removed: 6, inserted: 10, kind: "redact" }] };
  show({
    isCovered: false,
    view: { ...corrected, maps: [...maps, redacted], revision: { ...view.revision, number: 3 } },
  });
  answers[1]?.(null);
  await expect.poll(() => changes.texts.get(1)).toBeNull();
  expect(answers).toHaveLength(2);
});

test("one that was asked for before an erasure does not come back with its answer, nor where that was missed", async () => {
  const { changes, answers, show } = open();
  await expect.poll(() => answers.length).toBe(1);
  const redacted: EditMap = { from: 2, steps: [{ start: 0, removed: 6, inserted: 10, kind: "redact" }] };
  show({ view: { ...corrected, maps: [...maps, redacted], revision: { ...view.revision, number: 3 } } });
  answers[0]?.(TEXT);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(null);
  await expect.poll(() => changes.texts.get(1)).toBeNull();
});
