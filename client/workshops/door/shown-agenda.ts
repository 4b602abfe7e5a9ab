import { html, type TemplateResult } from "lit";
import type { ShownWorkshop } from "../../../schema/protocol/http/workshops/attending.ts";
import { type Agenda, agendaOf } from "../agenda-times.ts";
import { renderAgenda, renderClock } from "../desk/render-agenda.ts";
import "./wall-agenda.css";

/** The agenda as guests and screens are shown it; `day`: of one of its days alone. */
export function renderShownAgenda(shown: ShownWorkshop, day: number | null = null): TemplateResult {
  const { rows } = shownAgenda(shown);
  const those = day === null ? rows : rows.filter(({ step }) => step.day === day);
  const list = renderAgenda(those, day === null ? shown.days.length : 1);
  return html`${renderClock(shown.country, Date.parse(shown.now))} ${list}`;
}

/** The day that goes: of the step that is under way or was last. */
export function dayNow({ agenda }: ShownWorkshop): number {
  return agenda.find(({ isNow }) => isNow)?.day ?? 0;
}

function shownAgenda({ agenda, begins, country, days, now }: ShownWorkshop): Agenda {
  const at = agenda.findIndex(({ isNow }) => isNow);
  const steps = agenda.map((step, i) => ({
    ...step,
    id: String(i),
    title: step.title ?? "",
    phase: step.beganAt === null ? null : ("on" as const),
  }));
  const workshop = { begins, country, days, closedAt: null, step: at < 0 ? null : String(at) };
  return agendaOf({ workshop, steps }, Date.parse(now));
}
