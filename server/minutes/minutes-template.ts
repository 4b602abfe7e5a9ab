import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { toCyrillic } from "../../schema/language/script.ts";

/** The kind of document that minutes of a workshop are; no template of a methodology has this name. */
export const MINUTES = "minutes";

type Words = Record<"en" | "mk" | "sq" | "sr", string>;

const said = ({ sr, ...words }: Words): Record<string, string> => ({
  ...words,
  "sr-Latn": sr,
  "sr-Cyrl": toCyrillic(sr),
});

const SECTIONS = {
  held: {
    title: { en: "Where and when", mk: "Каде и кога", sq: "Ku dhe kur", sr: "Gde i kada" },
    prompt: {
      en: "Write the place here.",
      mk: "Напишете го местото овде.",
      sq: "Shkruani këtu vendin.",
      sr: "Ovde napišite mesto.",
    },
  },
  present: {
    title: { en: "Who was there", mk: "Кој беше таму", sq: "Kush ishte aty", sr: "Ko je bio tu" },
    prompt: {
      en: "Of guests those are counted whom Attendance says were there. Write here the names of guests who agreed to it.",
      mk: "Од гостите се бројат оние за кои списокот на присутните кажува дека биле таму. Овде напишете ги имињата на гостите што се согласиле.",
      sq: "Nga të ftuarit numërohen ata për të cilët lista e pjesëmarrjes thotë se ishin aty. Shkruani këtu emrat e të ftuarve që u pajtuan.",
      sr: "Od gostiju se broje oni za koje spisak prisutnih kaže da su bili tu. Ovde napišite imena gostiju koji su na to pristali.",
    },
  },
  decisions: {
    title: { en: "Decisions", mk: "Одлуки", sq: "Vendimet", sr: "Odluke" },
    prompt: {
      en: "Say why, where the record does not.",
      mk: "Кажете зошто, каде што евиденцијата не кажува.",
      sq: "Thoni pse, aty ku regjistri nuk e thotë.",
      sr: "Recite zašto, gde evidencija to ne kaže.",
    },
  },
  agenda: {
    title: { en: "What was done", mk: "Што се работеше", sq: "Çfarë u bë", sr: "Šta je rađeno" },
    prompt: {
      en: "Step by step, with what the slips showed.",
      mk: "Чекор по чекор, со она што го покажаа листовите.",
      sq: "Hap pas hapi, me atë që treguan fletët.",
      sr: "Korak po korak, sa onim što su listovi pokazali.",
    },
  },
  open: {
    title: { en: "Left open", mk: "Останува отворено", sq: "Mbetet e hapur", sr: "Ostaje otvoreno" },
    prompt: {
      en: "Questions that were put off, who takes them and until when.",
      mk: "Одложени прашања, кој ги презема и до кога.",
      sq: "Pyetjet e shtyra, kush i merr përsipër dhe deri kur.",
      sr: "Odložena pitanja, ko ih preuzima i do kada.",
    },
  },
  next: {
    title: { en: "What comes next", mk: "Што следува", sq: "Çfarë vjen më pas", sr: "Šta sledi" },
    prompt: {
      en: "The next meeting and what is done until then.",
      mk: "Следниот состанок и што се прави дотогаш.",
      sq: "Takimi tjetër dhe çfarë bëhet deri atëherë.",
      sr: "Sledeći sastanak i šta se radi do tada.",
    },
  },
} as const satisfies Record<string, { title: Words; prompt: Words }>;

export type MinutesSection = keyof typeof SECTIONS;

/** The sections of minutes, which verdicts do not feed. */
export const MINUTES_TEMPLATE: MethodologyContent["outputs"][number] = {
  id: MINUTES,
  title: said({ en: "Minutes", mk: "Записник", sq: "Procesverbal", sr: "Zapisnik" }),
  sections: Object.entries(SECTIONS).map(([id, { title, prompt }]) => ({
    id,
    title: said(title),
    prompt: said(prompt),
    fromCategories: [],
    fromQuestions: [],
  })),
};
