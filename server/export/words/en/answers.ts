import type { AnswerWords } from "../shape.ts";

export const answers: AnswerWords = {
  answers: "Answers",
  question: "Question",
  questionId: "Question id",
  subject: "Of",
  verdict: "the verdict",
  answer: "Answer",
  unsure: "unsure",
  evidence: "Evidence",
  answeredBy: "Answered by",
  answeredAt: "Answered at",
  "not-mentioned": "not in the verdict",
  yes: "yes",
  no: "no",
  unclear: "unclear",
  months: "months",
};
