import "../tables/coram-shown-plenary.ts";
import { tableName } from "../tables/table-words.ts";
import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, query, state } from "lit/decorators.js";
import type { UiLanguage } from "../../../schema/domain/language.ts";
import { toMemberCard, type Member } from "../../../schema/domain/member.ts";
import { isCodedNow, needsPassages } from "../../../schema/domain/workshop/phases.ts";
import { onceFor } from "../../../schema/once-for.ts";
import type { Attending, ShownStep } from "../../../schema/protocol/http/workshops/attending.ts";
import { describeProblem, isOutOfReach } from "../../api/http.ts";
import { decideAsGuest, parkAsGuest, raiseGuestHand, readAttending } from "../../api/workshops/door.ts";
import { Refetch } from "../../app/refetch.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import "../../elements/coram-icon.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { isInField, latinLetter } from "../../elements/key-press.ts";
import { LightElement } from "../../elements/light-element.ts";
import { LANGUAGE_NAMES, language, t } from "../../i18n/t.ts";
import { CallsOfFloor } from "../calls/calls-of-floor.ts";
import { CallsToStep } from "../calls/calls-to-step.ts";
import { type Standing, stepWords } from "../calls/standing.ts";
import type { CoramFollowBar } from "../follow/coram-follow-bar.ts";
import "../follow/coram-follow-bar.ts";
import { FollowSurface } from "../follow/follow-surface.ts";
import type { CodingRoom } from "../slip/coding-room.ts";
import type { CoramSlipWork } from "../slip/coram-slip-work.ts";
import "../slip/coram-slip-work.ts";
import type { CodedStep } from "../slip/slip-model.ts";
import "../votes/coram-ballot.ts";
import { parkedField, parkedSent, parkedWords } from "../votes/parked-field.ts";
import "./coram-shown-head.ts";
import type { CoramShownPassages } from "./coram-shown-passages.ts";
import "./coram-shown-passages.ts";
import { SaysHeight } from "../says-height.ts";
import { WorkshopClock } from "../workshop-clock.ts";
import type { WorkshopEvent } from "../workshop-event.ts";
import { TurnsByKey } from "../desk/turns-by-key.ts";
import { renderConsents } from "./render-consents.ts";
import { SaidConsents } from "./said-consents.ts";
import { renderShownAgenda } from "./shown-agenda.ts";
import { GuestVotes } from "./guest-votes.ts";
import { keptLine, languagesOf, shownTexts } from "./shown-texts.ts";

/** What other pages are told soon: nobody waits in a room for it. */
const REST_MS = 80;

/** All that a guest of a workshop has: the running step's passages and their slip, votes that advise, their hand, questions for later. */
@customElement("coram-attending")
export class CoramAttending extends LightElement {
  constructor() {
    super();
    const standing = (): Standing | null => this.shown && standingFor(this.shown);
    new CallsToStep(this, standing, () => this.bar?.left());
    new CallsOfFloor(this, standing);
    new TurnsByKey(this);
    new SaysHeight(this, "--top-bar", () => document.querySelector("coram-top-bar"));
  }

