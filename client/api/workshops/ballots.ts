import type { BallotId, DecisionId, ParkedId, TableId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import {
  BallotList,
  BallotView,
  DecisionDone,
  DecisionList,
  ParkedList,
  WordingList,
  type BallotEnd,
  type BallotOpen,
  type DecisionCommand,
  type ParkedChange,
  type ParkedMake,
  type TableBallotEnd,
  type TableBallotOpen,
} from "../../../schema/protocol/http/workshops/ballots.ts";
import { request } from "../http.ts";

const of = (id: WorkshopId, sub: string): string => `/api/workshops/${id}/${sub}`;

/** Newest first. */
export const readBallots = (id: WorkshopId): Promise<BallotList> => request("GET", of(id, "ballots"), BallotList);
/** Throws ballot-open, floor-moved. */
export const openBallot = (id: WorkshopId, ballot: BallotOpen): Promise<BallotView> =>
  request("POST", of(id, "ballots"), BallotView, ballot);
/** Null takes it back. Throws ballot-closed. */
export const castVote = (id: WorkshopId, ballot: BallotId, vote: Vote | null): Promise<BallotView> =>
  request("PUT", of(id, `ballots/${ballot}/vote`), BallotView, { vote });
/** Throws ballot-closed, ballot-few, floor-moved. */
export const endBallot = (id: WorkshopId, ballot: BallotId, end: BallotEnd): Promise<BallotView> =>
  request("PUT", of(id, `ballots/${ballot}/state`), BallotView, end);

/** A vote of those who sit at a table. Throws ballot-open, workshop-moved. */
export const openTableBallot = (id: WorkshopId, table: TableId, ballot: TableBallotOpen): Promise<BallotView> =>
  request("POST", of(id, `tables/${table}/ballots`), BallotView, ballot);
/** Throws ballot-closed, ballot-few, workshop-moved. */
export const endTableBallot = (
  id: WorkshopId,
  table: TableId,
  ballot: BallotId,
  end: TableBallotEnd,
): Promise<BallotView> => request("PUT", of(id, `tables/${table}/ballots/${ballot}/state`), BallotView, end);

/** The categories as the draft words them now. */
export const readWordings = (id: WorkshopId): Promise<WordingList> => request("GET", of(id, "wordings"), WordingList);
/** Newest first. */
export const readDecisions = (id: WorkshopId): Promise<DecisionList> =>
  request("GET", of(id, "decisions"), DecisionList);
/** Throws wording-moved, coded-blind, floor-moved. */
export const decide = (id: WorkshopId, command: DecisionCommand): Promise<DecisionDone> =>
  request("POST", of(id, "decisions"), DecisionDone, command);
/** A decided wording stands in a language. */
export const settleWording = (id: WorkshopId, decision: DecisionId, language: UiLanguage): Promise<DecisionList> =>
  request("PUT", of(id, `decisions/${decision}/waits/${language}`), DecisionList);

export const readParked = (id: WorkshopId): Promise<ParkedList> => request("GET", of(id, "parked"), ParkedList);
export const park = (id: WorkshopId, parked: ParkedMake): Promise<ParkedList> =>
  request("POST", of(id, "parked"), ParkedList, parked);
export const changeParked = (id: WorkshopId, parked: ParkedId, change: ParkedChange): Promise<ParkedList> =>
  request("PUT", of(id, `parked/${parked}`), ParkedList, change);
