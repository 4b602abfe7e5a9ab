import type { AnswerWords } from "../shape.ts";

export const answers: AnswerWords = {
  answers: "Odgovori",
  question: "Pitanje",
  questionId: "ID pitanja",
  subject: "O kome",
  verdict: "presuda",
  answer: "Odgovor",
  unsure: "nesigurno",
  evidence: "Potkrepa",
  answeredBy: "Odgovorio/la",
  answeredAt: "Vreme odgovora",
  "not-mentioned": "nije u presudi",
  yes: "da",
  no: "ne",
  unclear: "nejasno",
  months: "meseci",
};
