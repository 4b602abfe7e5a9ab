import type { AnswerWords } from "../shape.ts";

export const answers: AnswerWords = {
  answers: "Одговори",
  question: "Прашање",
  questionId: "ИД на прашањето",
  subject: "За кого",
  verdict: "пресудата",
  answer: "Одговор",
  unsure: "несигурно",
  evidence: "Поткрепа",
  answeredBy: "Одговорил/а",
  answeredAt: "Време на одговорот",
  "not-mentioned": "не е во пресудата",
  yes: "да",
  no: "не",
  unclear: "нејасно",
  months: "месеци",
};
