import { can, type Actor } from "../../schema/domain/can.ts";
import type { QuoteApproval } from "../../schema/domain/output.ts";
import type { AnnotationId, VerdictId } from "../../schema/domain/ids.ts";
import { Audience } from "../../schema/domain/room.ts";
import { isSettled } from "../../schema/domain/standing.ts";
import type { Unit } from "../../schema/domain/unit.ts";
import {
  hasReached,
  PRINTED_FIELDS,
  type Verdict,
  type VerdictDataChange,
  type VerdictField,
} from "../../schema/domain/verdict.ts";
import { SourceRef } from "../../schema/protocol/http/parts/source-ref.ts";
import type { EditMap, Revision } from "../../schema/text/revision.ts";
import { anythingStands, isUntouched, whatStands, type Standing } from "../access/what-stands.ts";
import type { Store } from "../store/store.ts";
import type { LayerRow } from "../store/verdict-store.ts";
import type { AnnotationRow, AnswerRow } from "../store/rows.ts";
import { visibleAudiences, visibleLayers } from "../access/visible-layers.ts";
import { readQuotedTranslations, type QuotedTranslations } from "../translations/of-passage.ts";
import { Fingerprints } from "./fingerprints.ts";

/** A verdict as one asker may read it, for quotes and figures: each part is read once, when it is first wanted. */
export class VerdictSource {
  readonly verdict: Verdict;
  readonly #store: Store;
  readonly #actor: Actor;
  readonly #read = new Map<string, Promise<unknown>>();

  constructor(store: Store, actor: Actor, verdict: Verdict) {
    this.#store = store;
    this.#actor = actor;
    this.verdict = verdict;
  }

  get ref(): SourceRef {
    const { id, country, court, instance, caseNumber, date, invented } = this.verdict;
    return { verdict: id, country, court, instance, caseNumber, date, invented };
  }

  /**
   * What is printed of it as it was after so many changes of that, whether that is what it is now, and what an approval notes of it.
   * Null: as it is now. Words that are gone were others.
   */
  async printedAt(
    then: number | null,
  ): Promise<{ ref: SourceRef; isSame: boolean; noted: Pick<QuoteApproval, "data"> }> {
    const made = await this.#printedChanges();
    // The first change of each field since says what stood in it then.
    const since = made.slice(then ?? made.length).reverse();
    const was = Object.fromEntries(
      since.flatMap(({ field, before }) => (before === undefined ? [] : [[field, before]])),
    );
    const ref = SourceRef.parse({ ...this.ref, ...was });
    const isSame =
      since.every(({ before }) => before !== undefined) && JSON.stringify(ref) === JSON.stringify(this.ref);
    return { ref, isSame, noted: made.length > 0 ? { data: made.length } : {} };
  }

