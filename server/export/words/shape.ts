import type { DisagreementKind } from "../../../schema/domain/disagreement.ts";
import type { Country, UiLanguage } from "../../../schema/domain/language.ts";
import type { Role } from "../../../schema/domain/member.ts";
import type { OutputStatus } from "../../../schema/domain/output.ts";
import type { StandingAct } from "../../../schema/domain/standing-change.ts";
import type { Instance } from "../../../schema/domain/verdict.ts";
import type { Kind } from "../../../schema/editor/paper-kinds.ts";
import type { LayerChoice } from "../../../schema/protocol/http/exports.ts";
import type { Section } from "../../../schema/text/revision.ts";
import type { LeftOut } from "../passages/tables.ts";
import type { TagWords } from "../../../schema/rooms/tag-words.ts";

/** Words that files carry, in the reader's language. One table, so that a missing translation does not compile. */
export interface ExportWords extends TagWords {
  verdict: string;
  verdicts: string;
  invented: string;
  country: string;
  court: string;
  caseNumber: string;
  date: string;
  section: string;
  page: string;
  paragraph: string;
  /** On the numbers of paragraphs left of a verdict's text. */
  numbersBeside: string;
  code: string;
  category: string;
  categoryId: string;
  quote: string;
  quoteMore: string;
  state: string;
  translation: string;
  author: string;
  taggedAt: string;
  comments: string;
  passageId: string;
  citation: string;
  taggedPassages: string;
  /** What a mark behind quotes means; their number stands behind it. */
  untranslatedQuotes: string;
  network: string;
  methodologyVersion: string;
  exportedAt: string;
  filter: string;
  ownOnly: string;
  withoutNotes: string;
  withoutCaseNumbers: string;
  passages: string;
  tags: string;
  about: string;
  removed: string;
  changed: string;
  redacted: string;
  internal: string;
  coding: string;
  review: string;
  suggested: string;
  resolved: string;
  countries: Record<"rs" | "mk" | "al", string>;
  sections: Record<Section, string>;
  awaitsReview: string;
  matrix: string;
  layer: string;
  round: string;
  /** What of layers there may be in a file, "standing" never named. */
  layers: Record<LayerChoice, string>;
}

/** Words of the table of answers, in the reader's language. */
export interface AnswerWords {
  answers: string;
  question: string;
  questionId: string;
  subject: string;
  verdict: string;
  answer: string;
  unsure: string;
  evidence: string;
  answeredBy: string;
  answeredAt: string;
  "not-mentioned": string;
  yes: string;
  no: string;
  unclear: string;
  months: string;
}