  @state() private attending: Attending | null = null;
  /** How the workshop stands by what was heard last, which may be before it is read. */
  @state() private heardOf: WorkshopEvent | null = null;
  @state() private refused: unknown = null;
  /** The language that passages are read in besides their own; null: theirs alone. */
  @state() private reads: UiLanguage | null = language();
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  @query("coram-follow-bar") private readonly bar!: CoramFollowBar | null;
  private readonly surface = new FollowSurface(
    () =>
      this.querySelector<CoramSlipWork | CoramShownPassages>("coram-slip-work, coram-shown-passages")?.followed() ?? [],
  );
  private readonly clock = new WorkshopClock();
  private readonly texts = onceFor(shownTexts);
  private readonly room = onceFor(guestRoom);
  private readonly coded = onceFor(codedStep);
  private readonly ahead = onceFor(goneAhead);
  private readonly votes = onceFor(
    (id: Attending["workshop"]) => new GuestVotes(id, (attending) => void (this.attending = attending)),
  );
  private readonly consents = new SaidConsents(this, {
    stored: () => this.attending?.consents ?? null,
    send: (said) => this.give(() => decideAsGuest(said)),
  });
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: (event) => {
      if (event.type === "workshop") this.heardOf = event;
      return ["ballot", "consents", "decided", "workshop"].includes(event.type);
    },
    fetch: (signal) => this.timed(() => readAttending(signal)),
    take: (attending) => {
      this.attending = attending;
      if (isOutOfReach(this.refused)) this.refused = null;
    },
    restMs: REST_MS,
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onKey);
  }

  private get shown(): Attending | null {
    return this.attending && this.ahead(this.attending, this.heardOf);
  }

  protected override render(): TemplateResult {
    const { shown: attending, refused } = this;
    const problem = refused ?? this.refetch.problem;
    return html`<div class="page page-narrow attending" @coram-words-here=${() => this.bar?.arrived()}>
      ${attending ? this.renderIn(attending) : problem === null ? skeleton(6, t("shell.loading")) : nothing}
      ${errorLine(problem === null ? null : describeProblem(problem))}
    </div>`;
  }

  private renderIn(attending: Attending): TemplateResult {
    const { step, ballot } = attending;
    return html`<coram-shown-head .shown=${attending} .clock=${this.clock}></coram-shown-head>
      ${step && this.session ? this.renderFollow(attending, this.session) : nothing}
      ${attending.table ? html`<p class="sub">${t("attending.table", { table: tableName(attending.table.name, attending.table.number) })}</p>` : nothing}
      ${attending.table?.question ? html`<p class="table-question">${attending.table.question}</p>` : nothing}
      ${
        ballot
          ? html`<coram-ballot .votes=${this.votes(attending.workshop)} .ballot=${ballot}></coram-ballot>`
          : nothing
      }
      ${step ? this.renderStep(attending, step) : html`<p>${t("attending.between")}</p>`} ${this.renderAsk(attending)}
      <details class="seat-consents">
        <summary>${t("workshop.agenda")}</summary>
        ${renderShownAgenda(attending)}
      </details>
      ${renderConsents(this.consents)}`;
  }

  /** Of who leads a guest is told where they are, and not who. */
  private renderFollow({ workshop, table: at, step, state: now }: Attending, { events }: Session): TemplateResult {
    const isSilent = step !== null && isCodedNow({ phase: step.phase, endedAt: null });
    const isLed = (now === "open" || now === "paused") && !isSilent;
    // What a table works on is a step of its own, once it has begun.
    const table = step && step.kind !== "tables" && step.phase !== null ? (at?.id ?? null) : null;
    return html`<coram-follow-bar
      .events=${events}
      .room=${{ id: workshop, table, term: null, name: null, isLed, now: () => this.clock.now() }}
      .surface=${this.surface}
    ></coram-follow-bar>`;
  }

  private renderStep(attending: Attending, step: ShownStep): TemplateResult {
    const { passages } = step;
    const member = this.session?.member;
    if (passages.length === 0)
      return step.title === null && step.kind !== "talk" && step.kind !== "break"
        ? html`<p>${t("attending.hidden")}</p>`
        : html``;
    const languages = languagesOf(passages);
    const reads = this.reads !== null && languages.includes(this.reads) ? this.reads : null;
    return html`${languages.length > 0 ? this.renderLanguages(languages, reads) : nothing} ${keptLine(step)}
    ${attending.tables ? html`<coram-shown-plenary .step=${step} .tables=${attending.tables}></coram-shown-plenary>` : nothing}
    ${
      needsPassages(step.kind) && member
        ? html`<coram-slip-work
            .room=${this.room(attending.workshop, member)}
            .step=${this.coded(step, isAhead(attending, this.heardOf) ? this.heardOf.edition : (step.edition?.number ?? null))}
            .source=${this.texts(passages, reads)}
          ></coram-slip-work>`
        : html`<coram-shown-passages
            .passages=${passages}
            .languages=${reads === null ? [] : [reads]}
          ></coram-shown-passages>`
    }`;
  }

  private renderLanguages(languages: readonly UiLanguage[], reads: UiLanguage | null): TemplateResult {
    return html`<div class="attending-languages" role="group" aria-label=${t("workshop.read-in")}>
      ${[null, ...languages].map(
        (each) =>
          html`<button
            type="button"
            class="button button-small"
            lang=${each ?? nothing}
            aria-pressed=${each === reads}
            @click=${() => (this.reads = each)}
          >
            ${each === null ? t("translation.original") : LANGUAGE_NAMES[each]}
          </button>`,
      )}
    </div>`;
  }

  private renderAsk({ name, parked, seat, workshop }: Attending): TemplateResult {
    const isUp = seat.handAt !== null;
    return html`<div class="attending-acts">
        <button type="button" class="button button-large" aria-pressed=${isUp} @click=${() => void this.raise(!isUp)}>
          <coram-icon name="hand"></coram-icon>${t(isUp ? "attending.hand-down" : "attending.hand-up")}
          <kbd class="key">H</kbd>
        </button>
        <details class="attending-park">
          <summary>${t("parked.park")} <kbd class="key">G</kbd></summary>
          <form class="form" @submit=${this.park}>
            ${parkedField(workshop)}
            <p class="note sub">${t("attending.park-why")}</p>
            <button class="button">${t("parked.park-it")}</button>
          </form>
        </details>
      </div>
      ${
        parked.length === 0
          ? nothing
          : html`<h2 class="slip-heading">${t("attending.parked")}</h2>
              <ul class="parked">
                ${parked.map(
                  ({ words, waits, doneAt }) =>
                    html`<li>
                      <p>${words}</p>
                      <p class="note sub">
                        ${t(waits ? "attending.parked-waits" : doneAt ? "attending.parked-done" : "attending.parked-in")}
                      </p>
                    </li>`,
                )}
              </ul>`
      }
      <p class="note sub">${t("attending.seat", { name })}</p>`;
  }

  private async raise(up: boolean): Promise<void> {
    await this.give(() => raiseGuestHand(up));
  }

  private readonly park = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (!(await this.give(() => parkAsGuest(parkedWords(form))))) return;
    if (this.attending) parkedSent(form, this.attending.workshop);
    form.closest("details")?.removeAttribute("open");
  };

  /** Each answer says what time it is on the server, by when it was asked for and when it came. */
  private async timed(ask: () => Promise<Attending>): Promise<Attending> {
    const asked = this.clock.ask();
    const answer = await ask();
    this.clock.heard(answer.now, asked);
    return answer;
  }

  private async give(command: () => Promise<Attending>): Promise<boolean> {
    this.refused = null;
    try {
      this.attending = await this.timed(command);
      return true;
    } catch (error) {
      this.refused = error;
      return false;
    }
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { attending } = this;
    if (!attending || event.defaultPrevented || event.repeat || isInField(event)) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (latinLetter(event) === "h") void this.raise(attending.seat.handAt === null);
    if (latinLetter(event) !== "g") return;
    event.preventDefault();
    this.querySelector(".attending-park")?.setAttribute("open", "");
    this.querySelector<HTMLElement>(".attending-park textarea")?.focus();
  };
}

