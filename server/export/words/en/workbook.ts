import type { WorkbookWords } from "../shape.ts";

export const workbook: WorkbookWords = {
  sheets: {
    readMe: "Read me",
    passages: "Passages",
    categories: "Categories × verdicts",
    questions: "Questions × verdicts",
    answers: "Answers",
  },
  how: {
    passages: "One row per tagged passage. The arrows in the first row sort and filter.",
    categories:
      "How many tags of each category a verdict has, sub-categories with it; one category on one passage counts once. The last row counts all tags of a verdict. Totals count verdicts of which something stands, and no others.",
    questions:
      "What each question of the case sheet was answered; below, the questions on persons, one row per person and question. {who} of one verdict is not {who} of another.",
    answers: "One row per answer, with the passages that prove it, who gave it and when.",
  },
  more: {
    coders: "“2 of 3” are coders: of a verdict of which nothing is settled it says how many of them answered so.",
    range: "“3–5” are codings that are not settled: the fewest and the most that one coder has. No total counts them.",
    part: "The file holds only a part of what stands, and these tables count only what it holds. An empty cell says nothing of the verdict.",
    dates: "Days, times ({utc}) and numbers sort as such. A date of which only the year or the month is known is text.",
    placeholders: "Words in square brackets stand for names that were replaced.",
    folded:
      "Columns that are empty in this file, and those of reference, whose tags, round and version, are folded and not printed: the + above the columns unfolds them.",
  },
  parts: { file: "About this file", how: "How to read the sheets", left: "Left out" },
  left: {
    ids: ["IDs of categories, passages and questions", "Tick “With IDs” when you make the file."],
    notes: [
      "Notes, reasons of rulings, names of coders, comments",
      "Tick “With notes, reasons and names of coders” when you make the file.",
    ],
    tables: "They count what stands, and this file holds something else.",
    ofPassages: "Passages were asked for by category or words, and answers have neither.",
    answers: "Nobody has answered anything here yet.",
    "in-preparation": "Verdicts in preparation",
    blind: "Verdicts that you code blind",
    "being-coded": "Verdicts whose coders work blind",
    nothing: "Verdicts in which nothing stands of what was asked for",
    unsettled: "Verdicts of which nothing is settled yet",
  },
  total: "Total",
  foundIn: "Verdicts with it",
  allTags: "All tags",
  retired: "retired",
};
