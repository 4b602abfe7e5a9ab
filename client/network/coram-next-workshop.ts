import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import type { WorkshopCard } from "../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../api/http.ts";
import { sayComing } from "../api/workshops/workshops.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-next-workshop": CoramNextWorkshop;
  }
}

/** The workshop that comes next: when, how many come, and whether the reader does. While it is open, the way in. */
@customElement("coram-next-workshop")
export class CoramNextWorkshop extends LightElement {
  @property({ attribute: false }) network!: Pick<NetworkView, "workshop">;
  /** What the server answered since the page was read. */
  @state() private answered: { to: NetworkView["workshop"]; card: WorkshopCard } | null = null;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult | typeof nothing {
    const { workshop } = this.network;
    if (!workshop) return nothing;
    const card = this.answered?.to === workshop ? this.answered.card : workshop;
    const { id, title, days, begins, hostName } = card;
    const isOpen = card.state === "open" || card.state === "paused";
    return html`<section aria-labelledby="next-workshop">
      <div class="section-head">
        <h2 id="next-workshop" class="grow">${t(isOpen ? "home.workshop-open" : "home.next-workshop")}</h2>
        <a class="note link" href="/workshops">${t("workshop.title")}</a>
      </div>
      <div class="next-workshop">
        <a href="/workshops/${id}">${title}</a>
        <span class="note sub">${formatList(days.map(formatDate))}, ${begins}</span>
        <span class="note sub">${hostName}</span>
        ${isOpen ? html`<div class="row"><a class="button button-primary" href="/workshops/${id}">${t("home.workshop-go-in")}</a></div>` : this.renderComing(card)}
        ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      </div>
    </section>`;
  }

  private renderComing(card: WorkshopCard): TemplateResult {
    const { coming } = card;
    return html`<span class="note" role="status"
        >${t("home.coming-yes", { count: coming.yes })}${coming.no > 0 ? html`, ${t("home.coming-no", { count: coming.no })}` : nothing}</span
      >
      <div class="row" role="group" aria-label=${t("home.coming")}>
        ${[true, false].map(
          (said) =>
            html`<button
              class="button"
              aria-pressed=${coming.own === said}
              @click=${() => void this.say(card, coming.own === said ? null : said)}
            >
              ${t(said ? "home.coming-say-yes" : "home.coming-say-no")}
            </button>`,
        )}
      </div>`;
  }

  private async say({ id }: WorkshopCard, coming: boolean | null): Promise<void> {
    const to = this.network.workshop;
    try {
      this.answered = { to, card: await sayComing(id, coming) };
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }
}
