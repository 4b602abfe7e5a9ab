import type { DemoPerson } from "../demo-people.ts";
import { code, readDemoCodings } from "./coding.ts";
import { addVerdict, clear, openForAll } from "./prepare.ts";
import { found, type Story } from "./story.ts";

const KEY = "kok31";
const RUNS = "facilitator-mk";

/** Coded blind now: two have handed in, one is half through, one has not begun. */
export function tellKok31(story: Story): void {
  story.on(-20, 9, () => addVerdict(story, KEY));
  story.on(-12, 14, () => clear(story, KEY));
  story.on(-11, 9, () => openForAll(story, KEY));
  const coders: DemoPerson[] = ["lawyer-mk", "lawyer-rs-2", "lawyer-al-2", "lawyer-mk-2"];
  story.on(-6, 9, () => story.begin(RUNS, KEY, coders, 5));
  const codings = readDemoCodings(KEY, 2);
  const sittings: [DemoPerson, day: number, handsIn: number | null, paragraphs: string][] = [
    ["lawyer-mk", -5, -3, "1-401"],
    ["lawyer-rs-2", -4, -2, "1-401"],
    ["lawyer-al-2", -2, null, "1-212"],
  ];
  for (const [by, day, handsIn, paragraphs] of sittings) {
    story.on(day, 10, async () => {
      await code(story, KEY, by, found(codings.get(by)), { shared: false, version: 2 });
      await story.ofRound(by, KEY, "seen", { paragraphs });
    });
    if (handsIn !== null) story.on(handsIn, 16, () => story.ofRound(by, KEY, "hand-in"));
  }
}
