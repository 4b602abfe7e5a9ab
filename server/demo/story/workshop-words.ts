import type { DemoPerson } from "../demo-people.ts";

/** Who sits in the workshop of Skopje, and reads in which language. */
export const SEATS: readonly (readonly [DemoPerson, "en" | "mk" | "sq" | "sr-Latn"])[] = [
  ["facilitator-mk", "mk"],
  ["lawyer-mk", "mk"],
  ["lawyer-mk-2", "mk"],
  ["facilitator", "sr-Latn"],
  ["lawyer-rs", "sr-Latn"],
  ["lawyer-rs-2", "sr-Latn"],
  ["facilitator-al", "sq"],
  ["lawyer-al", "sq"],
  ["lawyer-al-2", "en"],
];

/** What somebody marks on their slip: a category, on words of the passage. */
export type Marked = readonly (readonly [category: string, words: string])[];

const SUPPER = "„Ако немав илјада и пет, немаше јадење“";
const HOME = "му било речено „кога мајка ти ќе врати“";
const HIT = "Двапати го удрил со рака по глава, а еднаш со кабел по нозе";
const WITHOUT = "без документи, без пари, без дом и со страв од институциите";
const NO_CHOICE = "таа немала друг прифатлив избор освен да се потчини";
const DEBT: Marked = [
  ["means.control", SUPPER],
  ["means.control", HOME],
];
const FORCE: Marked = [
  ["means.control", HOME],
  ["means.force", HIT],
];
const HARDSHIP: Marked = [["means.vulnerability", `${WITHOUT}, ${NO_CHOICE}`]];
const NAMED: Marked = [["means.vulnerability", WITHOUT]];

/** Passages that all code, each named by words of its paragraph, and what each of those who sit marks, in the order of the seats. */
export const CODED = {
  debt: { words: SUPPER, marked: [DEBT, DEBT, FORCE, DEBT, [["means.control", SUPPER]], FORCE, DEBT, FORCE, DEBT] },
  vulnerability: {
    words: NO_CHOICE,
    marked: [
      HARDSHIP,
      HARDSHIP,
      NAMED,
      HARDSHIP,
      NAMED,
      [["means.control", NO_CHOICE]],
      HARDSHIP,
      [
        ["means.documents", "без документи"],
        ["means.vulnerability", NO_CHOICE],
      ],
      HARDSHIP,
    ],
  },
} as const satisfies Record<string, { words: string; marked: readonly Marked[] }>;

/** What was said in Skopje. */
export const SKOPJE = {
  title: "Методолошка работилница, Скопје",
  debt: "Долг или контрола? Сите кодираат",
  vulnerability: "Ранливост: сите кодираат",
  decide: "Што менуваме во методологијата",
  split: "B7 да се подели на психичка контрола и должничко ропство",
  splitDecided:
    "Долгот и контролата се две различни работи: B7 се дели на B8 „Психичка контрола“ и B9 „Должничко ропство“ во следната верзија.",
  supper: "Условувањето на храната со дневен износ е средство на контрола, не само присила.",
  definition: "B3 само кога обвинетиот знаел за тешката положба",
  known: "Судот мора да утврди дека обвинетиот знаел; самиот опис на тешкиот живот не е доволен.",
  exclude: "Тешка положба што само се опишува е честа грешка; ја додаваме меѓу она што не спаѓа.",
  parked: "Дали заканата со враќање во установа е контрола или злоупотреба на ранливост?",
} as const;

/** What is planned for Ohrid: one paragraph anew, as it was split in Skopje, and those that nobody has tagged, named by words of theirs. */
export const OHRID = {
  title: "Работилница во Охрид",
  talk: "Што се промени од Скопје",
  split: "B8 или B9? Сите кодираат",
  calibrate: "Проверка: дали се согласуваме",
  passages: ["Одбраната судот ја оцени како неуверлива", "Сведокот [Witness 6], сосед", "Од банкарскиот извод"],
  decide: "Одлуки за трета верзија",
} as const;

/** Who said whether they come to Ohrid. */
export const COMING: readonly (readonly [DemoPerson, boolean])[] = [
  ["facilitator-mk", true],
  ["lawyer-mk", true],
  ["lawyer-mk-2", true],
  ["facilitator", true],
  ["lawyer-rs", true],
  ["lawyer-rs-2", false],
  ["facilitator-al", true],
  ["lawyer-al", true],
];
