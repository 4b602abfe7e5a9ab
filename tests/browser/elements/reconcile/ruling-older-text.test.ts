import { expect, test } from "vitest";
import { RulingController, type RulingContext } from "../../../../client/reconcile/ruling/ruling-controller.ts";
import { keepDraft, newDraft } from "../../../../client/reconcile/ruling/ruling-draft.ts";
import type { ShownDisagreement } from "../../../../client/reconcile/shown-disagreement.ts";
import type { DisagreementId } from "../../../../schema/domain/ids.ts";
import { verdictOf } from "../../../helpers/workshops/verdict-of.ts";

test("a ruling that was begun on a newer text shows no passage on an older one, keeps its own for it, and takes those that are chosen here for this one", () => {
  const view = verdictOf("She was taken to the border.");
  const id = "case" as DisagreementId;
  const one = { view: { id, about: null, version: 1 }, sides: [], isOpen: true, offered: null } as unknown;
  const host = { addController: () => undefined, requestUpdate: () => undefined };
  const asked = {
    verdict: view.verdict.id,
    model: { me: "me", view, text: view.revision.text },
    disagreements: { list: { can: { rule: true }, cases: [] } },
    one,
    all: [one],
  } as unknown as RulingContext;
  const controller = new RulingController(host as never, () => asked);
  const ruled = one as ShownDisagreement;
  const begun = {
    ...newDraft(1, 3),
    choice: "span" as const,
    span: { category: null, ranges: [{ start: 90, end: 99 }] },
  };
  keepDraft(id, begun);
  expect(controller.draftOf(ruled).span.ranges).toEqual([]);
  controller.change(ruled, { reason: "As found." });
  expect(controller.toRecord(ruled)).toEqual({ ...begun, reason: "As found." });
  controller.takeSpan(ruled, { start: 8, end: 13 });
  const taken = { revision: 1, span: { category: null, ranges: [{ start: 8, end: 13 }] }, reason: "As found." };
  expect(controller.draftOf(ruled)).toMatchObject(taken);
  expect(controller.toRecord(ruled)).toMatchObject(taken);
});
