import type { ReactiveControllerHost } from "lit";
import { expect, test } from "vitest";
import type { RememberedWords } from "../../../../client/sync/pending-store.ts";
import { screenDrafts } from "../../../../client/sync/screening.ts";
import { WorkStore } from "../../../../client/sync/offline/work-store.ts";
import type { VerdictModel } from "../../../../client/verdict/model/verdict-model.ts";
import { AnswerTime } from "../../../../client/verdict/sheet/answer-time.ts";
import { LayerId, newId } from "../../../../schema/domain/ids.ts";
import { SHEET } from "../../../helpers/network/case-sheet.ts";
import { MIRA } from "../../../helpers/browser/verdict-views.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

const { summary } = SHEET;
const at = "2026-12-01T10:00:00.000Z";

test("the answer in whose place one was given is told without what is erased from it, and not before that is known", async () => {
  const layer = newId(LayerId);
  const view = verdictOf("Jelena je odvedena u Niš.");
  const kept = WorkStore.inMemory(MIRA.id, { kind: "verdict", id: view.verdict.id });
  const before = { value: "Jelena je žrtva", by: MIRA.id, at, evidence: [] };
  window.fetch = () => Promise.resolve(Response.json({ times: [{ layer, at, before }] }));
  const model = {
    showsFrozen: false,
    isGuest: false,
    openLayer: layer,
    verdictId: view.verdict.id,
    view,
    answers: { get: () => ({ author: MIRA, value: "Nema žrtve", pending: false }) },
    remember: (words: RememberedWords) => kept.remember("verdict", words),
  } as unknown as VerdictModel;
  const host = { addController: () => undefined, requestUpdate: () => undefined };
  const time = new AnswerTime(host as unknown as ReactiveControllerHost);
  const earlier = () => time.when(model, { question: summary.id, subject: "verdict" })?.earlier?.value;
  await expect.poll(earlier).toBe("Jelena je žrtva");
  const erased = screenDrafts(kept, (texts) =>
    Promise.resolve(texts.map((words) => words.replace("Jelena", "[Victim A]"))),
  );
  expect(earlier()).toBeUndefined();
  await erased;
  expect(earlier()).toBe("[Victim A] je žrtva");
  time.hostDisconnected();
  expect(kept.remembered).toEqual([]);
});
