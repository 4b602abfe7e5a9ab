import type { BallotId, KnockId, SeatId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { Vote } from "../../../schema/domain/workshop/ballot.ts";
import type { DoorState, SaidConsents } from "../../../schema/domain/workshop/door.ts";
import { Attending, Screens, ScreenView } from "../../../schema/protocol/http/workshops/attending.ts";
import {
  AttendanceList,
  DoorView,
  Joined,
  JoinView,
  type ByHand,
  type Confirmation,
  type Join,
  OwnConsents,
} from "../../../schema/protocol/http/workshops/door.ts";
import { request } from "../http.ts";

const of = (id: WorkshopId, sub: string): string => `/api/workshops/${id}/${sub}`;

export const readDoor = (id: WorkshopId, signal?: AbortSignal): Promise<DoorView> =>
  request("GET", of(id, "door"), DoorView, undefined, signal);
export const setDoor = (id: WorkshopId, to: DoorState): Promise<DoorView> =>
  request("PUT", of(id, "door"), DoorView, { to });
export const renewCode = (id: WorkshopId): Promise<DoorView> => request("POST", of(id, "door/code"), DoorView);
export const answerKnock = (id: WorkshopId, knock: KnockId, admit: boolean): Promise<DoorView> =>
  request("POST", of(id, `door/knocks/${knock}`), DoorView, { admit });
export const dismissGuest = (id: WorkshopId, seat: SeatId): Promise<DoorView> =>
  request("POST", of(id, "dismiss"), DoorView, { seat });

export const readScreens = (id: WorkshopId, signal?: AbortSignal): Promise<Screens> =>
  request("GET", of(id, "screens"), Screens, undefined, signal);
/** Throws not-found where no screen shows these digits. */
export const pairScreen = (id: WorkshopId, digits: string): Promise<Screens> =>
  request("POST", of(id, "screens"), Screens, { digits });
export const turnScreensOff = (id: WorkshopId): Promise<Screens> => request("DELETE", of(id, "screens"), Screens);

/** Throws not-found where the code opens nothing. */
export const lookAtDoor = (code: string): Promise<JoinView> => request("POST", "/api/join/look", JoinView, { code });
/** Throws door-shut. */
export const joinWorkshop = (join: Join): Promise<Joined> => request("POST", "/api/join", Joined, join);
/** Whether somebody has answered. Throws not-found where nobody will. */
export const hearKnock = (): Promise<Joined> => request("POST", "/api/join/knock", Joined);

/** Somebody who came without a device. */
export const addAttendance = (id: WorkshopId, row: ByHand): Promise<AttendanceList> =>
  request("POST", of(id, "attendance/by-hand"), AttendanceList, row);

export const readAttending = (signal?: AbortSignal): Promise<Attending> =>
  request("GET", "/api/attending", Attending, undefined, signal);
export const raiseGuestHand = (up: boolean): Promise<Attending> =>
  request("PUT", "/api/attending/hand", Attending, { up });
/** A guest's vote advises; null takes it back. Throws ballot-closed. */
export const castGuestVote = (ballot: BallotId, vote: Vote | null): Promise<Attending> =>
  request("PUT", "/api/attending/vote", Attending, { ballot, vote });
/** What a guest decides about their own name, for today. */
export const decideAsGuest = (said: SaidConsents): Promise<Attending> =>
  request("PUT", "/api/attending/consents", Attending, said);
/** A question for later, which who leads sees first. Throws erased, overloaded. */
export const parkAsGuest = (words: string): Promise<Attending> =>
  request("POST", "/api/attending/parked", Attending, { words });

export const beginScreen = (): Promise<ScreenView> => request("POST", "/api/screens", ScreenView);
/** Throws not-found where this browser is no screen. */
export const readScreen = (): Promise<ScreenView> => request("GET", "/api/screens", ScreenView);

/** What a member decides about their own name, for today. */
export const decideOwnName = (id: WorkshopId, said: SaidConsents): Promise<SaidConsents> =>
  request("PUT", of(id, "attendance/own"), OwnConsents, said);

/** Read by the host's facilitators only. */
export const readAttendance = (id: WorkshopId): Promise<AttendanceList> =>
  request("GET", of(id, "attendance"), AttendanceList);
export const confirmAttendance = (id: WorkshopId, seat: SeatId, confirmation: Confirmation): Promise<AttendanceList> =>
  request("PUT", of(id, `attendance/${seat}`), AttendanceList, confirmation);
/** Whoever waits was there, on a day or on all. */
export const confirmAllAttendance = (id: WorkshopId, day?: string): Promise<AttendanceList> =>
  request("PUT", of(id, "attendance/confirmed"), AttendanceList, { day });
/** All rows of a seat go. */
export const forgetAttendance = (id: WorkshopId, seat: SeatId): Promise<AttendanceList> =>
  request("DELETE", of(id, `attendance/${seat}`), AttendanceList);
/** Until which day the signed paper is kept, as the list says. */
export const setSignedUntil = (id: WorkshopId, until: string | null): Promise<AttendanceList> =>
  request("PUT", of(id, "attendance/form"), AttendanceList, { until });
