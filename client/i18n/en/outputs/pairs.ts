import type { Messages } from "../../message.ts";

/** Two languages of a document side by side. */
export const pairs = {
  "pairs.beside": "Side by side",
  "pairs.title": "{title}, side by side",
  "pairs.side": "{language}, leads",
  "pairs.missing-gone": "One of the two languages is not there, or you may not read it.",
  "pairs.behind": { one: "{count} behind", other: "{count} behind" },
  "pairs.missing": { one: "{count} missing", other: "{count} missing" },
  "pairs.none": "Nothing is behind or missing.",
  "pairs.next": "Next",
  "pairs.changed": "Changed in {language} since {date}.",
  "pairs.still-right": "Still right",
  "pairs.is-right": "Noted: it is still right.",
  "pairs.what-changed": "What changed",
  "pairs.since": "Compared with the version of {date}.",
  "pairs.no-version": "No version was kept before that, so nothing can be compared.",
  "pairs.not-yet": "Not yet in {language}.",
  "pairs.begin": "Begin",
  "pairs.begin-quote": "Begin, with its quote",
  "pairs.only": "Only in {language}",
  "pairs.is-only": "Only in {language}.",
  "pairs.take-back": "Take back",
  "pairs.read-from": "read from {language}",
  "pairs.of": "{act}: {words}",
  "pairs.carry": "Nothing says yet which paragraph says which: this document was made before that was kept.",
  "pairs.carry-do": "Pair them by their order",
} as const satisfies Messages;
