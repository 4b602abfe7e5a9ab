import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { wallTime } from "../../schema/domain/workshop/wall-time.ts";
import { USUAL_RULE, type WorkshopState } from "../../schema/domain/workshop/workshop.ts";
import type { WorkshopCard, WorkshopList } from "../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../api/http.ts";
import { serverClock } from "../api/server-clock.ts";
import { makeWorkshop, readWorkshops } from "../api/workshops/workshops.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { language, t } from "../i18n/t.ts";
import { goWriting } from "../palette/typed-ahead.ts";
import { type Command, OffersCommands } from "../palette/offered.ts";
import { daysWords } from "./workshop-words.ts";
import "./workshops.css";

/** What goes on now stands first. */
const ORDER = ["open", "paused", "planned", "closed"] as const satisfies readonly WorkshopState[];

/** All workshops of the network, by what state they are in. */
@customElement("coram-workshops-page")
export class CoramWorkshopsPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  @state() private list: WorkshopList | null = null;
  @state() private isBusy = false;
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "workshops" || type === "workshop",
    fetch: readWorkshops,
    take: (list) => void (this.list = list),
  });

  constructor() {
    super();
    new OffersCommands(this, () => (this.list?.mayMake ? [this.making] : []));
  }

  private get making(): Command {
    return { key: "plan-workshop", name: t("plan.make"), label: "plan.make", act: () => void this.make() };
  }

  protected override render(): TemplateResult {
    const { list } = this;
    const { problem } = this.refetch;
    return html`<div class="page">
      <div class="page-lead">
        <h1 class="page-title grow">${t("workshop.title")}</h1>
        ${
          list?.mayMake
            ? html`<button
                type="button"
                class="button button-primary"
                ?disabled=${this.isBusy}
                @click=${() => void this.make()}
              >
                ${t("plan.make")}
              </button>`
            : nothing
        }
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem), () => void this.refetch.load())}
      ${list ? this.renderList(list) : problem === null ? skeleton(6, t("shell.loading")) : nothing}
    </div>`;
  }

  private renderList({ workshops, mayMake }: WorkshopList): TemplateResult {
    if (workshops.length === 0) return html`<p class="sub">${t(mayMake ? "workshop.none-make" : "workshop.none")}</p>`;
    return html`${ORDER.map((each) => {
      const rows = workshops.filter(({ state: now }) => now === each);
      return rows.length === 0
        ? nothing
        : html`<section aria-labelledby="workshops-${each}">
            <div class="section-head">
              <h2 id="workshops-${each}">${t(`workshop.state-${each}`)}</h2>
              <span class="sub">${rows.length}</span>
            </div>
            <ul class="workshop-list">
              ${rows.map(renderRow)}
            </ul>
          </section>`;
    })}`;
  }

  /** A plan is made with little in it and written on its page. */
  private async make(): Promise<void> {
    const member = this.session?.member;
    if (this.isBusy || !member) return;
    this.isBusy = true;
    try {
      await goWriting("workshop", null, async () => {
        const { workshop } = await makeWorkshop({
          title: t("plan.name-new"),
          days: [wallTime(member.country, serverClock.now()).day],
          begins: "09:00",
          languages: [language()],
          deputies: [],
          rule: USUAL_RULE,
          steps: [],
        });
        return `/workshops/${workshop.id}/plan`;
      });
    } catch (error) {
      this.refetch.problem = error;
    } finally {
      this.isBusy = false;
    }
  }
}

function renderRow({ id, title, hostName, days, steps }: WorkshopCard): TemplateResult {
  return html`<li>
    <a href="/workshops/${id}">${title}</a>
    <span>${daysWords(days)}</span>
    <span class="sub">${hostName}</span>
    <span class="sub">${t("workshop.steps", { count: steps })}</span>
  </li>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-workshops-page": CoramWorkshopsPage;
  }
}
