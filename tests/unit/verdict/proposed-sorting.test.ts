import { expect, test } from "vitest";
import { ShownVerdict } from "../../../client/verdict/model/shown-verdict.ts";
import { tagView } from "../../../client/verdict/model/tag-view.ts";
import { AnnotationId, CategoryId, MemberId, newId, VerdictId } from "../../../schema/domain/ids.ts";
import { DISCUSS } from "../../../schema/domain/methodology/methodology.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";

const ME = newId(MemberId);
const NO_REST = CategoryId.parse("control.no-rest");
const anchorAt = (start: number, end: number) => ({ revision: 1, ranges: [{ start, end }] });

test("a tag to be talked over is offered the category that was proposed from its words, once that is in force", () => {
  const id = newId(VerdictId);
  const category = (own: CategoryId, code: string, exampleFrom: object | null = null) => ({
    id: own,
    code,
    label: { en: code },
    parent: null,
    exampleFrom,
  });
  const categories = [
    category(DISCUSS, "X"),
    category(NO_REST, "C6", { verdict: id, anchor: anchorAt(10, 30) }),
    category(CategoryId.parse("means"), "B", { verdict: newId(VerdictId), anchor: anchorAt(10, 30) }),
  ];
  const view = {
    verdict: { id, owner: "o" },
    revision: { number: 1, text: "x".repeat(60), blocks: [{ start: 0, end: 60 }] },
    maps: [],
    methodology: { number: 2, content: { categories }, maps: [], gone: [] },
    members: [{ id: ME, role: "lawyer" }],
  } as unknown as VerdictView;
  const shown = new ShownVerdict(view, ME, "en", () => {});
  const author = { id: ME } as never;
  const sorting = (of: CategoryId, start: number, end: number, canChange = true): unknown => {
    const annotation = {
      id: newId(AnnotationId),
      category: of,
      version: 2,
      anchor: anchorAt(start, end),
      createdAt: "",
    };
    const state = { author, changedBy: null, canChange, pending: false, deleted: false };
    const at = { state: "same" as const, revision: 1, ranges: [{ start, end }] };
    return tagView(shown, annotation as never, at, state).sorting?.map(({ code }) => code);
  };
  expect(sorting(DISCUSS, 10, 30)).toEqual(["C6"]);
  // Elsewhere, of another category, or another's tag: nothing is offered.
  expect([sorting(DISCUSS, 40, 50), sorting(NO_REST, 10, 30), sorting(DISCUSS, 10, 30, false)]).toEqual([[], [], []]);
});
