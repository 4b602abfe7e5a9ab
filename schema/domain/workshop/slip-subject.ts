import type { MemberId } from "../ids.ts";

/** What of a slip decides who may do what with it, in the room of one of its verdicts. */
export interface SlipSubject<Verdict> {
  verdict: Verdict;
  owner: MemberId;
  /** Whether its pass is being coded: silence, and until the reveal. */
  isCoded: boolean;
  isHandedIn: boolean;
  isFrozen: boolean;
  /** It is a key of a calibration, with another. */
  isKey: boolean;
}
