import type { DemoPerson } from "../demo-people.ts";
import { code, readDemoCodings } from "./coding.ts";
import { addVerdict, clear, openForAll } from "./prepare.ts";
import { found, type Story } from "./story.ts";
import { discuss, type Talk } from "./talk.ts";

const KEY = "k1184";

/** Tagged together in the first version: what was of a category that is split now waits to be sorted. */
export function tellK1184(story: Story): void {
  story.on(-86, 9, () => addVerdict(story, KEY));
  story.on(-80, 9, () => clear(story, KEY));
  story.on(-80, 11, () => openForAll(story, KEY));
  const codings = readDemoCodings(KEY, 1);
  const sittings: [DemoPerson, day: number][] = [
    ["lawyer-mk", -79],
    ["lawyer-mk-2", -77],
    ["lawyer-rs", -74],
  ];
  for (const [by, day] of sittings)
    story.on(day, 10, () => code(story, KEY, by, found(codings.get(by)), { shared: true, version: 1 }));
  for (const [i, talk] of TALKS.entries()) story.on(-73 + i * 2, 13, () => discuss(story, KEY, talk));
}

const TALKS: readonly Talk[] = [
  {
    audience: "internal",
    words: "му забранил да оди на училиште и да се јавува на својата мајка",
    comments: [
      ["lawyer-mk-2", "Дали забраната за училиште е контрола или само дел од експлоатацијата?"],
      ["lawyer-mk", "Контрола: судот ја наведува одделно од работата."],
    ],
  },
  {
    audience: "internal",
    words: "„Ако немав илјада и пет, немаше јадење“",
    comments: [
      ["lawyer-rs", "Ovo je i dug i kontrola. Jedna kategorija za oboje ne govori ništa."],
      ["facilitator-mk", "Согласен, да го поделиме во следната верзија."],
    ],
  },
  {
    audience: "internal",
    words: "не побарала помош од соседите, иако секојдневно се сретнувала со нив",
    comments: [
      ["lawyer-rs", "Sud ovo uzima kao olakšavajuću okolnost, iako je oštećena bila bez isprava i bez novca."],
      ["lawyer-al", "E njëjta gjë te ne: pyetet viktima pse nuk iku, dhe jo i pandehuri pse e mbajti."],
    ],
  },
  {
    audience: "internal",
    words: "повторниот распит би бил спротивен на најдобриот интерес на детето",
    comments: [["lawyer-mk", "Добра практика за собирот во Скопје."]],
    resolvedBy: "facilitator-mk",
  },
  {
    audience: "review",
    words: "дојде дури по формалната идентификација",
    comments: [
      ["reviewer", "Which article does the court rely on for non-punishment before 2018?"],
      ["lawyer-mk-2", "None: the three reports are all of 2022."],
    ],
  },
  {
    audience: "internal",
    words: "Имотна истрага во смисла на законот не е спроведена",
    comments: [["facilitator", "Same in 4 K. 63/22. Should be a recommendation to prosecutors."]],
  },
];
