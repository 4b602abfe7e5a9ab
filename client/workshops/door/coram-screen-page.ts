import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { type Country, UI_LANGUAGES, type UiLanguage } from "../../../schema/domain/language.ts";
import { wallTime } from "../../../schema/domain/workshop/wall-time.ts";
import { THEMES } from "../../../schema/domain/theme.ts";
import type { ScreenView, ShownStep, TableAtWork } from "../../../schema/protocol/http/workshops/attending.ts";
import { describeProblem, isClosed } from "../../api/http.ts";
import { beginScreen, readScreen } from "../../api/workshops/door.ts";
import { setTheme, theme } from "../../app/theme.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { LANGUAGE_NAMES, language, setLanguage, t } from "../../i18n/t.ts";
import { bringWithin } from "../follow/followed-paragraphs.ts";
import "./coram-qr-code.ts";
import "./coram-shown-head.ts";
import "./coram-shown-passages.ts";
import { metFirst } from "./coram-screen-counts.ts";
import "../tables/coram-shown-plenary.ts";
import "./coram-screen-counts.ts";
import { keptLine, languagesOf, numbersIn } from "./shown-texts.ts";
import { tableName } from "../tables/table-words.ts";
import { WorkshopClock } from "../workshop-clock.ts";
import { phaseWord, shownPhase } from "../workshop-words.ts";
import { spaced } from "./coram-workshop-door.ts";
import { keyWords, renderCalibration } from "../slip/render-calibration.ts";
import { dayNow, renderShownAgenda } from "./shown-agenda.ts";
import { renderWallVote, WallVote } from "./wall-vote.ts";
import "./door.css";

/** A screen has no account, and so no events: it looks so often. */
const LOOK_MS = 500;
/** What does not fit is shown page by page, each so long; where somebody points, it stands for as long. */
const PAGE_MS = 12_000;

