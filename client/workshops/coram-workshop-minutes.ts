import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { UiLanguage } from "../../schema/domain/language.ts";
import type { WorkshopView } from "../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../api/http.ts";
import { confirmAllAttendance } from "../api/workshops/door.ts";
import { makeMinutes } from "../api/workshops/workshops.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { languageName, t } from "../i18n/t.ts";
import { goWriting } from "../palette/typed-ahead.ts";
import { renderWaiting } from "./door/render-waiting.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshop-minutes": CoramWorkshopMinutes;
  }
  interface HTMLElementEventMap {
    /** Nobody waits in attendance any more. */
    "coram-attendance-confirmed": CustomEvent;
  }
}

/** The way to a workshop's minutes; for the host's facilitators, until there are some, how they are begun. */
@customElement("coram-workshop-minutes")
export class CoramWorkshopMinutes extends LightElement {
  @property({ attribute: false }) view!: WorkshopView;
  @state() private isBusy = false;
  @state() private problem: unknown = null;
  /** As they were chosen; null: the first two of the workshop. */
  @state() private chosen: (UiLanguage | null)[] | null = null;

  /** That which leads, and the other or none. */
  private get languages(): (UiLanguage | null)[] {
    const [first = "en", second = null] = this.view.workshop.languages;
    return this.chosen ?? [first, second];
  }

  protected override render(): TemplateResult | typeof nothing {
    const { minutes, rights, workshop } = this.view;
    if (minutes === null && (!rights.minutes || workshop.openedAt === null)) return nothing;
    return html`<section aria-labelledby="workshop-minutes">
      <div class="room-head"><h2 class="grow" id="workshop-minutes">${t("minutes.title")}</h2></div>
      ${this.renderWaiting()}
      ${minutes === null ? this.renderMake() : html`<p><a class="link" href="/outputs/${minutes}">${t("minutes.open")}</a></p>`}
    </section>`;
  }

  /** Minutes count whom the host has confirmed: before they are begun, and while they are written. */
  private renderWaiting(): TemplateResult {
    return html`${renderWaiting(this.view.waiting ?? 0, () => void this.confirmAll())}
    ${errorLine(this.problem === null ? null : describeProblem(this.problem))}`;
  }

  private async confirmAll(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      await confirmAllAttendance(this.view.workshop.id);
      this.dispatchEvent(new CustomEvent("coram-attendance-confirmed", { bubbles: true }));
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private renderMake(): TemplateResult {
    const [leading, other] = this.languages;
    const all = this.view.workshop.languages;
    return html`<form class="form" @submit=${this.onSubmit}>
      <p class="note sub">${t("minutes.why")}</p>
      ${
        all.length > 1
          ? html`${this.renderChoice("minutes-leading", t("minutes.leads"), all, leading ?? null)}
            ${this.renderChoice("minutes-other", t("minutes.other"), [null, ...all.filter((each) => each !== leading)], other ?? null)}`
          : nothing
      }
      <button type="submit" class="button" ?disabled=${this.isBusy}>${t("minutes.make")}</button>
    </form>`;
  }

  private renderChoice(
    name: string,
    label: string,
    choices: readonly (UiLanguage | null)[],
    value: UiLanguage | null,
  ): TemplateResult {
    return html`<label class="form-row"
      ><span class="label">${label}</span
      ><select
        class="field"
        name=${name}
        @change=${(event: Event) => this.choose(name, choices[(event.target as HTMLSelectElement).selectedIndex] ?? null)}
      >
        ${choices.map(
          (each) =>
            html`<option value=${each ?? ""} .selected=${live(each === value)}>
              ${each === null ? t("minutes.one") : languageName(each)}
            </option>`,
        )}
      </select></label
    >`;
  }

  private choose(name: string, language: UiLanguage | null): void {
    const [leading = null, other = null] = this.languages;
    if (name === "minutes-other") this.chosen = [leading, language];
    else this.chosen = [language, other === language ? leading : other];
  }

  private readonly onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (!this.isBusy) void this.make();
  };

  private async make(): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      const languages = this.languages.flatMap((each) => each ?? []);
      const { id } = this.view.workshop;
      await goWriting(`minutes ${id}`, null, async () => `/outputs/${(await makeMinutes(id, { languages })).output}`);
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}
