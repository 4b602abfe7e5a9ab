import type { AnswerWords } from "../shape.ts";

export const answers: AnswerWords = {
  answers: "Одговори",
  question: "Питање",
  questionId: "Ознака питања",
  subject: "О коме",
  verdict: "пресуда",
  answer: "Одговор",
  unsure: "несигурно",
  evidence: "Поткрепа",
  answeredBy: "Одговорио/ла",
  answeredAt: "Време одговора",
  "not-mentioned": "није наведено",
  yes: "да",
  no: "не",
  unclear: "нејасно",
  months: "месеци",
};
