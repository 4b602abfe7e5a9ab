import type { Messages } from "../../message.ts";

export const paper = {
  "paper.title": "Printed slips",
  "paper.lead":
    "For a room without a network: print the slips beforehand, and type in what was counted when they have come back.",
  "paper.languages": "Print in these languages",
  "paper.print": "Make slips to print (PDF)",
  "paper.printed": "Printed of the draft, edition {edition}.",
  "paper.not-printed": "Nothing is printed yet.",
  "paper.no-step": "No step of this workshop has everybody code passages.",
  "paper.closed": {
    one: "{count} passage is not printed: guests do not read its verdict, and what is printed may be read by anybody.",
    other:
      "{count} passages are not printed: guests do not read their verdicts, and what is printed may be read by anybody.",
  },
  "paper.count-later": "When the step is over, type in here what was counted.",
  "paper.by-hand": "By hand",
  "paper.slips": { one: "{count} printed slip", other: "{count} printed slips" },
  "paper.no-figure": "Counted by hand: in no figure, matrix or agreement.",
  "paper.came-back": "Slips that came back",
  "paper.crossed": "On how many slips each category is crossed",
  "paper.few": "Fewer than four slips would tell whose is whose: only their number is kept.",
  "paper.too-many": {
    one: "Only {count} slip came back: no category is crossed on more.",
    other: "Only {count} slips came back: no category is crossed on more.",
  },
  "paper.keep": "Keep the counts",
  "paper.kept": "The counts are kept.",
  "paper.take-back": "Take the counts back",
  "paper.taken-back": "The counts are gone.",
} as const satisfies Messages;
