import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { WorkshopId } from "../../../schema/domain/ids.ts";
import type { AttendanceList } from "../../../schema/protocol/http/workshops/door.ts";
import { describeProblem } from "../../api/http.ts";
import { addAttendance } from "../../api/workshops/door.ts";
import { announce } from "../../elements/announce.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatDate, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-attendance-add": CoramAttendanceAdd;
  }
  interface HTMLElementEventMap {
    "coram-attendance-added": CustomEvent<AttendanceList>;
  }
}

/** Writes somebody down who came without a device. */
@customElement("coram-attendance-add")
export class CoramAttendanceAdd extends LightElement {
  @property() workshop!: WorkshopId;
  @property({ attribute: false }) days: readonly string[] = [];
  @property() today = "";
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult {
    const { days, today } = this;
    const chosen = days.includes(today) ? today : days.at(-1);
    return html`<form class="form attendance-print" @submit=${this.onSubmit}>
      <h2>${t("attendance.add")}</h2>
      <p class="note sub">${t("attendance.add-why")}</p>
      <label class="form-row"
        ><span class="label">${t("attendance.name")}</span
        ><input class="field" name="name" maxlength="120" autocomplete="off" required
      /></label>
      <label class="form-row"
        ><span class="label">${t("attendance.organisation")}</span
        ><input class="field" name="organisation" maxlength="120" autocomplete="off"
      /></label>
      <label class="form-row"
        ><span class="label">${t("attendance.day")}</span
        ><select class="field" name="day">
          ${days.map((day) => html`<option value=${day} ?selected=${day === chosen}>${formatDate(day)}</option>`)}
        </select></label
      >
      <label class="form-check"
        ><input type="checkbox" name="listed" /><span>${t("attendance.add-listed")}</span></label
      >
      <label class="form-check"><input type="checkbox" name="named" /><span>${t("attendance.add-named")}</span></label>
      <label class="form-check"><input type="checkbox" name="remote" /><span>${t("attendance.remote")}</span></label>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <button type="submit" class="button" ?disabled=${this.isBusy}>${t("attendance.add")}</button>
    </form>`;
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!this.isBusy && event.currentTarget instanceof HTMLFormElement) void this.add(event.currentTarget);
  };

  private async add(form: HTMLFormElement): Promise<void> {
    const data = new FormData(form);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === "string" ? value.trim() : "";
    };
    this.isBusy = true;
    this.problem = null;
    try {
      const detail = await addAttendance(this.workshop, {
        day: text("day"),
        name: text("name"),
        organisation: text("organisation"),
        listed: data.has("listed"),
        named: data.has("named"),
        remote: data.has("remote"),
      });
      announce(t("attendance.added", { name: text("name") }));
      form.reset();
      this.dispatchEvent(new CustomEvent("coram-attendance-added", { detail }));
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}
