import type { LayerId, RoundId, UnitId, VerdictId } from "../../schema/domain/ids.ts";
import { Unit, type UnitKind } from "../../schema/domain/unit.ts";
import {
  CalledOff,
  FrozenLayer,
  RoundView,
  Settling,
  StandingView,
  Unsettling,
  type CodersChange,
  type RoundBegin,
  type Reveal,
  type Settle,
  type StandingCommand,
} from "../../schema/protocol/http/rounds.ts";
import type { ParagraphRanges } from "../../schema/text/paragraph-ranges.ts";
import { command, lastingCommand, request } from "./http.ts";

const Rounds = RoundView.array();
const of = (verdict: VerdictId, round?: RoundId): string =>
  `/api/verdicts/${verdict}/rounds${round === undefined ? "" : `/${round}`}`;

/** Oldest first. */
export const readRounds = (verdict: VerdictId, signal?: AbortSignal): Promise<RoundView[]> =>
  request("GET", of(verdict), Rounds, undefined, signal);
/** Throws round-moved where somebody else was quicker, as do all the others. */
export const beginRound = (verdict: VerdictId, begin: RoundBegin): Promise<RoundView[]> =>
  request("POST", of(verdict), Rounds, begin);
export const changeCoders = (verdict: VerdictId, round: RoundId, change: CodersChange): Promise<RoundView[]> =>
  request("PUT", `${of(verdict, round)}/coders`, Rounds, change);
export const handIn = (verdict: VerdictId, round: RoundId): Promise<RoundView[]> =>
  request("POST", `${of(verdict, round)}/hand-in`, Rounds);
export const takeBack = (verdict: VerdictId, round: RoundId): Promise<RoundView[]> =>
  request("DELETE", `${of(verdict, round)}/hand-in`, Rounds);
/** Paragraphs that one has had on the screen, beside those of before. */
export const sendSeen = (verdict: VerdictId, round: RoundId, paragraphs: ParagraphRanges): Promise<void> =>
  lastingCommand("POST", `${of(verdict, round)}/seen`, { paragraphs });
/** Tells all who have not handed in that one waits. */
export const remindCoders = (verdict: VerdictId, round: RoundId): Promise<RoundView[]> =>
  request("POST", `${of(verdict, round)}/remind`, Rounds);
/** Throws round-unfinished where somebody who is not named has not handed in, round-changed where who is named has, or others code it. */
export const revealRound = (verdict: VerdictId, round: RoundId, reveal: Reveal): Promise<RoundView[]> =>
  request("POST", `${of(verdict, round)}/reveal`, Rounds, reveal);
/** Throws round-handed-in. */
export const callOffRound = (verdict: VerdictId, round: RoundId): Promise<RoundView[]> =>
  request("DELETE", of(verdict, round), Rounds);
/** What one coded in rounds that were called off. */
export const readCalledOff = (verdict: VerdictId, signal?: AbortSignal): Promise<CalledOff[]> =>
  request("GET", `/api/verdicts/${verdict}/called-off`, CalledOff.array(), undefined, signal);
export const dropCalledOff = (verdict: VerdictId, draft: string): Promise<void> =>
  command("DELETE", `/api/verdicts/${verdict}/called-off/${encodeURIComponent(draft)}`);
/** What would begin and stop to stand. */
export const readSettling = (verdict: VerdictId, round: RoundId): Promise<Settling> =>
  request("GET", `${of(verdict, round)}/settling`, Settling);
/** What would stop and begin to stand, and which documents quote the verdict. */
export const readUnsettling = (verdict: VerdictId, round: RoundId, signal?: AbortSignal): Promise<Unsettling> =>
  request("GET", `${of(verdict, round)}/unsettling`, Unsettling, undefined, signal);
export const unsettleRound = (verdict: VerdictId, round: RoundId, reason: string): Promise<RoundView[]> =>
  request("DELETE", `${of(verdict, round)}/adjudicated`, Rounds, { reason });
/** What is settled, and how it was changed since. */
export const readStanding = (verdict: VerdictId, signal?: AbortSignal): Promise<StandingView> =>
  request("GET", `/api/verdicts/${verdict}/standing`, StandingView, undefined, signal);
/** Throws standing-moved. */
export const changeStanding = (verdict: VerdictId, change: StandingCommand): Promise<StandingView> =>
  request("POST", `/api/verdicts/${verdict}/standing`, StandingView, change);
/** Throws cases-open; round-changed where something else would begin or stop to stand than `seen`. */
export const endRound = (verdict: VerdictId, round: RoundId, seen: Settle): Promise<RoundView[]> =>
  request("POST", `${of(verdict, round)}/adjudicated`, Rounds, seen);

export const readFrozenLayer = (verdict: VerdictId, layer: LayerId, signal?: AbortSignal): Promise<FrozenLayer> =>
  request("GET", `/api/verdicts/${verdict}/layers/${layer}`, FrozenLayer, undefined, signal);

/** A unit that one proposes while coding blind; `again`: of a round that was called off. */
export const proposeUnit = (verdict: VerdictId, kind: UnitKind, again?: UnitId): Promise<Unit> =>
  request("POST", `/api/verdicts/${verdict}/units/proposals`, Unit, { kind, again });
export const acceptUnit = (verdict: VerdictId, unit: UnitId): Promise<Unit> =>
  request("POST", `/api/verdicts/${verdict}/units/${unit}/accept`, Unit);
/** Throws unit-in-use where a coder answered the same question for both. */
export const mergeUnit = (verdict: VerdictId, unit: UnitId, into: UnitId): Promise<void> =>
  command("POST", `/api/verdicts/${verdict}/units/${unit}/merge`, { into });
/** Throws unit-in-use where somebody answered for it. */
export const turnDownUnit = (verdict: VerdictId, unit: UnitId): Promise<void> =>
  command("DELETE", `/api/verdicts/${verdict}/units/${unit}/proposal`);
