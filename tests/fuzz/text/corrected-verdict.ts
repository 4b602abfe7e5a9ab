import { contentBlocks } from "../../../schema/text/blocks.ts";
import { applyEdits, applyRecorded, rebaseEdits } from "../../../schema/text/edits/edits.ts";
import { hunkEdits, reimportHunks } from "../../../schema/text/edits/reimport.ts";
import type { BlockEdit, Edit, EditKind, EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { findTokens } from "../../../schema/text/token.ts";
import { undoCorrection } from "../../../schema/text/edits/undo.ts";
import { widenEdits } from "../../../schema/text/widen.ts";
import type { Seeded } from "../../helpers/text/seeded.ts";
import { cellsOf, type Cell } from "./cells.ts";

/** What one command did, told by the identity of characters alone. */
export interface Act {
  kind: EditKind;
  /** What stood around each edit, what went and what came. */
  edits: { left: Cell | undefined; gone: Cell[]; right: Cell | undefined; come: Cell[] }[];
  /** Stretches in which an edit of a comparison could as well lie, with the character beside either end. */
  doubts: Set<Cell>[];
  /** The act that it takes back. */
  undoes: number | null;
}

export interface Told {
  revisions: Revision[];
  maps: EditMap[];
  cells: Cell[][];
  acts: Act[];
  /** How often each sort of correction was made, and how often one was refused. */
  made: Record<string, number>;
}

const WORDS = ["суд", "presuda", "žrtva", "Lukova", "nije", "i", "2.", "dokaz", "član 388.", "të pandehurit", "овај"];

/** A verdict's text with a history of random corrections of every sort; the same seed, the same history. */
export class CorrectedVerdict implements Told {
  readonly revisions: Revision[];
  readonly maps: EditMap[] = [];
  readonly cells: Cell[][];
  readonly acts: Act[] = [];
  readonly made: Record<string, number> = {};
  readonly #random: Seeded;
  readonly #used = new Set<string>();
  readonly #undone = new Set<number>();

  constructor(first: Revision, random: Seeded) {
    this.revisions = [first];
    this.cells = [cellsOf(first.text)];
    this.#random = random;
    this.#note(first);
  }

  get now(): Revision {
    const last = this.revisions.at(-1);
    if (!last) throw new Error("no revision");
    return last;
  }

  /** One more correction. Those that are refused count, and are tried again as another. */
  correct(): void {
    for (;;) {
      const sort = this.#random.pick([
        "word",
        "word",
        "late",
        "blocks",
        "split",
        "merge",
        "redact",
        "undo",
        "undo",
        "reimport",
      ]);
      const done = this.#one(sort);
      const name = done ? sort : `${sort} refused`;
      this.made[name] = (this.made[name] ?? 0) + 1;
      if (done) return;
    }
  }

  #one(sort: string): boolean {
    const { text } = this.now;
    switch (sort) {
      case "word":
        return this.#apply(this.now, [this.#wish(text)], []);
      case "late": {
        const back = Math.min(this.revisions.length, 1 + this.#random.below(6));
        const base = this.revisions.at(-back) ?? this.now;
        return this.#apply(base, [this.#wish(base.text)], []);
      }
      case "blocks":
        return this.#apply(this.now, [], [this.#blockWish()]);
      case "split": {
        const at = this.#random.below(text.length);
        return this.#apply(this.now, [{ start: at, end: at, insert: "\n" }], []);
      }
      case "merge": {
        const at = text.indexOf("\n", this.#random.below(text.length));
        return at >= 0 && this.#apply(this.now, [{ start: at, end: at + 1, insert: " " }], []);
      }
      case "redact": {
        const words = [...text.matchAll(/\p{L}{4,}/gu)];
        const word = this.#random.pick(words);
        const end = word.index + word[0].length;
        if (findTokens(text).some((token) => word.index < token.end && token.start < end)) return false;
        return this.#apply(this.now, [{ start: word.index, end, insert: "[Victim A]" }], [], "redact");
      }
      case "undo":
        return this.#undo();
      default:
        return this.#reimport();
    }
  }

  #wish(text: string): Edit {
    const start = this.#random.below(text.length + 1);
    const length = this.#random.pick([0, 0, 3, 7, 12, 30]);
    const insert = this.#random.pick([
      "",
      `${this.#random.pick(WORDS)} `,
      ` ${this.#random.pick(WORDS)}`,
      "x",
      "\nNova.\n",
    ]);
    return { start, end: Math.min(text.length, start + length), insert };
  }

  #blockWish(): BlockEdit {
    const { start } = this.#random.pick(contentBlocks(this.now.blocks));
    const row = this.#random.below(5);
    const set = this.#random.pick<BlockEdit["set"]>([
      { kind: "heading", level: 1 + this.#random.below(4) },
      { kind: "list-item", level: 1 },
      { kind: "table-cell", cell: { table: 0, row, column: 1 } },
      { kind: "paragraph" },
      { section: this.#random.pick(["reasoning", "operative", "remedy"]) },
    ]);
    return { start, set };
  }

  #apply(base: Revision, wishes: Edit[], blocks: BlockEdit[], kind: EditKind = "correct"): boolean {
    const since = this.maps.filter(({ from }) => from >= base.number);
    const rebased = rebaseEdits(widenEdits(base.text, wishes, kind), since, blocks);
    if (rebased.conflict) return false;
    const { edits, blockEdits } = rebased;
    const { revision, map } = applyEdits(this.now, edits, blockEdits, kind, this.#used);
    const recorded = widenEdits(this.now.text, edits, kind);
    this.#add(
      revision,
      map,
      recorded,
      kind,
      [],
      recorded.map(({ insert }) => cellsOf(insert)),
    );
    return true;
  }

  #undo(): boolean {
    // Mostly one of the last, as people do.
    const count = this.maps.length;
    const reach = this.#random.chance(70) ? 5 : count;
    const at = count - 1 - this.#random.below(Math.max(1, Math.min(count, reach)));
    const map = this.maps[at];
    const [before, after, act] = [this.revisions[at], this.revisions[at + 1], this.acts[at]];
    if (!map || !before || !after || !act || this.#undone.has(map.from)) return false;
    const made = undoCorrection({ before, after, map }, this.now, this.maps.slice(at + 1), this.#used);
    if (made.conflict) return false;
    this.#undone.add(map.from);
    const edits = made.map.steps.map(({ start, removed }, i) => ({
      start,
      end: start + removed,
      insert: (act.edits[i]?.gone ?? []).map(({ unit }) => unit).join(""),
    }));
    const kind = made.map.steps[0]?.kind ?? "correct";
    this.#add(
      made.revision,
      made.map,
      edits,
      kind,
      [],
      act.edits.map(({ gone }) => gone),
      at,
    );
    return true;
  }

  #reimport(): boolean {
    const { text } = this.now;
    const parts = text.split(/(?<=[ \n])/);
    for (let n = 1 + this.#random.below(6); n > 0; n--) {
      const at = this.#random.below(parts.length);
      const count = this.#random.below(3);
      parts.splice(at, count, ...this.#random.pick([[], ["bolje "], [parts[at] ?? "", parts[at] ?? ""], ["reč\n"]]));
    }
    const { hunks } = reimportHunks(text, parts.join(""));
    const taken = hunks.filter(({ hasToken }) => !hasToken && this.#random.chance(80));
    const { edits, doubts } = hunkEdits(
      text,
      taken.map((hunk) => ({ ...hunk, insert: hunk.becomes })),
    );
    const { revision, map } = applyRecorded(this.now, edits, [], "correct", this.#used, doubts);
    // As the steps say: an edit that two hunks were joined in reaches as far as both.
    const reach = map.steps.flatMap(({ start, removed, slide }) =>
      slide ? [{ start: start - slide.left, end: start + removed + slide.right }] : [],
    );
    this.#add(
      revision,
      map,
      edits,
      "correct",
      reach,
      edits.map(({ insert }) => cellsOf(insert)),
    );
    return true;
  }

  #add(
    revision: Revision,
    map: EditMap,
    edits: readonly Edit[],
    kind: EditKind,
    doubts: readonly Range[],
    comes: Cell[][],
    undoes: number | null = null,
  ): void {
    const cells = this.cells.at(-1) ?? [];
    const next: Cell[] = [];
    let at = 0;
    for (const [i, { start, end }] of edits.entries()) {
      next.push(...cells.slice(at, start), ...(comes[i] ?? []));
      at = end;
    }
    next.push(...cells.slice(at));
    this.acts.push({
      kind,
      undoes,
      edits: edits.map(({ start, end }, i) => ({
        left: cells[start - 1],
        gone: cells.slice(start, end),
        right: cells[end],
        come: comes[i] ?? [],
      })),
      doubts: doubts.map(({ start, end }) => new Set(cells.slice(Math.max(0, start - 1), end + 1))),
    });
    this.cells.push(next);
    this.revisions.push(revision);
    this.maps.push(map);
    this.#note(revision);
  }

  #note({ blocks }: Revision): void {
    for (const { number } of blocks) if (number !== null) this.#used.add(number);
  }
}
