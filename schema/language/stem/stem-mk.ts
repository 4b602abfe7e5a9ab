import { endingsOf, type Endings } from "./endings.ts";

/** Macedonian nouns and adjectives with their articles, by way of folded Latin letters. */
export const MACEDONIAN: Endings = {
  endings: endingsOf(
    "ovite evite ovi evi iot iov ion ata ava ana oto ovo ono ite ive ine ot ov on ta to te " +
      "eto evo eno jata java ija ijata ii iite a e i o u",
  ),
  times: 1,
  same: [
    [/c$/u, "k"],
    [/z$/u, "g"],
    // Ранливост: ранливоста.
    [/os$/u, "ost"],
    // Центар: центри; трговец: трговци.
    [/([^aeiou])[ae]([^aeiou])$/u, "$1$2"],
  ],
};