/** Words that a document written here carries beside its authors', in the document's language. */
export interface OutputWords {
  contents: string;
  notes: string;
  quoted: string;
  quotedIntro: string;
  /** Around the number of a verdict whose case number is left out. */
  verdict: string;
  invented: string;
  countries: Record<Country, string>;
  instances: Record<Instance, string>;
  removed: string;
  untranslated: string;
  /** In brackets behind words that stand in another language. */
  untranslatedWords: string;
  notCounted: string;
  /** What stands in a writer's own sentence for what would name a verdict. */
  leftOut: Record<"number" | "date" | "court" | "town", string>;
  /** Before its number. */
  table: string;
  figure: string;
  recommendation: string;
  register: Record<"title" | "document" | "nobody" | "everything" | "shown" | "count", string>;
  facts: Record<"finding" | "addressee" | "verb" | "deadline" | "indicator", string>;
  date: string;
  event: string;
  person: string;
  role: string;
  known: string;
  /** Above the table of agreement, and below it what α is. */
  agreementAsks: string;
  alphaIs: string;
  /** In a timeline, of another decision of the same proceedings; before its instance. */
  relatedDecision: string;
  /** In place of a passage, of what a writer knew. */
  ownKnowledge: string;
  /** Below a timeline whose dates are cut, why they are. */
  yearsAlone: string;
  /** What the starter methodology asks the date of, by the label of the question. */
  events: readonly (readonly [question: string, event: string])[];
  noDates: string;
  noPersons: string;
  /** In place of both, where nothing of the verdict is shown now. */
  notShown: string;
  /** Before how many verdicts a chart does not count. */
  /** Of what the numbers of a chart come to. */
  together: string;
  uncounted: string;
  cover: Record<"status" | "verdicts" | "methodology" | "coders" | "adjudicators" | "asOf", string>;
  /** What a paper is, before its number. */
  kinds: Record<Kind, string>;
  /** A position paper that several organisations say together. */
  jointPaper: string;
  /** Behind how many passages are quoted. */
  passages: { one: string; few?: string; other: string };
  /** Above numbers of recommendations. */
  number: string;
  /** On the cover of a case study. */
  namesReplaced: string;
  summary: string;
  /** On a cover, before the other languages of the paper, and these as they stand behind it. */
  alsoIn: string;
  inLanguage: Record<UiLanguage, string>;
  byAddressee: string;
  /** Head of a table that organisations sign. */
  /** `wrote`: said of who signed, where everybody of the organisation had typed in the paper. */
  endorsement: Record<"organisation" | "forIt" | "signed" | "wrote", string>;
  /** Of annex A. */
  method: string;
  /** Head of the table of annex B, and what stands before the number of a note. */
  place: string;
  readAs: string;
  quotedIn: string;
  note: string;
  citeAs: string;
  version: string;
  statuses: Record<OutputStatus, string>;
  draftMark: string;
  /** Behind the number of those of a role who read verdicts. */
  readBy: Record<Role, { one: string; few?: string; other: string }>;
  /** What a paper says of whose it is. */
  imprint: Record<"publishedBy" | "writtenBy" | "approved" | "digest" | "support" | "licence" | "contact", string>;
  /** Of a licence that grants nothing. */
  reserved: string;
  /** Behind a donor's line that nobody has confirmed yet. */
  unconfirmed: string;
}

/** Words of a file of rulings, in the reader's language. */
export interface RulingWords {
  rulings: string;
  round: string;
  number: string;
  kind: string;
  kinds: Record<Exclude<DisagreementKind, "agreed">, string>;
  about: string;
  coders: string;
  stands: string;
  words: string;
  reason: string;
  panel: string;
  /** Head of the column that says why it was decided so. */
  decidedBecause: string;
  at: string;
  earlier: string;
  open: string;
  none: string;
  /** Behind words that were corrected since they were tagged. */
  changed: string;
  /** `{who}` */
  entries: string;
  span: string;
  /** What was done to what is settled, outside agreement. */
  changes: string;
  /** Head of the column that says why a tag or an answer was added. */
  added: string;
  /** The same where the reason is not told. */
  addedLater: string;
  acts: Record<StandingAct["kind"], string>;
}

/** Words of the workbook of passages, in the reader's language. */
export interface WorkbookWords {
  sheets: Record<"readMe" | "passages" | "categories" | "questions" | "answers", string>;
  /** How a sheet is read; `{who}` is a token of somebody. */
  how: Record<"passages" | "categories" | "questions" | "answers", string>;
  /** Further sentences on how, where they hold; `{utc}` is the clock's name. */
  more: Record<"range" | "coders" | "part" | "dates" | "placeholders" | "folded", string>;
  /** Heads of the parts of the first sheet. */
  parts: Record<"file" | "how" | "left", string>;
  left: Record<LeftOut, string> & {
    ids: [what: string, why: string];
    notes: [what: string, why: string];
    /** Two sheets that count what stands, of a file of something else. */
    tables: string;
    /** Sheets of answers, where passages are asked for by category or words. */
    ofPassages: string;
    answers: string;
  };
  total: string;
  foundIn: string;
  allTags: string;
  retired: string;
}

/** All words of files in one language. */
export interface FileWords {
  passages: ExportWords;
  answers: AnswerWords;
  document: OutputWords;
  rulings: RulingWords;
  workbook: WorkbookWords;
}
