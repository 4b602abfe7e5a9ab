import { can } from "../../schema/domain/can.ts";
import type { MemberId } from "../../schema/domain/ids.ts";
import type { MemberCard } from "../../schema/domain/member.ts";
import type { StepKind, StepPhase } from "../../schema/domain/workshop/phases.ts";
import { PHASES } from "../../schema/domain/workshop/phases.ts";
import type { PlannedStep } from "../../schema/domain/workshop/workshop.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";

export const kindWord = (kind: StepKind): string => t(`workshop.kind-${kind}`);
export const phaseWord = (phase: StepPhase): string => t(`workshop.phase-${phase}`);

/** The phases that people are told of: that slips are on their way is the end of silence. */
export function shownPhases(kind: StepKind): StepPhase[] {
  return PHASES[kind].filter((phase) => phase !== "closed" && phase !== "on");
}

/** Which of them a step is in. */
export const shownPhase = (phase: StepPhase): StepPhase => (phase === "closed" ? "silence" : phase);

/** What a step is called, by its kind where it has no title yet. */
export const stepName = ({ kind, title }: Pick<PlannedStep, "kind" | "title">): string => title || kindWord(kind);

export function cardOf({ members }: Pick<WorkshopView, "members">, id: MemberId): MemberCard | null {
  return members.find((each) => each.id === id) ?? null;
}

export const nameOf = (view: Pick<WorkshopView, "members">, id: MemberId): string => cardOf(view, id)?.name ?? "–";

/** Who has the floor, in words to a member. */
export function floorWords(view: Pick<WorkshopView, "members" | "workshop">, me: MemberId): string {
  const { holder } = view.workshop;
  if (holder === null) return t("workshop.floor-nobody");
  return holder === me ? t("workshop.floor-yours") : t("workshop.floor-of", { name: nameOf(view, holder) });
}

/** Whether somebody may hold the floor of a workshop, or vote in it so that it counts. */
export function mayInRoom(
  action: "workshop.hold" | "workshop.vote-counts",
  { id, role, organisation, isGuest }: MemberCard,
  { workshop }: Pick<WorkshopView, "workshop">,
): boolean {
  return !isGuest && can({ id, role, organisation, guest: null }, action, { ...workshop, holderSilentMs: 0 });
}

/** Those who sit in a workshop and may. */
export function seatedAble(view: WorkshopView, action: "workshop.hold" | "workshop.vote-counts"): MemberCard[] {
  const cards = view.seats.flatMap(({ member }) => cardOf(view, member) ?? []);
  return cards.filter((card) => mayInRoom(action, card, view));
}

/** Its days: one, or the first and the last. */
export const daysWords = (days: readonly string[]): string => formatList(days.map(formatDate));

/** "02:40" of milliseconds; of time that is over by as much. A second that has begun counts until it ends. */
export function clockWords(leftMs: number): string {
  const seconds = leftMs >= 0 ? Math.ceil(leftMs / 1000) : Math.floor(-leftMs / 1000);
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
}

/** "09:20" of minutes since midnight. */
export function timeOfDay(minutes: number): string {
  const day = ((Math.round(minutes) % 1440) + 1440) % 1440;
  const two = (part: number): string => String(part).padStart(2, "0");
  return `${two(Math.floor(day / 60))}:${two(day % 60)}`;
}

export function minutesOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
