import type { Disagreement, DisagreementKind, DisagreementMembers, Ruling } from "../../schema/domain/disagreement.ts";
import type {
  AnnotationId,
  DisagreementId,
  LayerId,
  MemberId,
  RoomId,
  RoundId,
  VerdictId,
} from "../../schema/domain/ids.ts";
import type { StandingChange } from "../../schema/domain/standing-change.ts";

/** A ruling on the version of a disagreement that its panel saw. */
export interface NewRuling extends Omit<Ruling, "number"> {
  id: DisagreementId;
  version: number;
}

/** The disagreements of a round as they are first made. */
export interface NewDisagreements {
  verdict: VerdictId;
  round: RoundId;
  /** In the order of the text. */
  disagreements: { id: DisagreementId; kind: DisagreementKind; members: DisagreementMembers }[];
  /** Of the layer that holds what the coders agree on and what is ruled. */
  layer: LayerId;
  /** That its rows stand under: nobody can ever open it. */
  room: RoomId;
  at: string;
}

/** How many disagreements a round has, and how many of them nobody has ruled on. */
export interface DisagreementCounts {
  verdict: VerdictId;
  round: RoundId;
  cases: number;
  open: number;
}

/**
 * Disagreements of a round and the rulings on them. The adjudicated layer of a round is always what `adjudicatedRows` makes of
 * its frozen layers, the rulings that hold and what was changed since: each method that changes a disagreement writes it anew in the same transaction.
 */
export interface DisagreementStore {
  /** False, and nothing is made, where the round has disagreements or an adjudicated layer already. Throws not-found. */
  add(made: NewDisagreements): Promise<boolean>;
  /** In the order of the text; those that all agree on too. */
  of(round: RoundId): Promise<readonly Disagreement[]>;
  /** With its ruling and what was conceded, or null where there is no such disagreement. */
  one(id: DisagreementId): Promise<Disagreement | null>;
  /** The round of a disagreement, or null where there is no such disagreement. */
  roundOf(id: DisagreementId): Promise<RoundId | null>;
  /** How many of a round nobody has ruled on. */
  open(round: RoundId): Promise<number>;
  /** Of each round that has disagreements. */
  counts(): Promise<DisagreementCounts[]>;
  /** Ruling `version + 1`. Throws conflict where the disagreement has another version, not-found. */
  rule(id: DisagreementId, version: number, ruling: Omit<Ruling, "number">): Promise<Disagreement>;
  /** All of them or, where one throws as `rule` does, none; in their order. */
  ruleTogether(rulings: readonly NewRuling[]): Promise<Disagreement[]>;
  /** Conceding twice changes nothing. Throws not-found. */
  concede(id: DisagreementId, member: MemberId, at: string): Promise<Disagreement>;
  /** A concession that was never made changes nothing. Throws not-found. */
  takeBack(id: DisagreementId, member: MemberId): Promise<Disagreement>;
  /** Of each tag of the adjudicated layer that a disagreement made, which one. */
  results(round: RoundId): Promise<ReadonlyMap<AnnotationId, DisagreementId>>;
  /** What was changed of a round since it was settled, in its order. */
  changes(round: RoundId): Promise<StandingChange[]>;
  /**
   * Changes a settled layer outside agreement. Throws conflict where the round is not settled, where `base` is not the number of the
   * last change, or what is withdrawn is not there; not-found.
   */
  change(round: RoundId, base: number, change: Omit<StandingChange, "number" | "after">): Promise<StandingChange>;
}
