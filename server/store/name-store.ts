import type { MemberId, RoundId, UnitId, VerdictId } from "../../schema/domain/ids.ts";
import type { Unit, UnitLabel } from "../../schema/domain/unit.ts";
import type { NamesDocument } from "./shapes/names-document.ts";

/** The names of verdicts in preparation (one numbered document each) and the units that came of them. */
export interface NameStore extends ProposedUnits {
  /** The newest state; null before the first look and after the verdict was cleared. */
  document(verdict: VerdictId): Promise<NamesDocument | null>;
  /**
   * Puts `document` in the place of number `expected` (0 = there is none yet). Throws conflict on another and where the
   * verdict is not in preparation any more, not-found.
   */
  save(
    verdict: VerdictId,
    expected: number,
    document: NamesDocument,
    withdrawUnits?: NamesWithRevision["withdrawUnits"],
  ): Promise<void>;
  /** Takes the document away with all it quotes, from the write-ahead log too. */
  drop(verdict: VerdictId): Promise<void>;
  /** Victims and defendants of a verdict that are set, each kind in the order of its labels. */
  units(verdict: VerdictId): Promise<readonly Unit[]>;
  /** Labels that units of a verdict have or had. */
  unitLabels(verdict: VerdictId): Promise<UnitLabel[]>;
  /** Throws conflict where the label is or was another's, not-found where there is no such verdict. */
  addUnit(unit: Unit): Promise<void>;
  /** Takes a unit away; its label stays spent. Throws not-found, conflict where an answer of any layer is about it. */
  removeUnit(unit: Unit): Promise<void>;
}

/** Units that coders of blind rounds propose. Their labels are their proposers' own: others may bear the same. */
export interface ProposedUnits {
  /** Oldest first. Whoever asks for somebody asks `visibleUnits`. */
  proposals(verdict: VerdictId): Promise<readonly Proposal[]>;
  propose(proposal: Proposal): Promise<void>;
  /** Sets a proposed unit under this label. Throws not-found, conflict where the label is or was another's. */
  accept(unit: UnitId, label: string): Promise<Unit>;
  /**
   * Answers for the proposed unit are for the other one from now on, and the proposal goes. Throws not-found, conflict where a
   * layer answers a question for both, or is not frozen.
   */
  merge(unit: UnitId, into: UnitId): Promise<void>;
  /** Takes a proposal away. Throws not-found, conflict where an answer is about it. */
  turnDown(unit: UnitId): Promise<void>;
}

export interface Proposal {
  /** With `proposedBy`. */
  unit: Unit & { proposedBy: MemberId };
  round: RoundId;
}

/** What becomes of names and units together with a new revision: all of it, or nothing and no revision. */
export interface NamesWithRevision {
  /** The document that takes the place of number `expected`; null where none is kept. Throws conflict on another number. */
  names?: { expected: number; document: NamesDocument | null };
  /** Throws conflict where a label is taken. */
  addUnits?: readonly Unit[];
  /** Units of an application that is undone: as if they had never been, unless somebody has answered for them. */
  withdrawUnits?: readonly UnitId[];
}
