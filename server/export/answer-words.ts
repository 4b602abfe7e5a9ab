import type { UiLanguage } from "../../schema/domain/language.ts";

/** Words of the table of answers, in the reader's language. */
export interface AnswerWords {
  answers: string;
  question: string;
  questionId: string;
  subject: string;
  verdict: string;
  answer: string;
  unsure: string;
  evidence: string;
  answeredBy: string;
  answeredAt: string;
  "not-mentioned": string;
  yes: string;
  no: string;
  unclear: string;
  months: string;
}

const en: AnswerWords = {
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
  "not-mentioned": "not mentioned",
  yes: "yes",
  no: "no",
  unclear: "unclear",
  months: "months",
};

const srLatn: AnswerWords = {
  answers: "Odgovori",
  question: "Pitanje",
  questionId: "Oznaka pitanja",
  subject: "O kome",
  verdict: "presuda",
  answer: "Odgovor",
  unsure: "nesigurno",
  evidence: "Potkrepa",
  answeredBy: "Odgovorio/la",
  answeredAt: "Vreme odgovora",
  "not-mentioned": "nije navedeno",
  yes: "da",
  no: "ne",
  unclear: "nejasno",
  months: "meseci",
};

const srCyrl: AnswerWords = {
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

const mk: AnswerWords = {
  answers: "Одговори",
  question: "Прашање",
  questionId: "Ознака на прашањето",
  subject: "За кого",
  verdict: "пресудата",
  answer: "Одговор",
  unsure: "несигурно",
  evidence: "Поткрепа",
  answeredBy: "Одговорил/а",
  answeredAt: "Време на одговорот",
  "not-mentioned": "не е наведено",
  yes: "да",
  no: "не",
  unclear: "нејасно",
  months: "месеци",
};

const sq: AnswerWords = {
  answers: "Përgjigjet",
  question: "Pyetja",
  questionId: "Shenja e pyetjes",
  subject: "Për",
  verdict: "vendimi",
  answer: "Përgjigjja",
  unsure: "e pasigurt",
  evidence: "Mbështetja",
  answeredBy: "U përgjigj",
  answeredAt: "Koha e përgjigjes",
  "not-mentioned": "nuk përmendet",
  yes: "po",
  no: "jo",
  unclear: "e paqartë",
  months: "muaj",
};

export const ANSWER_WORDS: Record<UiLanguage, AnswerWords> = { en, "sr-Latn": srLatn, "sr-Cyrl": srCyrl, mk, sq };
