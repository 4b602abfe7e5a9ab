import { expect, it } from "vitest";
import { diffDocuments } from "../../../client/outputs/versions/version-diff.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { node, paragraph, words } from "../../helpers/network/an-output.ts";

it("tells what changed in the words of the document's language, tokens among them, their letter Latin", () => {
  const block = paragraph(words("Судот ја слушна [Victim A] без превод."));
  const document = (text: string): OutputDocument => ({ type: "doc", content: [{ ...block, content: [words(text)] }] });
  const before = document("Судот ја слушна [Victim A] без превод.");
  expect(diffDocuments(before, before, "mk")[0]?.parts).toEqual([
    { kind: "same", text: "Судот ја слушна [Жртва\u00a0A] без превод." },
  ]);
  expect(diffDocuments(before, document("Судот ја слушна [Victim B] без превод."), "mk")[0]?.parts).toEqual([
    { kind: "same", text: "Судот ја слушна [Жртва\u00a0" },
    { kind: "removed", text: "A" },
    { kind: "added", text: "B" },
    { kind: "same", text: "] без превод." },
  ]);
});

it("has the words of a quote that was removed, as long as its passage is there", () => {
  const quote = node("evidence", { annotation: "t1" });
  const [before, after]: OutputDocument[] = [[quote], []].map((content) => ({ type: "doc", content }));
  const gone = (quoted?: ReadonlyMap<string, string>): unknown => diffDocuments(before!, after!, "mk", quoted)[0];
  const block = { kind: "removed", type: "evidence" };
  expect(gone(new Map([["t1", "му одзел пасош"]]))).toEqual({
    ...block,
    parts: [{ kind: "removed", text: "му одзел пасош" }],
  });
  expect(gone()).toEqual({ ...block, parts: [] });
});

it("has the words that are quoted within a sentence, in their marks, and not those of a note behind it", () => {
  const quote = node("evidenceNote", { annotation: "t1", shows: "words" });
  const note = node("evidenceNote", { annotation: "t1", shows: "note" });
  const untagged = node("evidenceNote", { id: "b9", shows: "words" });
  const block = paragraph(words("The court says "), quote, note, words(" and "), untagged, words("."));
  const quoted = new Map([
    ["t1", "took that"],
    ["b9", "was so"],
  ]);
  const doc: OutputDocument = { type: "doc", content: [block] };
  expect(diffDocuments(doc, doc, "en", quoted)[0]?.parts).toEqual([
    { kind: "same", text: "The court says “took that” and “was so”." },
  ]);
});
