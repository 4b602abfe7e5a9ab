import { endingsOf, type Endings } from "./endings.ts";

/** Serbian nouns and adjectives, folded. */
export const SERBIAN: Endings = {
  endings: endingsOf(
    "ovima evima ovi ovima ova ove evi eva eve ama ima imi " +
      "oga omu ome og eg ega emu em om oj ih im iju ijom ija ije iji ijama " +
      "a e i o u",
  ),
  times: 1,
  same: [
    // Ruka: ruci; knjiga: knjizi.
    [/c$/u, "k"],
    [/z$/u, "g"],
    [/sk$/u, "st"],
    // Žrtava: žrtva; Leskovac: Leskovca. Before g and z the a stays: dolaze is no form of dolg.
    [/([^aeiou])a([^aeioug])$/u, "$1$2"],
  ],
};