/** A guest is told what is under way, and of nobody who leads. */
function standingFor({ step, state: now, now: heard, seat }: Attending): Standing {
  const words = step ? stepWords({ ...step, title: step.title ?? "" }) : t("attending.between");
  const key = step ? `${step.id} ${step.phase ?? ""}` : now;
  return {
    step: { key, words },
    floor: null,
    speaks: seat.speaksAt !== null,
    isLed: false,
    isAway: false,
    heard,
  };
}

/** Other people's slips are shown to members alone. */
function guestRoom(workshop: Attending["workshop"], member: Member): CodingRoom {
  return { workshop, me: toMemberCard(member), isSeated: true, leads: false, isGuest: true, members: [], setters: [] };
}

/** Whether what was heard is newer than what is read, and of the very step that is under way. */
function isAhead({ version, workshop, step }: Attending, heard: WorkshopEvent | null): heard is WorkshopEvent {
  return (
    heard !== null &&
    heard.workshop === workshop &&
    heard.version > version &&
    heard.step === step?.id &&
    heard.phase !== null
  );
}

/** A silence begins as it is heard of, as on the page of a member: until all is read anew on a slow server it may be over. */
function goneAhead(attending: Attending, heard: WorkshopEvent | null): Attending {
  const { step } = attending;
  if (!step || !isAhead(attending, heard)) return attending;
  const { phase, pass, endsAt } = heard;
  return { ...attending, step: { ...step, phase, pass, endsAt } };
}

/** The running step; how it stands is asked for anew with each look at it. */
function codedStep({ id, kind, phase, pass, passages }: ShownStep, edition: number | null): CodedStep {
  return { id, kind, phase, pass, passages, edition, endedAt: null };
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-attending": CoramAttending;
  }
}
