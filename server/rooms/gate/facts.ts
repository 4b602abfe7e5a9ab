import { can, type Actor, type VerdictSubject } from "../../../schema/domain/can.ts";
import type { QuestionId, SlipId, UnitId, VerdictId } from "../../../schema/domain/ids.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";
import type { UnitKind } from "../../../schema/domain/unit.ts";
import type { MethodologyStore } from "../../store/methodology-store.ts";
import type { Store } from "../../store/store.ts";
import type { SlipStore } from "../../store/workshops/slip-store.ts";
import { BeingErased } from "./refusal.ts";

/** Something that the gate asks about and that has not been looked up yet; whoever judges looks it up and judges again. */
export class NotLookedUp extends Error {
  readonly lookUp: () => Promise<void>;
  constructor(lookUp: () => Promise<void>) {
    super("not looked up");
    this.lookUp = lookUp;
  }
}

/** What changes of a room may refer to outside its document. Each question throws NotLookedUp where the answer is not at hand. */
export interface Facts {
  /** Length of a revision's text, UTF-16 units; Infinity where its words are gone (redacted later), null = no such revision. */
  textLength(revision: number): number | null;
  /** Whether there is such a version of the methodology. */
  hasVersion(version: number): boolean;
  /** Whether a category stands in one of these versions, or in any. */
  hasCategory(category: string, versions: readonly number[] | "any"): boolean;
  /** Whether a question stands in one of these versions, or in any, as `isSo` asks. */
  hasQuestion(id: QuestionId, versions: readonly number[] | "any", isSo: (question: Question) => boolean): boolean;
  /** Kind of a unit of the verdict; null = there is no such unit. */
  unitKind(unit: UnitId): UnitKind | null;
  /** Whether somebody may take the words of a verdict into a document; of one that is not there nothing is taken. */
  mayQuote(actor: Actor, verdict: VerdictId): boolean;
  /** Whether a verdict is coded blind and not revealed yet: what is said of its passages influences whoever codes it. */
  isHidden(verdict: VerdictId): boolean;
  /** Whether a text holds what was erased from the verdict not long ago. Throws BeingErased where the erasure is under way. */
  isErased(text: string, written?: "said"): boolean;
}

interface VersionContent {
  categories: ReadonlySet<string>;
  questions: ReadonlyMap<QuestionId, Question>;
}

const NO_CONTENT: VersionContent = { categories: new Set(), questions: new Map() };

/**
 * Categories and questions of all frozen versions, looked up once a process: a version never changes. A network without a
 * methodology has nothing to compare with, and takes any.
 */
export class VersionBook implements Book {
  readonly #methodologies: Pick<MethodologyStore, "current" | "version">;
  readonly #versions = new Map<number, VersionContent>();
  #newest: number | null = null;

  constructor(methodologies: Pick<MethodologyStore, "current" | "version">) {
    this.#methodologies = methodologies;
  }

  /** Number of the newest version that is known here; 0 = there is none, null = not looked up. */
  get newest(): number | null {
    return this.#newest;
  }

  content(version: number): VersionContent | undefined {
    return this.#versions.get(version);
  }

  /** Reads the versions that came since. */
  async refresh(): Promise<void> {
    const newest = await this.#methodologies.current();
    for (let number = (this.#newest ?? 0) + 1; newest && number <= newest.number; number++) {
      const version = number === newest.number ? newest : await this.#methodologies.version(number);
      const { categories = [], questions = [] } = version?.content ?? {};
      this.#versions.set(number, {
        categories: new Set(categories.map(({ id }) => id)),
        questions: new Map(questions.map((question) => [question.id, question])),
      });
    }
    this.#newest = Math.max(this.#newest ?? 0, newest?.number ?? 0);
  }
}

/** What a room's tags may name: versions with their categories and questions, known as far as they were looked up. */
export interface Book {
  readonly newest: number | null;
  content(version: number): VersionContent | undefined;
  refresh(): Promise<void>;
}

/** The edition of the draft that a slip codes, in the place of versions: nothing else may be named in it. */
class EditionBook implements Book {
  readonly #slips: Pick<SlipStore, "editionOf">;
  readonly #slip: SlipId;
  #edition: { number: number; content: VersionContent } | null = null;

  constructor(slips: Pick<SlipStore, "editionOf">, slip: SlipId) {
    this.#slips = slips;
    this.#slip = slip;
  }

  get newest(): number | null {
    return this.#edition?.number ?? null;
  }

  content(version: number): VersionContent | undefined {
    return version === this.#edition?.number ? this.#edition.content : undefined;
  }

