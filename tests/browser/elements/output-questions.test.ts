import { page, userEvent } from "vitest/browser";
import { describe, expect, it } from "vitest";
import type { TrayAnswer } from "../../../schema/protocol/http/quotes.ts";
import { node, paragraph, SOURCE, words } from "../../helpers/network/an-output.ts";
import { openOutput } from "../../helpers/browser/outputs/output-page.ts";
import { expectAccessible } from "../../helpers/browser/shell-page.ts";

describe("what is chosen of many questions", () => {
  const asked = (at: number, type: TrayAnswer["type"], label: string): TrayAnswer => ({
    verdict: SOURCE.verdict,
    question: `q.${at}` as never,
    label,
    ...(type ? { type } : {}),
    unit: "",
    words: "yes",
    isUnsure: false,
    isSoFar: false,
    evidence: [],
  });
  const ANSWERS = [
    ...Array.from({ length: 8 }, (_, i) => asked(i, "choice", `Finding ${i}`)),
    asked(8, "yes-no-unclear", "Was a compensation claim decided?"),
    asked(9, "duration", "Length of imprisonment"),
    asked(10, "date", "Date of the indictment"),
    asked(11, "text", "Reasons for the sentence"),
  ];
  const many = (kind: "chart" | "comparison"): ReturnType<typeof openOutput> =>
    openOutput([paragraph(words("Before.")), node(kind, {})], [], true, "en", [], [], ANSWERS);
  const labels = (): string[] =>
    [...document.querySelectorAll("coram-question-choice .ev-row")].map((each) => each.textContent?.trim() ?? "");
  const find = page.getByRole("searchbox", { name: "Find a question" });

  it("a comparison of nothing stands open, and a question of it is found by its words", async () => {
    const open = many("comparison");
    await expect.element(find).toBeVisible();
    await expect.poll(() => labels().length).toBe(ANSWERS.length);
    await expectAccessible();
    await userEvent.fill(find, "claims");
    expect(labels()).toEqual(["Was a compensation claim decided?"]);
    await userEvent.keyboard("{Enter}");
    expect(open.room.document().content[1]?.attrs).toMatchObject({ questions: "q.8" });
    await userEvent.fill(find, "nowhere");
    await expect.element(page.getByText("No question has these words.")).toBeVisible();
    await userEvent.click(page.getByRole("button", { name: "Done" }));
    await expect.element(find).not.toBeInTheDocument();
  });

  it("a chart of nothing stands open, and lists what it can draw as it is to be drawn", async () => {
    const open = many("chart");
    await expect.poll(() => labels().length).toBe(9);
    await userEvent.click(page.getByRole("checkbox", { name: "Finding 3" }));
    await userEvent.selectOptions(page.getByRole("combobox", { name: "Drawn as" }), "spans");
    // What is chosen is seen to be.
    await expect.poll(labels).toEqual(["Finding 3", "Date of the indictment"]);
    await userEvent.click(page.getByRole("checkbox", { name: "Finding 3" }));
    await userEvent.selectOptions(page.getByRole("combobox", { name: "Drawn as" }), "pairs");
    await expect.poll(labels).toEqual(["Length of imprisonment"]);
    expect(open.room.document().content[1]?.attrs).toMatchObject({ kind: "pairs", questions: "" });
  });
});
