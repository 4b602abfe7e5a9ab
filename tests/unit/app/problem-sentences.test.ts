import { expect, test } from "vitest";
import { describeProblem, ProblemError } from "../../../client/api/http.ts";

test("a refusal of what is too much names the limit and what the file has", () => {
  const said = (code: "import-too-large" | "import-too-complex", what: string): string =>
    describeProblem(new ProblemError(code, { what, limit: 20_000, found: 50_000 }));
  for (const what of ["cells", "paragraph", "paragraphs", "pages"])
    expect(said("import-too-complex", what)).toMatch(/20,000.*50,000/);
  for (const what of ["megabytes", "characters", "megapixels", "page-picture", "centimetres"])
    expect(said("import-too-large", what)).toMatch(/20,000.*50,000/);
  // What has no sentence of its own keeps the general one.
  expect(said("import-too-large", "something")).toBe(describeProblem(new ProblemError("import-too-large")));
});

test("a refusal whose cause is known more closely says it", () => {
  for (const [code, whats] of [
    ["import-empty", ["body", "pictures"]],
    ["import-unknown-format", ["mail", "tiff"]],
  ] as const) {
    const said = [code, ...whats].map((what) => describeProblem(new ProblemError(code, what === code ? {} : { what })));
    expect(new Set(said).size).toBe(3);
  }
});
