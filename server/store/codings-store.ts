import type { LayerId, MemberId, RoomId, RoundId, VerdictId } from "../../schema/domain/ids.ts";
import type { Round } from "../../schema/domain/verdict.ts";
import type { AnnotationRow, AnswerRow } from "./rows.ts";

/** A round of codings that were made elsewhere. */
export interface BroughtRound {
  verdict: VerdictId;
  round: RoundId;
  /** What its anchors were made on, and the newest round then. */
  base: { revision: number; round: RoundId };
  by: MemberId;
  at: string;
  layers: BroughtLayer[];
}

/** A coder's layer, frozen from the start; its rows belong to a room that was never open. */
export interface BroughtLayer {
  layer: LayerId;
  room: RoomId;
  owner: MemberId;
  annotations: AnnotationRow[];
  answers: AnswerRow[];
}

export interface CodingsStore {
  /**
   * Adds a further round that is revealed, with its coders and their frozen layers; one that is open ends. Throws conflict where the text or the round
   * has moved on, or the newest round is coded blind.
   */
  bring(round: BroughtRound): Promise<Round>;
}