  /** Reads it; of a slip there is one, for good. */
  async refresh(): Promise<void> {
    if (this.#edition) return;
    const edition = await this.#slips.editionOf(this.#slip);
    if (!edition) return;
    const categories = new Set<string>(edition.content.categories.map(({ id }) => id));
    this.#edition = { number: edition.number, content: { ...NO_CONTENT, categories } };
  }
}

/** What tags in a room may name: in a slip its edition, elsewhere all versions. */
export function bookOf(slips: Pick<SlipStore, "editionOf">, slip: SlipId | null, versions: VersionBook): Book {
  return slip ? new EditionBook(slips, slip) : versions;
}

/** Who knows which words are erased; null = from any verdict. */
interface ErasedWords {
  isErased(verdict: VerdictId | null, text: string, written?: "said"): boolean;
  isErasing(verdict: VerdictId | null, text: string): boolean;
}

/** The facts of one room. What is not there is looked up at most once between two calls of `forget`. */
export class RoomFacts implements Facts {
  readonly #store: Pick<Store, "verdicts" | "names">;
  readonly #verdict: VerdictId | null;
  readonly #book: Book;
  /** null = no such revision, as far as it is known since `forget`. */
  readonly #lengths = new Map<number, number | null>();
  #units: ReadonlyMap<UnitId, UnitKind> | null = null;
  /** null = there is no such verdict. */
  readonly #quoted = new Map<VerdictId, VerdictSubject | null>();
  readonly #hidden = new Map<VerdictId, boolean>();
  #isBookFresh = false;
  readonly #erased: ErasedWords;

  constructor(store: Pick<Store, "verdicts" | "names">, verdict: VerdictId | null, book: Book, erased: ErasedWords) {
    this.#store = store;
    this.#verdict = verdict;
    this.#book = book;
    this.#erased = erased;
  }

  isErased(text: string, written?: "said"): boolean {
    if (!this.#erased.isErased(this.#verdict, text, written)) return false;
    if (this.#erased.isErasing(this.#verdict, text)) throw new BeingErased();
    return true;
  }

  /** What was not there may be there now, and a unit may have gone. */
  forget(): void {
    this.#units = null;
    this.#quoted.clear();
    this.#hidden.clear();
    for (const [revision, length] of this.#lengths) if (length === null) this.#lengths.delete(revision);
    this.#isBookFresh = false;
  }

  mayQuote(actor: Actor, id: VerdictId): boolean {
    const verdict = this.#quoted.get(id);
    if (verdict !== undefined) return verdict === null || can(actor, "verdict.quote", verdict);
    throw new NotLookedUp(async () => void this.#quoted.set(id, await this.#store.verdicts.get(id)));
  }

  isHidden(id: VerdictId): boolean {
    const isHidden = this.#hidden.get(id);
    if (isHidden !== undefined) return isHidden;
    throw new NotLookedUp(async () => {
      const rounds = await this.#store.verdicts.rounds(id);
      this.#hidden.set(id, rounds.at(-1)?.mode === "blind");
    });
  }

  textLength(revision: number): number | null {
    const length = this.#lengths.get(revision);
    if (length !== undefined) return length;
    throw new NotLookedUp(() => this.#readRevision(revision));
  }

  hasVersion(version: number): boolean {
    return this.#inBook((newest) => newest === 0 || version <= newest);
  }

  hasCategory(category: string, versions: readonly number[] | "any"): boolean {
    return this.#inVersions(versions, ({ categories }) => categories.has(category));
  }

  hasQuestion(id: QuestionId, versions: readonly number[] | "any", isSo: (question: Question) => boolean): boolean {
    return this.#inVersions(versions, ({ questions }) => {
      const question = questions.get(id);
      return question !== undefined && isSo(question);
    });
  }

  unitKind(unit: UnitId): UnitKind | null {
    if (!this.#units) throw new NotLookedUp(() => this.#readUnits());
    return this.#units.get(unit) ?? null;
  }

  #inVersions(versions: readonly number[] | "any", isSo: (content: VersionContent) => boolean): boolean {
    return this.#inBook((newest) => {
      const named = versions === "any" ? Array.from({ length: newest }, (_, i) => i + 1) : versions;
      return newest === 0 || named.some((version) => isSo(this.#book.content(version) ?? NO_CONTENT));
    });
  }

  /** A no counts only when the newest versions are known. */
  #inBook(isThere: (newest: number) => boolean): boolean {
    const { newest } = this.#book;
    if (newest !== null && isThere(newest)) return true;
    if (this.#isBookFresh) return false;
    throw new NotLookedUp(async () => {
      await this.#book.refresh();
      this.#isBookFresh = true;
    });
  }

  async #readUnits(): Promise<void> {
    const { names } = this.#store;
    const [units, proposals] = this.#verdict
      ? await Promise.all([names.units(this.#verdict), names.proposals(this.#verdict)])
      : [[], []];
    // The id of a proposal is known to nobody but who may see it.
    this.#units = new Map([...units, ...proposals.map(({ unit }) => unit)].map(({ id, kind }) => [id, kind]));
  }

  async #readRevision(revision: number): Promise<void> {
    const verdict = this.#verdict && (await this.#store.verdicts.get(this.#verdict));
    if (!verdict || revision < 1 || revision > verdict.revision) {
      this.#lengths.set(revision, null);
      return;
    }
    const found = await this.#store.verdicts.revision(verdict.id, revision);
    this.#lengths.set(revision, found?.text.length ?? Infinity);
  }
}
