import type { FollowUp } from "../protocol/http/quotes.ts";

/** A year of these centuries that stands by itself. */
const YEAR = /(?<!\d)20\d\d(?!\d)/g;

/** When somebody is to ask what came of a recommendation: the day that was said, or the end of the year that its deadline names. */
export function dueOf(deadline: string, followUp: Pick<FollowUp, "due"> | null): string | null {
  if (followUp?.due) return followUp.due;
  const year = deadline.match(YEAR)?.at(-1);
  return year ? `${year}-12-31` : null;
}

/** Whether somebody is to ask by now; what was adopted or declined is settled. `today`: ISO. */
export function isDue(deadline: string, followUp: FollowUp | null, today: string): boolean {
  const due = dueOf(deadline, followUp);
  const isOpen = followUp === null || followUp.state === "open" || followUp.state === "answered";
  return isOpen && due !== null && due <= today;
}
