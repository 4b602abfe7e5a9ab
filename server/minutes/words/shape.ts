import type { WordingPart } from "../../../schema/domain/workshop/ballot.ts";
import type { CalibrationWord } from "../../../schema/domain/workshop/calibration.ts";
import type { StepKind } from "../../../schema/domain/workshop/phases.ts";

/** By the plural rule of the language, with {n} for the number. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Closed words of the sentences of minutes. Names, words that people typed, and places of verdicts are set in. */
export interface RecordWords {
  aMember: string;
  /** In the place of words that tell a guest what guests are not told. */
  unsaid: string;
  /** Of a passage in a verdict that is not open to the reader. */
  closed: string;
  gone: string;
  people: Forms;
  members: Forms;
  guests: Forms;
  minutes: Forms;
  passages: Forms;
  coders: Forms;
  tags: Forms;
  verdicts: Forms;
  slips: Record<"members" | "guests", Forms>;
  /** Of printed slips, members' and guests' together. */
  byHand: Forms;
  /** {days}, {host} */
  held: string;
  /** {people}, {who} */
  present: string;
  /** {names} */
  named: string;
  nobodyNamed: string;
  /** {title}, {about} */
  step: string;
  stepKinds: Record<StepKind, string>;
  notHeld: string;
  /** {place}, {said} */
  passage: string;
  /** {pass}, {said} */
  pass: string;
  /** Of a table without a name. {n} */
  table: string;
  undecided: string;
  leftOpen: string;
  noneFits: string;
  withheld: string;
  nothingMarked: string;
  /** {passages}, {coders}, {said} */
  calibration: string;
  /** Who set the key, and is not among the coders. */
  keySet: Forms;
  /** {value}, {range}, {rule} */
  agreement: string;
  noAgreement: string;
  calibrationWords: Record<CalibrationWord, string>;
  more: Forms;
  moreThanMany: string;
  noCalibration: string;
  /** {words}, {counts} */
  vote: string;
  /** What a table was asked. {words}, {table} */
  askedAt: string;
  /** Of those at a table. {words}, {table}, {counts} */
  voteAt: string;
  yesNo: { yes: string; no: string };
  abstained: string;
  points: Forms;
  /** On a point of a scale. */
  votes: Forms;
  voteOpen: string;
  secret: string;
  byOrganisation: string;
  /** {said} */
  advice: Record<"reviewers" | "guests", string>;
  share: Record<"half" | "two-thirds" | "all", string>;
  carried: string;
  notCarried: string;
  /** {category}, {part}, {before}, {after} */
  wording: string;
  parts: Record<WordingPart, string>;
  clarified: string;
  /** {tags}, {verdicts} */
  redefined: string;
  untranslated: string;
  /** {name} */
  recordedBy: string;
  /** {number} */
  edition: string;
  /** {place}, {category} */
  takes: string;
  takesNot: string;
  /** {name} */
  takenBy: string;
  /** {name}, {date} */
  takenUntil: string;
  notTaken: string;
  settled: string;
}
