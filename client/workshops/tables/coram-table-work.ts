import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, query } from "lit/decorators.js";
import { phaseAfter, type StepPhase } from "../../../schema/domain/workshop/phases.ts";
import type { Step } from "../../../schema/domain/workshop/workshop.ts";
import type { TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { onceFor } from "../../../schema/once-for.ts";
import { addTableMinutes, turnTable } from "../../api/workshops/tables.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, t } from "../../i18n/t.ts";
import "../coram-workshop-clock.ts";
import { type TurnedBy, turnTableOrAsk } from "../desk/asks-first.ts";
import { keepFocus } from "../keep-focus.ts";
import { renderPhases } from "../phases-line.ts";
import { SaysHeight } from "../says-height.ts";
import { textsFor } from "../slip/coding-texts.ts";
import { codingRoom, type CodingRoom } from "../slip/coding-room.ts";
import "../slip/coram-slip-work.ts";
import type { VotesModel } from "../votes/votes-model.ts";
import type { WorkshopModel } from "../workshop-model.ts";
import { phaseWord } from "../workshop-words.ts";
import type { CoramTableDecisions } from "./coram-table-decisions.ts";
import "./coram-table-decisions.ts";
import "./coram-table-votes.ts";
import { TableClock, tableByKey, tableName } from "./table-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-table-work": CoramTableWork;
  }
}

/** Phases in which a table decides on what it has seen. */
const DECIDING: readonly (StepPhase | null)[] = ["revealed", "talk", "decide"];

/** One's own table: its phases and clock, its slips, what it decides, and for its chair how it goes on. */
@customElement("coram-table-work")
export class CoramTableWork extends LightElement {
  constructor() {
    super();
    new SaysHeight(this, "--table-acts", () => this.querySelector(".step-acts"));
    new SaysHeight(this, "--table-head", () => this.querySelector(".step-head"));
  }

  @property({ attribute: false }) model!: WorkshopModel;
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) table!: TableView;
  /** Votes of the workshop, and of this table. */
  @property({ attribute: false }) votes: VotesModel | null = null;
  @property({ type: Number }) number = 1;
  @property({ type: Boolean }) isBusy = false;
  @query("coram-table-decisions") private readonly decisions!: CoramTableDecisions | null;
  /** Whether all slips are known to be in; nothing is drawn of it. */
  private areAllIn = false;
  private readonly room = onceFor(roomAt);
  private readonly source = onceFor(textsFor);

  protected override render(): TemplateResult {
    const { model, view, table } = this;
    const { work } = table;
    const isChair = table.chair === view.seat?.id;
    const room = this.room(view, model.me, isChair);
    const decides = isChair && DECIDING.includes(work.phase) && view.workshop.state === "open";
    const isDecided = DECIDING.includes(work.phase) || (table.decisions?.length ?? 0) > 0;
    return html`<section class="table-work" aria-labelledby="table-work">
      <div class="step-head">
        <div class="grow">
          <h2 id="table-work">
            ${tableName(table.name, this.number)}
            ${isChair ? html`<span class="note sub">${t("table.chair-yours")}</span>` : nothing}
          </h2>
          ${renderPhases(work)}
          ${table.question === "" ? nothing : html`<p class="table-question">${table.question}</p>`}
        </div>
        <coram-workshop-clock .model=${new TableClock(model, table)}></coram-workshop-clock>
      </div>
      ${
        room
          ? html`<coram-slip-work
              .room=${room}
              .step=${work}
              @coram-slips-in=${({ detail }: HTMLElementEventMap["coram-slips-in"]) => (this.areAllIn = detail?.areAll ?? false)}
              .source=${this.source(work.passages, view.seat?.language ?? language())}
            ></coram-slip-work>`
          : nothing
      }
      ${
        isDecided
          ? html`<coram-table-decisions
              .model=${model}
              .view=${view}
              .table=${table}
              .isChair=${decides}
              .isBusy=${this.isBusy}
            ></coram-table-decisions>`
          : nothing
      }
      ${
        this.votes
          ? html`<coram-table-votes
              .votes=${this.votes}
              .view=${view}
              .table=${table}
              .decides=${decides}
              @coram-decide-vote=${({ detail }: HTMLElementEventMap["coram-decide-vote"]) => this.decisions?.decideOn(detail)}
            ></coram-table-votes>`
          : nothing
      }
      ${isChair && view.workshop.state === "open" ? this.renderActs(work) : nothing}
    </section>`;
  }

  /** How the table goes on, for its chair; null for anybody else, and where it has come to its end. */
  private get nextPhase(): StepPhase | null {
    const { table, view } = this;
    if (table.chair !== view.seat?.id || view.workshop.state !== "open") return null;
    const { phase, endedAt, kind } = table.work;
    if (phase === null) return "read";
    return endedAt === null ? phaseAfter(kind, phase) : phase;
  }

  goOn(by: TurnedBy): void {
    const { table, model, nextPhase: next } = this;
    if (!next || this.isBusy) return;
    const turn = { to: next, words: turnWords(table.work, next), go: () => this.turn(next) };
    turnTableOrAsk(this, table, new TableClock(model, table), turn, by, this.areAllIn);
  }

  private renderActs(work: Step): TemplateResult {
    const { phase, endedAt } = work;
    const next = this.nextPhase;
    const isByKey = tableByKey(this.view)?.id === this.table.id || !this.view.rights.lead;
    const key = !isByKey ? nothing : html` <kbd class="key">${t("workshop.key-space")}</kbd>`;
    const button = (words: TemplateResult | string, act: () => void, kind = ""): TemplateResult =>
      html`<button type="button" class="button ${kind}" ?disabled=${this.isBusy} @click=${act}>${words}</button>`;
    return html`<div class="step-acts" @mousedown=${keepFocus}>
      ${next ? button(html`${turnWords(work, next)}${key}`, () => this.goOn("button"), "button-primary") : nothing}
      ${work.endsAt ? button(t("workshop.minute-more"), () => void this.more()) : nothing}
      ${DECIDING.includes(phase) && endedAt === null ? button(t("workshop.again"), () => void this.turn("silence")) : nothing}
    </div>`;
  }

  private async turn(to: StepPhase): Promise<void> {
    const { id, work } = this.table;
    await this.model.lead(({ workshop }) => turnTable(workshop.id, id, { from: work.phase, to }));
  }

  private async more(): Promise<void> {
    await this.model.lead(({ workshop }) => addTableMinutes(workshop.id, this.table.id, 1));
  }
}

function turnWords({ phase, endedAt }: Step, to: StepPhase): string {
  if (phase === null) return t("table.begin");
  if (endedAt !== null) return t("workshop.go-on");
  if (to === "closed") return t("workshop.close-slips");
  return to === "revealed" ? t("workshop.reveal") : t("workshop.next-phase", { phase: phaseWord(to) });
}

/** The chair reveals at a table, whoever has the floor. */
function roomAt(view: WorkshopView, me: WorkshopModel["me"], isChair: boolean): CodingRoom | null {
  const room = codingRoom(view, me);
  return room && { ...room, leads: isChair };
}
