import { expect, test } from "vitest";
import { recogniseText } from "../../../server/import/recognise/recognise.ts";
import { importReport, importSummary } from "../../../server/import/report.ts";

const got = recogniseText(
  "VIŠI SUD U NIŠU\nK. 1/20\nDana 19.06.2024. godine\n\nU IME NARODA\n\nP R E S U D U\n\n41. Okrivljeni je kriv za delo.",
);

test("the report of an import has the shape that scripts read", () => {
  const report = importReport(got);
  expect(report).toMatchObject({ language: "sr", script: "Latn", text: got.text, warnings: got.warnings });
  expect(report.blocks.at(-1)).toEqual({
    kind: "paragraph",
    start: got.text.indexOf("41."),
    end: got.text.length,
    number: "6",
    page: null,
    section: "operative",
    printed: "41",
  });
});

test("the summary names what was found and what was not, and holds no sentence of the document", () => {
  const summary = importSummary("presuda.txt", got);
  expect(summary).toContain("presuda.txt");
  expect(summary).toContain("Viši sud u Nišu");
  expect(summary).toContain("introduction, operative");
  expect(summary).not.toContain("Okrivljeni");
  expect(importSummary("a.txt", recogniseText("Samo jedna rečenica bez zaglavlja i bez suda."))).toContain(
    "court      not found",
  );
});