  /** Its court, number and date as its data had them at any time before. Words that are gone are in none. */
  async printedBefore(): Promise<Pick<SourceRef, "court" | "caseNumber" | "date">[]> {
    return (await this.#printedChanges()).flatMap(({ field, before }) => {
      const was = before === undefined ? undefined : SourceRef.safeParse({ ...this.ref, [field]: before }).data;
      return was ? [was] : [];
    });
  }

  /** The newest text with the maps that lead to it. Anchors that are read before it can not be newer than it. */
  text(): Promise<{ revision: Revision; maps: EditMap[] }> {
    return this.#once("text", async () => {
      const { id } = this.verdict;
      const [revision, maps] = await Promise.all([this.#store.verdicts.revision(id), this.#store.verdicts.maps(id)]);
      if (!revision) throw new Error("a verdict without a revision");
      return { revision, maps };
    });
  }

  /** An earlier text; null where its words are gone. */
  earlier(revision: number): Promise<Revision | null> {
    return this.#once(`text ${revision}`, () => this.#store.verdicts.revision(this.verdict.id, revision));
  }

  layers(): Promise<LayerRow[]> {
    return this.#once("layers", () => visibleLayers(this.#store, this.#actor, this.verdict));
  }

  standing(): Promise<Standing> {
    return this.#once("standing", () => whatStands(this.#store, this.#actor, this.verdict));
  }

  /** Why nothing of it is counted; null where it is. */
  async hidden(): Promise<Exclude<Standing["state"], "stands"> | null> {
    const { state } = await this.standing();
    return state === "stands" ? null : state;
  }

  /** What stands, which is what is counted; null where nothing of the verdict is. */
  async counted(): Promise<LayerRow | null> {
    const { state, layer } = await this.standing();
    return state === "stands" ? layer : null;
  }

  /**
   * Whether nobody counts anything of it but that it is there: then who codes it blind counts as everybody else, and no number that
   * stands in a document is another for them.
   */
  async countsAsEmpty(): Promise<boolean> {
    return (await this.hidden()) === "blind" && !(await anythingStands(this.#store, this.verdict.id));
  }

  /** Whether figures count it. */
  async isCounted(): Promise<boolean> {
    return (await this.counted()) !== null || (await this.countsAsEmpty());
  }

  /** What coders agree on or was ruled of a round that is not settled: it may be quoted, and is counted nowhere. */
  async soFar(): Promise<LayerRow | null> {
    return (await this.standing()).unsettled?.soFar ?? null;
  }

  /** All tags of layers that the asker may see; deleted ones too. */
  tags(): Promise<AnnotationRow[]> {
    return this.#once("tags", async () => this.#store.passages.annotations((await this.layers()).map(({ id }) => id)));
  }

  /**
   * What became of a tag that was ruled, whether or not the asker may see its layer: a guest sees only what stands. `unsettled`: that
   * its round is settled was taken back. Who codes the verdict blind is told nothing of it.
   */
  async ruledTag(id: AnnotationId): Promise<"there" | "gone" | "unsettled"> {
    if ((await this.hidden()) === "blind") return "there";
    const { verdicts, passages, disagreements } = this.#store;
    const ruled = (await verdicts.layers(this.verdict.id)).filter(({ kind }) => kind === "adjudicated");
    const [tag] = await passages.named(
      ruled.map((layer) => layer.id),
      [id],
    );
    const of = ruled.find((layer) => layer.id === tag?.layer)?.round;
    if (!of) return "gone";
    const round = (await verdicts.rounds(this.verdict.id)).find((each) => each.id === of);
    if (round && isSettled(round)) return "there";
    return (await disagreements.changes(of)).some(({ act }) => act.kind === "unsettle") ? "unsettled" : "there";
  }

  /** Tags of what is counted. */
  async countedTags(): Promise<AnnotationRow[]> {
    return this.tagsOf(await this.counted());
  }

  /** Whether what stands can say of a category that it is not there: nothing was found in it, rather than looked for by nobody. */
  async isTagged(): Promise<boolean> {
    const layer = await this.counted();
    return layer !== null && !isUntouched(layer, (await this.countedTags()).length);
  }

  /** Whether what stands can say of a question that nobody found an answer. */
  async isAnswered(): Promise<boolean> {
    const layer = await this.counted();
    return layer !== null && !isUntouched(layer, (await this.answers()).length);
  }

  /** Tags of a layer that the asker may see; none of none. */
  async tagsOf(layer: LayerRow | null): Promise<AnnotationRow[]> {
    return layer ? (await this.tags()).filter((row) => row.layer === layer.id && row.deleted === null) : [];
  }

  /** Answers of what is counted, those that were taken back left out. */
  async answers(): Promise<AnswerRow[]> {
    return this.answersOf(await this.counted());
  }

  async answersOf(layer: LayerRow | null): Promise<AnswerRow[]> {
    if (!layer) return [];
    const rows = await this.#once(`answers ${layer.id}`, () => this.#store.passages.answers([layer.id]));
    return rows.filter(({ value }) => value !== null);
  }

  fingerprints(): Promise<Fingerprints> {
    return this.#once("fingerprints", () => Fingerprints.read(this.#store));
  }

  units(): Promise<readonly Unit[]> {
    return this.#once("units", () => this.#store.names.units(this.verdict.id));
  }

  translations(): Promise<QuotedTranslations> {
    return this.#once("translations", async () => {
      const round = await this.#store.verdicts.currentRound(this.verdict.id);
      // What a document quotes in translation is its own words, to its guests too, wherever the translation was written.
      const audiences = this.#actor.guest
        ? Audience.options
        : await visibleAudiences(this.#store, this.#actor, this.verdict, round);
      const layers = (await this.layers()).map(({ id }) => id);
      return readQuotedTranslations(this.#store, this.verdict.id, { audiences, layers });
    });
  }

  #printedChanges(): Promise<VerdictDataChange[]> {
    return this.#once("changes", async () =>
      (await this.#store.verdicts.changes(this.verdict.id)).filter(({ field }) => isPrinted(field)).reverse(),
    );
  }

  #once<T>(key: string, read: () => Promise<T>): Promise<T> {
    const found = (this.#read.get(key) as Promise<T> | undefined) ?? read();
    this.#read.set(key, found);
    return found;
  }
}

const isPrinted = (field: VerdictField): boolean => PRINTED_FIELDS.some((each) => each === field);

/** The verdicts of one request, each opened once. */
export class VerdictSources {
  readonly #store: Store;
  readonly #actor: Actor;
  readonly #known = new Map<VerdictId, Promise<VerdictSource | null>>();

  constructor(store: Store, actor: Actor) {
    this.#store = store;
    this.#actor = actor;
  }

  /** Those that were asked for. */
  get read(): readonly VerdictId[] {
    return [...this.#known.keys()];
  }

  /** Null where there is no such verdict, or the asker may not read it. */
  of(id: VerdictId): Promise<VerdictSource | null> {
    const found = this.#known.get(id) ?? this.#open(id);
    this.#known.set(id, found);
    return found;
  }

  /** All that the asker may read, those in preparation too. */
  async readable(): Promise<Verdict[]> {
    return (await this.#store.verdicts.all()).filter((verdict) => can(this.#actor, "verdict.read", verdict));
  }

  /** Those that members may read, and a guest may not; none for members. */
  async closed(): Promise<Verdict[]> {
    if (!this.#actor.guest) return [];
    const all = await this.#store.verdicts.all();
    return all.filter((verdict) => hasReached(verdict.stage, "cleared") && !can(this.#actor, "verdict.read", verdict));
  }

  async #open(id: VerdictId): Promise<VerdictSource | null> {
    const verdict = await this.#store.verdicts.get(id);
    if (!verdict || !can(this.#actor, "verdict.read", verdict)) return null;
    return new VerdictSource(this.#store, this.#actor, verdict);
  }
}
