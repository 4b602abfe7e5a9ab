import { z } from "zod";
import { StepId, VerdictId, PassageId } from "../../../../schema/domain/ids.ts";
import { Seat, Step, type StepPassage, Workshop } from "../../../../schema/domain/workshop/workshop.ts";
import { parseAnchor } from "./anchor-column.ts";

const json = (text: unknown): unknown => (typeof text === "string" ? JSON.parse(text) : text);

/** Rows of `workshops` with the country of their host, which no row of theirs holds: an organisation says where it is. */
export const WORKSHOPS =
  "SELECT workshops.*, (SELECT country FROM organisations WHERE organisations.id = workshops.host) AS country FROM workshops";

/**
 * Whether somebody sits in a workshop, of a row of `workshop_seats`: who was sent out, or taken out of the network, while it was on does no
 * more. What they did and said there goes on being of their seat, and guests, who are gone as it closes, sat there to its end.
 */
export const SITS = `EXISTS (SELECT 1 FROM members JOIN workshops ON workshops.id = workshop_seats.workshop
   WHERE members.id = workshop_seats.member AND (members.removed_at IS NULL OR members.removed_at >= workshops.closed_at))`;

/** A row of `workshops`. */
export const WorkshopColumns = z
  .looseObject({ left_ms: z.unknown(), opened_at: z.unknown(), closed_at: z.unknown() })
  .transform(
    ({ left_ms: leftMs, opened_at: openedAt, closed_at: closedAt, days, languages, deputies, ...row }): Workshop =>
      Workshop.parse({
        ...row,
        leftMs,
        openedAt,
        closedAt,
        days: json(days),
        languages: json(languages),
        deputies: json(deputies),
      }),
  );

/** A row of `workshop_passages`. */
export const PassageColumns = z
  .object({ id: PassageId, step: StepId, verdict: VerdictId, anchor: z.string() })
  .transform(({ anchor, ...row }) => ({ ...row, anchor: parseAnchor(anchor) }));

/** A row of `workshop_steps`, with its passages. */
export function toStep(row: Record<string, unknown>, passages: readonly StepPassage[]): Step {
  const { phase_minutes: phaseMinutes, began_at: beganAt, ends_at: endsAt, ended_at: endedAt, prepared, ...rest } = row;
  return Step.parse({
    ...rest,
    phaseMinutes: json(phaseMinutes),
    prepared: json(prepared),
    beganAt,
    endsAt,
    endedAt,
    passages,
  });
}

/** A row of `workshop_seats`. */
export const SeatColumns = z
  .looseObject({ hand_at: z.unknown(), speaks_at: z.unknown() })
  .transform(({ hand_at: handAt, speaks_at: speaksAt, ...row }): Seat => Seat.parse({ ...row, handAt, speaksAt }));