/** A workshop on a wall: four digits until it is paired, then how one comes in, and the running step. */
@customElement("coram-screen-page")
export class CoramScreenPage extends LightElement {
  @state() private view: ScreenView | null = null;
  @state() private problem: unknown = null;
  private pointedAt = "null";
  private timer: ReturnType<typeof setInterval> | undefined;
  private turning: ReturnType<typeof setInterval> | undefined;
  private isPointedAnew = false;
  /** The pass whose counts have been brought into sight. */
  private revealed = "";
  private readonly vote = new WallVote();
  private readonly clock = new WorkshopClock();
  private turn: ReturnType<WallVote["hear"]> = null;
  /** How far the step was above the foot of its head, while a vote has the wall. */
  private leftAt = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = setInterval(() => void this.look(), LOOK_MS);
    this.turning = setInterval(() => this.turnPage(), PAGE_MS);
    void this.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
    clearInterval(this.turning);
  }

  /** Nobody scrolls a wall: it goes on by itself, and begins again after its end. */
  private turnPage(): void {
    const middle = this.querySelector(".wall-middle");
    const wasPointed = this.isPointedAnew;
    this.isPointedAnew = false;
    if (!middle || wasPointed) return;
    const { scrollTop, scrollHeight, clientHeight } = middle;
    const isAtEnd = scrollTop + clientHeight >= scrollHeight - 1;
    if (isAtEnd) this.turn = this.vote.shown();
    if (this.turn) return this.requestUpdate();
    middle.scrollTo({ top: isAtEnd ? 0 : scrollTop + pageOf(middle), behavior: "instant" });
  }

  private async see(ask: () => Promise<ScreenView>): Promise<void> {
    const asked = this.clock.ask();
    const view = await ask();
    if (view.state === "paired") this.clock.heard(view.shown.now, asked);
    this.view = view;
  }

  private async begin(): Promise<void> {
    try {
      await this.see(beginScreen);
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
  }

  private async look(): Promise<void> {
    try {
      await this.see(readScreen);
      this.problem = null;
    } catch (error) {
      // Never paired, too late, or no screen any more: nothing of it stays on the wall.
      if (isClosed(error)) this.view = null;
      else this.problem = error;
    }
  }

  protected override willUpdate(): void {
    const { view } = this;
    this.turn ??= this.vote.hear(view?.state === "paired" ? view.shown.ballot : null);
    if (this.turn === "begins") this.leftAt = this.stepAbove();
  }

  private stepAbove(): number {
    const [middle, step] = [this.querySelector(".wall-middle"), this.querySelector(".wall-step")];
    return middle && step ? middle.getBoundingClientRect().top - step.getBoundingClientRect().top : 0;
  }

  /** A vote begins at its top, and stands for a whole page as it is told; behind it the step is where it was. */
  private turned(): void {
    const { turn } = this;
    this.turn = null;
    if (turn === null) return;
    if (turn === "is-told") this.isPointedAnew = true;
    const top = turn === "ends" ? this.leftAt - this.stepAbove() : -Infinity;
    const middle = this.querySelector(".wall-middle");
    middle?.scrollTo({ top: Math.max(0, middle.scrollTop + top), behavior: "instant" });
  }

  protected override updated(): void {
    const { view } = this;
    this.turned();
    if (this.vote.isAlone) return;
    this.showCounts(view?.state === "paired" ? view.shown.step : null);
    const pointer = view?.state === "paired" ? view.pointer : null;
    const at = JSON.stringify(pointer);
    if (!pointer || at === this.pointedAt) return;
    this.pointedAt = at;
    this.isPointedAnew = true;
    const drawn = this.querySelector(`[data-verdict="${pointer.verdict}"][data-block="${String(pointer.block)}"]`);
    if (drawn) bringWithin(drawn, pointer);
  }

  /** What the slips say is what the room looks at as they are revealed, however long the passage above it. */
  private showCounts(step: ShownStep | null): void {
    const revealed = step && step.groups.length > 0 ? `${step.id} ${String(step.pass)}` : "";
    if (revealed === this.revealed) return;
    this.revealed = revealed;
    if (revealed === "") return;
    const counts = this.querySelector("coram-screen-counts");
    const middle = this.querySelector(".wall-middle");
    if (!counts || !middle) return;
    void counts.updateComplete.then(() => {
      const { top, bottom } = middle.getBoundingClientRect();
      const at = counts.getBoundingClientRect().top;
      if (at >= top && at <= (top + bottom) / 2) return;
      this.isPointedAnew = true;
      counts.scrollIntoView({ block: "start" });
    });
  }

  protected override render(): TemplateResult {
    return html`<main id="main" tabindex="-1" class="wall">${this.renderView()}</main>`;
  }

  private renderView(): TemplateResult {
    const { view } = this;
    if (!view) return this.renderBegin();
    if (view.state === "pairing")
      return html`<h1>${t("screen.title")}</h1>
        <p class="wall-digits" translate="no">${view.digits}</p>
        <p>${t("screen.lead")}</p>`;
    if (view.state === "closed") return this.renderClosed(view.title);
    const { shown } = view;
    return html`<coram-shown-head .shown=${shown} .clock=${this.clock}></coram-shown-head>
      <div class="wall-middle" tabindex="0">
        ${shown.ballot ? renderWallVote(shown.ballot) : nothing}
        <div class="wall-step" ?hidden=${this.vote.isAlone}>
          ${shown.step ? this.renderStep(view, shown.step) : this.renderBetween(view)}
        </div>
      </div>
      ${this.renderFoot(view)}`;
  }

  /** Before the first step one comes in; then what was and what comes is looked at. */
  private renderBetween({ shown, door }: Paired): TemplateResult {
    const hasBegun = shown.agenda.some(({ beganAt }) => beganAt !== null);
    if (door && !hasBegun) return renderDoor(door, shown.country);
    return html`<p>${t("attending.between")}</p>
      ${renderShownAgenda(shown, dayNow(shown))}`;
  }

  private renderClosed(title: string): TemplateResult {
    return html`<h1>${title || t("workshop.one")}</h1>
      <div class="wall-middle"><p class="wall-closed">${t("join.closed")}</p></div>
      <footer class="sub">
        <span class="grow">${this.problem === null ? nothing : describeProblem(this.problem)}</span>
        <button type="button" class="button button-quiet" @click=${() => void this.begin()}>
          ${t("screen.begin")}
        </button>
      </footer>`;
  }

  private renderBegin(): TemplateResult {
    const themes = { system: t("shell.theme-system"), light: t("shell.theme-light"), dark: t("shell.theme-dark") };
    return html`<h1>${t("screen.title")}</h1>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <p>
        <button type="button" class="button button-primary" @click=${() => void this.begin()}>
          ${t("screen.begin")}
        </button>
      </p>
      <div class="wall-choices" role="group" aria-label=${t("shell.language")}>
        ${UI_LANGUAGES.map(
          (each) =>
            html`<button
              type="button"
              class="button"
              lang=${each}
              aria-pressed=${each === language()}
              @click=${() => void setLanguage(each)}
            >
              ${LANGUAGE_NAMES[each]}
            </button>`,
        )}
      </div>
      <div class="wall-choices" role="group" aria-label=${t("shell.theme")}>
        ${THEMES.map(
          (each) =>
            html`<button
              type="button"
              class="button"
              aria-pressed=${each === theme()}
              @click=${() => {
                setTheme(each);
                this.requestUpdate();
              }}
            >
              ${themes[each]}
            </button>`,
        )}
      </div>`;
  }

  private renderStep({ shown, isChanging, pointer }: Paired, step: ShownStep): TemplateResult {
    if (isChanging) return html`<p>${t("screen.blank")}</p>`;
    const isHidden = step.title === null && step.passages.length === 0;
    if (isHidden && step.kind !== "talk" && step.kind !== "break") return html`<p>${t("attending.hidden")}</p>`;
    if (step.passages.length === 0 && (step.kind === "talk" || step.kind === "break"))
      return html`${step.kind === "break" && step.endsAt ? html`<p class="wall-back">${t("screen.back-at", { time: wallTime(shown.country, step.endsAt).time })}</p>` : nothing}
      ${renderShownAgenda(shown, dayNow(shown))}`;
    if (shown.tables)
      return html`<coram-shown-plenary
        .step=${step}
        .tables=${shown.tables}
        .second=${secondOf(shown.languages)}
      ></coram-shown-plenary>`;
    const second = secondOf(shown.languages);
    const read = languagesOf(step.passages).filter((each) => each === language() || each === second);
    const { start, end } = pointer ?? {};
    return html`${shown.atWork ? renderAtWork(shown.atWork, step) : nothing} ${keptLine(step)}
      <coram-shown-passages
        .passages=${step.passages}
        .languages=${read.slice(0, 1)}
        .met=${metFirst(step)}
        .pointed=${pointer && start !== undefined && end !== undefined ? { verdict: pointer.verdict, start, end } : null}
      ></coram-shown-passages>
      ${step.calibration ? html`<section class="calibration">${renderCalibration(step.calibration)}</section>` : nothing}
      ${step.key ? html`<p class="calibration-key">${keyWords(step.key)}</p>` : nothing}
      <coram-screen-counts .step=${step} .second=${second}></coram-screen-counts>`;
  }

  private renderFoot({ shown, door }: Paired): TemplateResult {
    const { step, seats } = shown;
    const isCoded = step?.phase === "silence" || step?.phase === "closed";
    return html`<footer class="sub">
      <span class="grow">${this.problem === null ? nothing : t("screen.away")}</span>
      ${isCoded ? html`<b>${t("attending.handed-in", { count: step.handedIn, seats })}</b>` : nothing}
      ${step && door ? html`<span>${address(door.url)} <b translate="no">${spaced(door.code)}</b></span>` : nothing}
      <time>${wallTime(shown.country, shown.now).time}</time>
    </footer>`;
  }
}

