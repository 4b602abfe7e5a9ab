import type { MemberId, SeatId, StepId, WorkshopId } from "../../../schema/domain/ids.ts";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import type { WorkshopPlan } from "../../../schema/domain/workshop/workshop.ts";
import {
  type HandAnswer,
  WorkshopCard,
  WorkshopList,
  WorkshopView,
  type MoreMinutes,
  type PhaseChange,
  type Pointer,
  type StateChange,
  type StepSkip,
} from "../../../schema/protocol/http/workshops/workshops.ts";
import { MinutesMade, type MinutesMake } from "../../../schema/protocol/http/workshops/minutes.ts";
import { command, request } from "../http.ts";

const of = (id: WorkshopId, sub = ""): string => `/api/workshops/${id}${sub}`;

/** Newest day first. */
export const readWorkshops = (signal?: AbortSignal): Promise<WorkshopList> =>
  request("GET", "/api/workshops", WorkshopList, undefined, signal);
export const readWorkshop = (id: WorkshopId, signal?: AbortSignal): Promise<WorkshopView> =>
  request("GET", of(id), WorkshopView, undefined, signal);
export const makeWorkshop = (plan: WorkshopPlan): Promise<WorkshopView> =>
  request("POST", "/api/workshops", WorkshopView, plan);
/** Another one, planned like one that is closed. */
export const copyWorkshop = (id: WorkshopId): Promise<WorkshopView> => request("POST", of(id, "/copy"), WorkshopView);
/** Throws workshop-moved where its course is another now. */
export const planWorkshop = (id: WorkshopId, course: number, plan: WorkshopPlan): Promise<WorkshopView> =>
  request("PUT", of(id), WorkshopView, { course, plan });
/** One that never opened. Throws workshop-moved. */
export const dropWorkshop = (id: WorkshopId): Promise<void> => command("DELETE", of(id));

/** Throws workshop-moved where there are some. */
export const makeMinutes = (id: WorkshopId, make: MinutesMake): Promise<MinutesMade> =>
  request("POST", of(id, "/minutes"), MinutesMade, make);

/** Throws workshop-moved. */
export const changeState = (id: WorkshopId, change: StateChange): Promise<WorkshopView> =>
  request("PUT", of(id, "/state"), WorkshopView, change);
/** Throws floor-moved, workshop-moved, coded-blind, slips-on-their-way. */
export const turnStep = (id: WorkshopId, step: StepId, change: PhaseChange): Promise<WorkshopView> =>
  request("PUT", of(id, `/steps/${step}/phase`), WorkshopView, change);
/** Throws floor-moved, workshop-moved. */
export const skipStep = (id: WorkshopId, step: StepId, skip: StepSkip): Promise<WorkshopView> =>
  request("PUT", of(id, `/steps/${step}/skipped`), WorkshopView, skip);
/** Throws floor-moved, workshop-moved. */
export const addMinutes = (id: WorkshopId, step: StepId, more: MoreMinutes): Promise<WorkshopView> =>
  request("POST", of(id, `/steps/${step}/minutes`), WorkshopView, more);

/** Throws floor-moved; not-allowed before a deputy's turn has come. */
export const takeFloor = (id: WorkshopId, term: number): Promise<WorkshopView> =>
  request("POST", of(id, "/floor/take"), WorkshopView, { term });
/** Throws floor-moved. */
export const giveFloor = (id: WorkshopId, term: number, to: MemberId): Promise<WorkshopView> =>
  request("POST", of(id, "/floor/give"), WorkshopView, { term, to });

/** One comes, or not; null takes it back. */
export const sayComing = (id: WorkshopId, coming: boolean | null): Promise<WorkshopCard> =>
  request("PUT", of(id, "/coming"), WorkshopCard, { coming });

/** Takes one's seat, or says that one reads in another language. */
export const takeSeat = (id: WorkshopId, language: UiLanguage): Promise<WorkshopView> =>
  request("PUT", of(id, "/seat"), WorkshopView, { language });
/** One's page shows the workshop: while a step runs, one was there on this day. */
export const beHere = (id: WorkshopId): Promise<void> => command("PUT", of(id, "/seat/here"));
export const raiseHand = (id: WorkshopId, up: boolean): Promise<WorkshopView> =>
  request("PUT", of(id, "/seat/hand"), WorkshopView, { up });

/** Lets somebody speak, or takes their hand down. Throws floor-moved, not-found. */
export const answerHand = (id: WorkshopId, seat: SeatId, answer: HandAnswer): Promise<WorkshopView> =>
  request("PUT", of(id, `/seats/${seat}/hand`), WorkshopView, answer);

/** Where one is, for those who follow. Throws floor-moved; coded-blind, not-found. */
export const sendPointer = (id: WorkshopId, pointer: Pointer): Promise<void> =>
  command("POST", of(id, "/pointer"), pointer);
/** Throws floor-moved. */
export const callEverybody = (id: WorkshopId, term: number): Promise<void> =>
  command("POST", of(id, "/call"), { term });
