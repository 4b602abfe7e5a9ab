import { DUTIES, isFacilitator, isLawyerOrFacilitator, isMember, type Actor } from "../member.ts";
import type { TableSubject } from "./tables.ts";
import { isDeputysTurn, type ParkedSubject, type WorkshopSubject } from "./floor.ts";

/** What is done in workshops, and what of them decides on it. */
export interface WorkshopActions {
  /** Begin a workshop of one's organisation. */
  "workshop.make": null;
  "workshop.read": WorkshopSubject;
  /** Change its plan, open and close its door, erase it. */
  "workshop.plan": WorkshopSubject;
  /** Read what is made ready for its steps, before it is opened. */
  "workshop.prepared": WorkshopSubject;
  /** Read who came, and confirm it; when it is closed, too. */
  "workshop.attendance": WorkshopSubject;
  /** Make its minutes, as a draft at any time once it has opened. */
  "workshop.minutes": WorkshopSubject;
  /** Print slips of its steps, and type in what was counted on them. */
  "workshop.paper": WorkshopSubject;
  /** Know of its walls and take them off; when it is closed, too. */
  "workshop.screens": WorkshopSubject;
  /** Run its steps, as who has the floor. */
  "workshop.lead": WorkshopSubject;
  /** Say who sets the key of a calibration. */
  "workshop.set-key": WorkshopSubject;
  /** Say who sits at which table of a step, with which passages. */
  "workshop.set-tables": WorkshopSubject;
  /** Run a table: its chair, and who has the floor. */
  "table.lead": TableSubject;
  /** Learn what is done at a table before the plenary, and do it. */
  "table.work": TableSubject;
  "workshop.take-floor": WorkshopSubject;
  /** Have the floor given. */
  "workshop.hold": WorkshopSubject;
  /** Say whether one comes. */
  "workshop.answer": WorkshopSubject;
  /** Sit in it, follow, raise a hand. */
  "workshop.take-part": WorkshopSubject;
  /** Learn how its running step stands; its plan and its people are for `workshop.read`. */
  "workshop.follow": WorkshopSubject;
  /** Vote at all: a reader does not. */
  "workshop.vote": WorkshopSubject;
  /** Vote so that it counts; who may not advises. */
  "workshop.vote-counts": WorkshopSubject;
  /** Say who takes a question that was put off, until when, and that it is done. */
  "workshop.parked": ParkedSubject;
}

const isUnderWay = ({ state }: WorkshopSubject): boolean => state === "open" || state === "paused";
const isOfHost = (actor: Actor, { host }: WorkshopSubject): boolean =>
  isFacilitator(actor) && actor.organisation === host;

const isGuestOf = ({ guest }: Actor, { id }: WorkshopSubject): boolean => guest?.workshop === id;

const mayLead = (actor: Actor, workshop: WorkshopSubject): boolean =>
  isLawyerOrFacilitator(actor) && workshop.holder === actor.id && isUnderWay(workshop);

/** The part of `can` that is of workshops. */
export const WORKSHOP_RIGHTS: {
  [A in keyof WorkshopActions]: (actor: Actor, subject: WorkshopActions[A]) => boolean;
} = {
  "workshop.make": isFacilitator,
  "workshop.read": isMember,
  "workshop.plan": (actor, workshop) => isOfHost(actor, workshop) && workshop.state !== "closed",
  "workshop.prepared": (actor, workshop) => isOfHost(actor, workshop) || mayLead(actor, workshop),
  "workshop.attendance": isOfHost,
  "workshop.minutes": isOfHost,
  "workshop.paper": (actor, workshop) => isOfHost(actor, workshop) || mayLead(actor, workshop),
  "workshop.screens": (actor, workshop) => isOfHost(actor, workshop) || mayLead(actor, workshop),
  "workshop.lead": mayLead,
  "workshop.set-key": mayLead,
  "workshop.set-tables": mayLead,
  "table.lead": (actor, { workshop, chair }) =>
    isLawyerOrFacilitator(actor) && isUnderWay(workshop) && (chair === actor.id || mayLead(actor, workshop)),
  "table.work": (actor, { workshop, isAt }) =>
    isAt && (isMember(actor) || (isGuestOf(actor, workshop) && isUnderWay(workshop))),
  "workshop.take-floor": (actor, workshop) =>
    isUnderWay(workshop) &&
    (isOfHost(actor, workshop) || (isLawyerOrFacilitator(actor) && isDeputysTurn(actor.id, workshop))),
  "workshop.hold": (actor, workshop) => isLawyerOrFacilitator(actor) && isUnderWay(workshop),
  "workshop.answer": (actor, { state }) => isMember(actor) && state !== "closed",
  "workshop.take-part": (actor, workshop) => (isMember(actor) || isGuestOf(actor, workshop)) && isUnderWay(workshop),
  "workshop.follow": (actor, workshop) => isMember(actor) || (isGuestOf(actor, workshop) && isUnderWay(workshop)),
  "workshop.vote": (actor, workshop) =>
    (isMember(actor) || isGuestOf(actor, workshop)) && isUnderWay(workshop) && DUTIES[actor.role].discusses,
  "workshop.vote-counts": (actor, workshop) => isLawyerOrFacilitator(actor) && isUnderWay(workshop),
  "workshop.parked": (actor, { workshop, taker }) =>
    isOfHost(actor, workshop) || (isMember(actor) && actor.id === taker) || mayLead(actor, workshop),
};
