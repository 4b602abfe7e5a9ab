import type { StepId } from "../../schema/domain/ids.ts";
import type { Verdict } from "../../schema/domain/verdict.ts";
import type { Step } from "../../schema/domain/workshop/workshop.ts";
import type { Pointer } from "../../schema/protocol/http/workshops/workshops.ts";
import { resolveAnchor } from "../../schema/text/anchors.ts";
import type { Block, Range } from "../../schema/text/revision.ts";
import type { Store } from "../store/store.ts";

/** Words of a step's passages in one text of a verdict, which is all that is looked at together. */
interface Shared {
  step: StepId;
  verdict: Verdict["id"];
  revision: number;
  blocks: readonly Block[];
  ranges: readonly Range[];
}

/**
 * Keeps pointers within the passages of the step that is under way: practice spoils blindness, and is recorded by passage. A pointer
 * comes eight times a second; what it is held against is read once a step and text.
 */
export class SharedWords {
  readonly #store: Pick<Store, "verdicts">;
  /** Of the workshops of a house few run at once. */
  #kept: readonly Shared[] = [];

  constructor(store: Pick<Store, "verdicts">) {
    this.#store = store;
  }

  /** The place with what of its words lies in the passages; null where its paragraph is in none, or not of the newest text. */
  async within<Place extends Pick<Pointer, "block" | "end" | "revision" | "start" | "within">>(
    step: Step | null,
    verdict: Verdict,
    place: Place,
  ): Promise<Place | null> {
    if (!step || place.revision !== verdict.revision) return null;
    const { blocks, ranges } = await this.#of(step, verdict);
    const block = blocks[place.block];
    if (!block || block.kind === "page") return null;
    const pieces = ranges.flatMap((range) => meet(range, block));
    if (pieces.length === 0) return null;
    const { start, end, within, ...rest } = place;
    const isToldNoWords = start === undefined || end === undefined;
    const [words] = isToldNoWords ? [] : pieces.flatMap((piece) => meet(piece, { start, end }));
    return { ...rest, ...words, ...(within === undefined ? {} : { within }) } as Place;
  }

  async #of(step: Step, { id: verdict, revision: number }: Verdict): Promise<Shared> {
    const known = this.#kept.find(
      (each) => each.step === step.id && each.verdict === verdict && each.revision === number,
    );
    if (known) return known;
    const [text, maps] = await Promise.all([
      this.#store.verdicts.revision(verdict, number),
      this.#store.verdicts.maps(verdict),
    ]);
    const ranges = step.passages.flatMap((passage) =>
      passage.verdict === verdict && passage.anchor.revision <= number
        ? resolveAnchor(passage.anchor, maps, number).ranges
        : [],
    );
    const made = { step: step.id, verdict, revision: number, blocks: text?.blocks ?? [], ranges };
    this.#kept = [made, ...this.#kept].slice(0, KEPT);
    return made;
  }
}

const KEPT = 8;

function meet(a: Range, b: Range): Range[] {
  const [start, end] = [Math.max(a.start, b.start), Math.min(a.end, b.end)];
  return start < end ? [{ start, end }] : [];
}
