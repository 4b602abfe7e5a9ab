import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { WorkshopId } from "../../../schema/domain/ids.ts";
import { waitsForHost, wasThere } from "../../../schema/domain/workshop/door.ts";
import type { AttendanceList, AttendanceRow } from "../../../schema/protocol/http/workshops/door.ts";
import { describeProblem } from "../../api/http.ts";
import {
  confirmAllAttendance,
  confirmAttendance,
  forgetAttendance,
  readAttendance,
  setSignedUntil,
} from "../../api/workshops/door.ts";
import "../../elements/coram-ask.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, t } from "../../i18n/t.ts";
import "./coram-attendance-add.ts";
import "./door.css";
import { renderWaiting } from "./render-waiting.ts";

/** Who came to a workshop, day by day, for its host: confirmed here, signed on paper. */
@customElement("coram-attendance-page")
export class CoramAttendancePage extends LightElement {
  @property({ attribute: false }) workshopId!: WorkshopId;
  @state() private list: AttendanceList | null = null;
  @state() private problem: unknown = null;
  @state() private leaving: AttendanceRow | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    void this.take(() => readAttendance(this.workshopId));
  }

  protected override render(): TemplateResult {
    const { list, problem, leaving } = this;
    return html`<div class="page attendance">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${t("attendance.title")}</h1>
          <p class="sub">
            ${list ? `${list.workshop}. ${t("attendance.kept", { date: formatDate(list.keptUntil) })}` : nothing}
          </p>
        </div>
        ${list ? html`<button type="button" class="button attendance-print" @click=${() => print()}>${t("attendance.print")}</button>` : nothing}
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem))} ${list ? this.renderForm(list) : nothing}
      ${list ? list.days.map((day) => this.renderDay(list, day)) : problem === null ? skeleton(6, t("shell.loading")) : nothing}
      ${list?.mayAdd ? html`<coram-attendance-add .workshop=${this.workshopId} .days=${list.days} .today=${list.today} @coram-attendance-added=${({ detail }: HTMLElementEventMap["coram-attendance-added"]) => (this.list = detail)}></coram-attendance-add>` : nothing}
      <coram-ask
        .open=${leaving !== null}
        .heading=${t("attendance.forget")}
        .lead=${t("attendance.forget-ask", { name: leaving?.name ?? "" })}
        .sure=${t("attendance.forget")}
        .leave=${t("workshop.leave")}
        .isFinal=${true}
        @coram-dialog-close=${() => (this.leaving = null)}
        @coram-ask-sure=${() => {
          this.leaving = null;
          if (leaving) void this.take(() => forgetAttendance(this.workshopId, leaving.seat));
        }}
      ></coram-ask>
    </div>`;
  }

  /** What the paper says beside names, before it is printed. */
  private renderForm({ signedUntil }: AttendanceList): TemplateResult {
    return html`<label class="form-row attendance-form attendance-print"
      ><span>${t("attendance.signed-until")}</span
      ><input
        class="field"
        type="date"
        .value=${signedUntil ?? ""}
        @change=${({ target }: Event) => {
          const until = (target as HTMLInputElement).value || null;
          void this.take(() => setSignedUntil(this.workshopId, until));
        }}
      /><small class="note sub">${t("attendance.signed-why")}</small></label
    >`;
  }

  private renderDay({ rows, workshop, signedUntil }: AttendanceList, day: string): TemplateResult {
    const ofDay = rows.filter((row) => row.day === day).toSorted((a, b) => a.name.localeCompare(b.name));
    // Who takes part from elsewhere signs on no paper.
    const unlisted = ofDay.filter((row) => wasThere(row) && !row.listed && !row.remote).length;
    return html`<section class="attendance-day">
      <h2><span class="attendance-paper">${workshop}, </span>${formatDate(day)}</h2>
      ${ofDay.length === 0 ? html`<p class="sub attendance-print">${t("attendance.none")}</p>` : nothing}
      ${renderWaiting(ofDay.filter(waitsForHost).length, () => void this.take(() => confirmAllAttendance(this.workshopId, day)))}
      ${unlisted === 0 ? nothing : html`<p class="sub attendance-print">${t("attendance.unlisted", { count: unlisted })}</p>`}
      <table class="table ${ofDay.length === 0 ? "attendance-paper" : ""}">
        <thead>
          <tr>
            <th scope="col">${t("attendance.name")}</th>
            <th scope="col">${t("attendance.organisation")}</th>
            <th scope="col" class="attendance-consent">${t("attendance.listed")}</th>
            <th scope="col" class="attendance-consent">${t("attendance.named")}</th>
            <th scope="col" class="attendance-signature">${t("attendance.signature")}</th>
            <th scope="col" class="attendance-act">${t("attendance.confirmed")}</th>
          </tr>
        </thead>
        <tbody>
          ${ofDay.map((row) => this.renderRow(row))} ${Array.from({ length: BLANKS + unlisted }, renderBlank)}
        </tbody>
      </table>
      <p class="attendance-paper">
        ${t("attendance.paper")}
        ${signedUntil ? t("attendance.paper-until", { date: formatDate(signedUntil) }) : nothing}
      </p>
    </section>`;
  }

  private renderRow(row: AttendanceRow): TemplateResult {
    const { name, organisation, isGuest, listed, named, remote, confirmedAt, seat, day, by, sat } = row;
    const said = [
      isGuest ? t("attendance.guest") : "",
      by === "themselves" ? "" : t(`attendance.by-${by}`),
      remote ? t("attendance.remote") : "",
    ].filter(Boolean);
    // Whoever has not agreed to stand on the list stands on no paper.
    return html`<tr class=${listed ? "" : "attendance-unlisted"}>
      <td>${name}<span class="note sub attendance-act">${said.join(", ")}</span></td>
      <td>${organisation}</td>
      ${renderConsent(t("attendance.listed"), listed)} ${renderConsent(t("attendance.named"), named)}
      <td class="attendance-signature"></td>
      <td class="attendance-act">
        ${
          // Who sat there is known to have been.
          sat
            ? html`<span class="attendance-sat">${t("attendance.yes")}</span>`
            : html`<input
                type="checkbox"
                aria-label=${t("attendance.confirm", { name })}
                .checked=${confirmedAt !== null}
                @change=${(event: Event) => {
                  const confirmed = (event.currentTarget as HTMLInputElement).checked;
                  void this.take(() => confirmAttendance(this.workshopId, seat, { day, confirmed }));
                }}
              />`
        }
        <button type="button" class="link" @click=${() => (this.leaving = row)}>${t("attendance.forget")}</button>
      </td>
    </tr>`;
  }

  private async take(ask: () => Promise<AttendanceList>): Promise<void> {
    try {
      this.list = await ask();
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }
}

/** Lines for those who came without a device, on paper alone; who was there and stands on no list has one more each. */
const BLANKS = 6;

function renderBlank(): TemplateResult {
  return html`<tr class="attendance-paper">
    <td></td>
    <td></td>
    ${renderConsent("", false)} ${renderConsent("", false)}
    <td class="attendance-signature"></td>
  </tr>`;
}

/** As it was said here; on paper one crosses it, too. */
function renderConsent(label: string, said: boolean): TemplateResult {
  return html`<td class="attendance-consent">
    <span class="attendance-box" aria-hidden="true">${said ? "✕" : nothing}</span
    ><span class="visually-hidden">${label && t(said ? "attendance.yes" : "attendance.no")}</span>
  </td>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-attendance-page": CoramAttendancePage;
  }
}
