import { z } from "zod";
import type { ErasureId, MemberId, RoomId, VerdictId } from "../../schema/domain/ids.ts";
import type { ErasureStep, ErasureView } from "../../schema/protocol/http/erasure.ts";
import { Range } from "../../schema/text/revision.ts";
import type { AuditEntry } from "./audit-store.ts";

/** The words of a term or passage, as keys (`server/erasure/words.ts`). Personal data: kept only while a job needs it. */
export const WantedWords = z.object({
  /** Keys that count wherever they stand. */
  plain: z.array(z.string()),
  /** Keys of names that are ordinary words too: they count with a capital only. */
  capital: z.array(z.string()),
});
export type WantedWords = z.infer<typeof WantedWords>;

export const ErasureNeeds = z.object({
  words: WantedWords,
  /** Whether the words are looked for in the text, as those of a term; a passage goes where it stands. */
  inText: z.boolean(),
  /** Where something goes whatever it says: a passage, or what an old backup holds there. */
  place: z.object({ revision: z.int().positive(), ranges: z.array(Range) }).nullable(),
  /** What goes as a whole where no wanted word is known in it: tags, comments and data, as in a trace. */
  entries: z.array(z.string()),
});
export type ErasureNeeds = z.infer<typeof ErasureNeeds>;

/** Where the words stood: numbers and ids, by which an old backup is rid of them without anybody knowing them any more. */
export const ErasureTrace = z.object({
  /**
   * Places by the revision in which they first stood; the backup's own edit maps carry them on. `made` tells a revision
   * from one of the same number in another line of history. `exact`: words and nothing else, one perhaps in another (the
   * surname in the full name); `rough`: words lie somewhere inside.
   */
  places: z.array(
    z.object({ revision: z.int().positive(), made: z.string(), exact: z.array(Range), rough: z.array(Range) }),
  ),
  /** Ids of tags and comments whose typed text held them. */
  annotations: z.array(z.string()),
  comments: z.array(z.string()),
  /** The same of answers, of each part `<layer>/<question>/<subject>/<part>`. Lines of before there were any have none. */
  answers: z.array(z.string()).optional(),
  /** The same of translations: ids of those of passages, of full ones as `traceIdOf` names their paragraphs. */
  translations: z.array(z.string()).optional(),
  /** The same of rulings: `<case>/<number>`, with `/value` of an answer in words. */
  rulings: z.array(z.string()).optional(),
  /**
   * The same of what was written in outputs, and said of them, where a backup does not give the words away: `<output>/output/title`,
   * `<output>/<block>/<part>`, `<output>/<version>/name`, `/title` or `/<block>` of a table, ids of threads and comments.
   */
  outputs: z.array(z.string()).optional(),
  /** The same of the verdict's data: `court`, `case_number`, or the id of an invitation. */
  data: z.array(z.string()),
});
export type ErasureTrace = z.infer<typeof ErasureTrace>;

/** What became of the entry in the sealed key: there was none, it was left (no passphrase), it is gone. */
export const SealedKeyFate = z.enum(["none", "left", "erased"]);
export type SealedKeyFate = z.infer<typeof SealedKeyFate>;

export interface ErasureRow extends ErasureView {
  sealedKey: SealedKeyFate;
}

/** A job that is not done. */
export interface ErasureJob extends ErasureRow {
  needs: ErasureNeeds | null;
  trace: ErasureTrace | null;
}

export interface ErasureAdvance extends Partial<Pick<ErasureRow, "counts" | "number" | "hash" | "doneAt">> {
  /** The step that comes next. */
  step: ErasureStep;
  trace?: ErasureTrace | null;
  /** Only ever taken away. */
  needs?: null;
  /** Written in the same transaction. */
  audit?: AuditEntry;
}

export const ScreenWords = z.object({
  lengths: z.array(z.int().positive()),
  plain: z.array(z.string()),
  capital: z.array(z.string()),
  /** The words that keys begin with; what was kept by an older version has none. */
  beginnings: z.array(z.string()).optional(),
  /** Each word of names of several words; those of before there were any have none. */
  parts: z.array(z.string()).default([]),
});

/** Keyed hashes of erased words. */
export interface ScreenRow {
  erasure: ErasureId;
  verdict: VerdictId;
  token: string;
  /** When it ends. */
  until: string;
  words: z.infer<typeof ScreenWords>;
}

/** What erasing needs of the store besides what everybody else uses. */
export interface ErasureStore {
  /**
   * Notes a job. Throws last-facilitator where nobody would be left, counted without those whose erasure has begun: what has
   * begun must end. `isAgain`: it was done once, and is done whoever is left.
   */
  begin(job: ErasureJob, audit: AuditEntry, isAgain?: boolean): Promise<void>;
  /** A job or what is left of it; null where there was none. */
  get(id: ErasureId): Promise<ErasureRow | null>;
  /** Newest first. */
  list(): Promise<ErasureRow[]>;
  /** Jobs that are not done, oldest first. */
  open(): Promise<ErasureJob[]>;
  /** Says that a step is done. Throws not-found. */
  advance(id: ErasureId, change: ErasureAdvance): Promise<void>;
  /** Number and time of each revision, oldest first. */
  revisions(verdict: VerdictId): Promise<{ number: number; madeAt: string }[]>;
  /**
   * Rewrites court and case number, those of before too, and the names in invitations to the verdict and to outputs; how many changed. `of`: as in the `data` of a
   * trace. `rewrite` must not await.
   */
  rewriteData(verdict: VerdictId, rewrite: (text: string, of: string) => string): Promise<number>;
  /**
   * Rewrites the typed text in all projected rows of the verdict, also of rooms that are gone; `said`: of what was written in no room, where that is another. `id`: of the
   * tag or comment, of a part of an answer or of a full translation as in a trace.
   */
  rewriteRows(
    verdict: VerdictId,
    rewrite: (text: string, id: string) => string,
    said?: (text: string, id: string) => string,
  ): Promise<void>;
  /**
   * Takes a verdict away with all that hangs on it, in whatever table. Its rooms stay as ids that are gone. Guests who had
   * nothing else are removed; the others, and verdicts that named it as related, forget it. Changes nothing where it is gone.
   */
  dropVerdict(verdict: VerdictId, at: string): Promise<{ rooms: RoomId[]; guests: MemberId[] }>;
  /**
   * Puts `name` in the place of a member's, and takes address, password, sessions and links; the member is removed. Throws
   * not-found.
   */
  eraseMember(member: MemberId, as: { name: string; initials: string }, at: string): Promise<void>;
  /** Writes a whole copy of the database, without what was deleted, into a file that is new or empty. */
  copyTo(file: string): Promise<void>;
  /** Keeps the hashes of what was erased. */
  addScreen(row: ScreenRow): Promise<void>;
  /** Those that are in force, the first to end first. */
  screens(): Promise<ScreenRow[]>;
  /** Takes the hashes of an erasure away; where there are none nothing changes. */
  dropScreen(erasure: ErasureId): Promise<void>;
  /** After a restore: signs everybody out and withdraws links that are not spent. */
  endSessionsAndLinks(): Promise<void>;
  /** Whether words went from rows, by a clearing or with a revision, since the database was last written anew. */
  owesCleaning(): Promise<boolean>;
  /**
   * Writes the database anew without what was deleted, and empties the write-ahead log. False where a reader in another
   * process keeps the log from being emptied: try again.
   */
  clean(): Promise<boolean>;
}
