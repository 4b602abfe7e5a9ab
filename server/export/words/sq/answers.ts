import type { AnswerWords } from "../shape.ts";

export const answers: AnswerWords = {
  answers: "Përgjigjet",
  question: "Pyetja",
  questionId: "ID e pyetjes",
  subject: "Për",
  verdict: "vendimi",
  answer: "Përgjigjja",
  unsure: "e pasigurt",
  evidence: "Mbështetja",
  answeredBy: "U përgjigj",
  answeredAt: "Koha e përgjigjes",
  "not-mentioned": "nuk është në vendim",
  yes: "po",
  no: "jo",
  unclear: "e paqartë",
  months: "muaj",
};
