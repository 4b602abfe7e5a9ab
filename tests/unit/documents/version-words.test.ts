import { expect, it } from "vitest";
import { diffDocuments } from "../../../client/outputs/version-diff.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import { paragraph, words } from "../../helpers/network/an-output.ts";

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