/** How far the next page is: it begins with what the foot cuts, so that this is whole; of what is higher than the wall lines overlap. */
function pageOf(middle: Element): number {
  const { top: head, bottom: foot, height } = middle.getBoundingClientRect();
  for (const part of middle.querySelectorAll(".plenary-row, li, p")) {
    const { top, bottom } = part.getBoundingClientRect();
    if (bottom > foot + 1 && top > head + 1) return Math.min(top - head, height);
  }
  return height * 0.85;
}

type Paired = Extract<ScreenView, { state: "paired" }>;

/** Of the workshop's languages the one that stands below the screen's own. */
const secondOf = (languages: readonly UiLanguage[]): UiLanguage | null =>
  languages.find((each) => each !== language()) ?? null;

/** Who sits where is known in the room: a wall names tables, and no person. */
function renderAtWork(tables: readonly TableAtWork[], step: ShownStep): TemplateResult {
  return html`<ul class="wall-tables" aria-label=${t("table.list")}>
    ${tables.map(({ name, number, question, seats, phase, given }) => {
      const passages = step.passages.filter(({ id }) => given.includes(id));
      const numbers = passages.map(numbersIn).filter(Boolean);
      return html`<li>
        <b>${tableName(name, number)}</b>
        <span class="sub">${t("table.people", { count: seats })}</span>
        <span class="grow">${numbers.map((each) => html`<span class="wall-place">¶ ${each}</span> `)}</span>
        <span>${phase === null ? t("table.not-begun") : phaseWord(shownPhase(phase))}</span>
        ${question === null ? nothing : html`<span class="wall-question">${question}</span>`}
      </li>`;
    })}
  </ul>`;
}

type Door = NonNullable<Paired["door"]>;

function renderDoor({ url, code, openUntil }: Door, country: Country): TemplateResult {
  return html`<div class="wall-door">
      <div>
        <h2>${t("screen.come-in")}</h2>
        <p>${t("screen.no-account")}</p>
        <p class="wall-digits" translate="no">${spaced(code)}</p>
        <p><b>${address(url)}</b></p>
      </div>
      <coram-qr-code words="${url}/${code}"></coram-qr-code>
    </div>
    <footer class="sub">
      ${openUntil === null ? t("door.is-knock") : t("screen.open-until", { time: wallTime(country, openUntil).time })}
    </footer>`;
}

const address = (url: string): string => url.replace(/^https?:\/\//, "");

declare global {
  interface HTMLElementTagNameMap {
    "coram-screen-page": CoramScreenPage;
  }
}
