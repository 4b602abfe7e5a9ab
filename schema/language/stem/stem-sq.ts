import { endingsOf, type Endings } from "./endings.ts";

/** Albanian nouns and adjectives, definite and indefinite, folded. */
export const ALBANIAN: Endings = {
  endings: endingsOf(
    "eve ave ive uve ve et at it ut es as is se ise en in un ne en ja je jes jen jve " + "ese esa esi a e i o u",
  ),
  // Dokumenteve: an ending upon an ending.
  times: 2,
  same: [],
};
