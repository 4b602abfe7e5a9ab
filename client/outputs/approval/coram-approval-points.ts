import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { standsInTheWay } from "../../../schema/approval/points.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import { blockPlaces } from "../../../schema/editor/block-places.ts";
import type { OutputDocument } from "../../../schema/editor/output-document.ts";
import type { ApprovalPoint, ApprovalView, OutputView } from "../../../schema/protocol/http/outputs.ts";
import { onceFor } from "../../../schema/once-for.ts";
import "../../elements/coram-icon.ts";
import { LineFocus } from "../../elements/input/line-focus.ts";
import "../../elements/coram-discard.ts";
import { MOD, writesSign } from "../../elements/key-press.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatWhen, languageName, t } from "../../i18n/t.ts";
import { begunIn, formSent, keepForm } from "../../typed/keep-form.ts";
import { lineOf, pointLines } from "./point-lines.ts";
import { placeOf } from "./point-places.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-approval-points": CoramApprovalPoints;
  }
}

/** A reason that is on its way; or was refused, and stands in its field again. */
export interface SentReason {
  points: readonly ApprovalPoint[];
  words: string;
  isRefused: boolean;
}

const NOWHERE: ReadonlyMap<string, string> = new Map();

/** The points of a document in two lists, those of one kind in a line; each leads to its place. */
@customElement("coram-approval-points")
export class CoramApprovalPoints extends LightElement {
  @property({ attribute: false }) approval!: ApprovalView;
  @property({ attribute: false }) output!: OutputView;
  @property({ attribute: false }) doc: OutputDocument | null = null;
  @property({ attribute: false }) members: ReadonlyMap<MemberId, MemberCard> = new Map();
  @property({ type: Boolean }) canWrite = false;
  /** Whether the document's paragraphs have numbers to be found by. */
  @property({ type: Boolean }) numbersParagraphs = false;
  @property({ attribute: false }) sent: readonly SentReason[] = [];
  /** The line of which somebody says why, with its points: it stays this line when another reason arrives for them. */
  @state() private saying: { line: string; points: ReadonlySet<string>; form: string } | null = null;
  private readonly placesOnce = onceFor(blockPlaces);
  private readonly lineFocus = new LineFocus(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("sent") || this.saying) return;
    const before = changed.get("sent") ?? [];
    const refused = this.sent.find((each) => each.isRefused && !before.includes(each));
    if (refused) this.saying = sayingOf(lineOf(refused.points), refused.points);
  }

  protected override render(): TemplateResult {
    const { points, inOrder } = this.approval;
    const mend = points.filter(standsInTheWay);
    const why = points.filter((point) => !standsInTheWay(point));
    return html`${this.renderList(t("approval.mend"), "mend", mend)} ${this.renderList(t("approval.why"), "why", why)}
    ${
      inOrder > 0
        ? html`<section class="approval-list" data-list="order">
            <h2 tabindex="-1" @keydown=${this.onKey}>${t("approval.in-order")}</h2>
            <ul>
              <li>
                <coram-icon name="check"></coram-icon><span>${t("approval.in-order-parts", { count: inOrder })}</span>
              </li>
            </ul>
          </section>`
        : nothing
    }`;
  }

  private renderList(title: string, list: "mend" | "why", points: ApprovalPoint[]): TemplateResult | typeof nothing {
    if (points.length === 0) return nothing;
    const { saying } = this;
    const groups = pointLines(points);
    const said = groups.find((group) => group.some((point) => saying?.points.has(idOf(point))));
    const lines = groups.map((group): [string, ApprovalPoint[]] => {
      const line = lineOf(group);
      if (group === said && saying) return [saying.line, group];
      return [line === saying?.line ? `${line} besides` : line, group];
    });
    return html`<section class="approval-list" data-list=${list}>
      <h2 tabindex="-1" @keydown=${this.onKey}>${title} <span class="count">${lines.length}</span></h2>
      <ul @keydown=${this.onKey}>
        ${repeat(
          lines,
          // Where one says why, one goes on saying it while lines before it come and go.
          ([key]) => key,
          ([key, group]) => this.renderLine(key, group),
        )}
      </ul>
    </section>`;
  }

  private renderLine(key: string, points: ApprovalPoint[]): TemplateResult | typeof nothing {
    const [first] = points;
    if (!first) return nothing;
    const isOwn = first.output === this.output.id;
    const other = isOwn ? undefined : this.output.languages.find((each) => each.output === first.output);
    const isMend = standsInTheWay(first);
    const counted = t(`approval.point-${first.kind}`, { count: points.length });
    const isLater = !first.reason && this.approval.points.some((each) => each.reason && isAlike(each, first));
    const words = isLater ? t("approval.since", { words: counted }) : counted;
    return html`<li tabindex="-1">
      <coram-icon name=${isMend ? "circle-alert" : "triangle-alert"}></coram-icon>
      <div>
        ${other ? html`<b>${languageName(other.language)}: </b>` : nothing}${words}
        <span class="approval-places" data-kind=${first.kind}
          >${
            first.kind.startsWith("partner-")
              ? this.renderBeside(first, words)
              : // Each has its own buttons: the one that was pressed goes with its place, and never is another's.
                repeat(
                  // To another document leads one way.
                  isOwn ? points : [first],
                  ({ at }, i) => (at && "section" in at ? at.section : i),
                  (point) => this.renderPlace(point, isOwn, words),
                )
          }</span
        >
        ${
          first.kind === "quote-foreign" && isOwn && this.canWrite
            ? html`<button type="button" class="link" @click=${() => this.tell("coram-output-verdicts", undefined)}>
                ${t("outputs.verdicts-change")}
              </button>`
            : nothing
        }
        ${isMend ? nothing : this.renderReason(key, points)}
      </div>
    </li>`;
  }

  /** What is behind or missing is seen, and mended, beside the document that leads. */
  private renderBeside({ output }: ApprovalPoint, words: string): TemplateResult {
    const { id, leader } = this.output;
    const label = t("pairs.beside");
    return html`<a class="link" href="/outputs/${leader ?? id}/beside/${output}" aria-label="${words}: ${label}"
      >${label}</a
    >`;
  }

  private renderPlace(point: ApprovalPoint, isOwn: boolean, words: string): TemplateResult {
    const { at, kind } = point;
    const places = this.doc ? this.placesOnce(this.doc, this.numbersParagraphs) : NOWHERE;
    const language = isOwn ? undefined : this.output.languages.find((each) => each.output === point.output)?.language;
    const label = language
      ? t("approval.go-other", { language: languageName(language) })
      : placeOf(point, places, this.output.sections) || t("approval.go");
    const name = `${words}: ${label}`;
    if (!isOwn) return html`<a class="link" href="/outputs/${point.output}" aria-label=${name}>${label}</a>`;
    if (kind === "author-line")
      return html`<button
        type="button"
        class="link"
        aria-label=${name}
        @click=${() => this.tell("coram-approval-authors", undefined)}
      >
        ${label}
      </button>`;
    if (kind === "donor-line") return html`<a class="link" href="/settings/house">${t("approval.to-house")}</a>`;
    if (at && "category" in at) return html`<a class="link" href="/agreement" aria-label=${name}>${label}</a>`;
    return html`<button type="button" class="link" aria-label=${name} @click=${() => this.go(at)}>${label}</button> ${
        kind === "section-empty" && at && "section" in at && this.canWrite
          ? html`<button
              type="button"
              class="link"
              aria-label="${t("outputs.section-leave")}: ${label}"
              @click=${({ currentTarget }: Event) => {
                this.lineFocus.leave(currentTarget);
                this.tell("coram-output-section-leave", { section: at.section, isLeftOut: true });
              }}
            >
              ${t("outputs.section-leave")}
            </button>`
          : nothing
      }`;
  }

  private renderReason(key: string, points: ApprovalPoint[]): TemplateResult | typeof nothing {
    const reason = points[0]?.reason ?? null;
    const { sayWhy } = this.approval.may;
    const sent = this.sent.findLast((each) =>
      each.points.some((point) => points.some((one) => idOf(one) === idOf(point))),
    );
    if (sent && !sent.isRefused)
      return html`<blockquote class="approval-reason">
        ${sent.words} <span class="sub" role="status">${t("verdict.saving")}</span>
      </blockquote>`;
    if (this.saying?.line === key)
      return html`<form
        class="approval-why"
        ${keepForm(this.saying.form)}
        @submit=${(event: Event) => this.onSay(event, points)}
        @keydown=${this.onReasonKey}
      >
        <label class="visually-hidden" for="approval-why">${t("approval.reason")}</label>
        <textarea class="field" id="approval-why" name="words" rows="2" maxlength="1000" required>
${sent?.words ?? reason?.words ?? ""}</textarea>
        <button class="button button-small">
          ${t("approval.keep-reason")} <kbd class="key" aria-hidden="true">${MOD} Enter</kbd>
        </button>
        <button
          type="button"
          class="link"
          @click=${({ currentTarget }: Event) => {
            this.lineFocus.leave(currentTarget);
            this.saying = null;
          }}
        >
          ${t("shell.cancel")}
        </button>
      </form>`;
    const begun = sayWhy ? begunOf(points) : null;
    return html`${
      reason
        ? html`<blockquote class="approval-reason">
            ${reason.words}
            <span class="sub">${this.members.get(reason.by)?.name ?? ""}, ${formatWhen(reason.at)}</span>
          </blockquote>`
        : nothing
    }
    ${begun ? this.renderBegun(key, points, begun) : nothing}
    ${
      sayWhy && !begun
        ? html`<button
            type="button"
            class="link"
            data-why=${points[0]?.kind ?? ""}
            @click=${() => this.startSaying(sayingOf(key, points))}
          >
            ${t(reason ? "approval.other-reason" : "approval.say-why")}
          </button>`
        : nothing
    }`;
  }

  /** What was begun at a line whose field is shut: nobody takes it for kept, or for lost. */
  private renderBegun(line: string, points: readonly ApprovalPoint[], { form, words }: Begun): TemplateResult {
    return html`<blockquote class="approval-reason">
        ${words} <span class="sub" role="status">${t("approval.begun")}</span>
      </blockquote>
      <span class="approval-places">
        <button type="button" class="link" @click=${() => this.startSaying({ ...sayingOf(line, points), form })}>
          ${t("sync.draft-go-on")}
        </button>
        <coram-discard
          @coram-discard=${() => {
            formSent(form);
            this.requestUpdate();
          }}
        ></coram-discard>
      </span>`;
  }

  private async startSaying(saying: NonNullable<typeof this.saying>): Promise<void> {
    this.saying = saying;
    await this.updateComplete;
    this.querySelector<HTMLElement>("#approval-why")?.focus();
  }

  private readonly onReasonKey = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    this.querySelector<HTMLFormElement>(".approval-why")?.requestSubmit();
  };

  /** Words that are typed at a line, and at nothing in it, are the text's. */
  private readonly onKey = (event: KeyboardEvent): void => {
    const isOwn = event.target instanceof HTMLElement && event.target.matches("li, h2");
    if (isOwn && writesSign(event)) this.tell("coram-write-on", undefined);
  };

  private onSay(event: Event, points: readonly ApprovalPoint[]): void {
    event.preventDefault();
    const field = this.querySelector<HTMLTextAreaElement>("#approval-why");
    const words = field?.value.trim() ?? "";
    this.lineFocus.leave(event.currentTarget);
    if (this.saying) formSent(this.saying.form);
    this.saying = null;
    if (words) this.tell("coram-approval-why", { points, words });
  }

  private go(at: ApprovalPoint["at"]): void {
    if (at === null) this.tell("coram-approval-title", undefined);
    else if ("thread" in at) this.tell("coram-approval-thread", { thread: at.thread });
    else if ("section" in at) this.tell("coram-output-section", { section: at.section });
    else if ("block" in at) this.tell("coram-output-block", { block: at.block });
  }

  private tell(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }
}

/** Its words are kept for the first of its points: whatever else is said of them, they are found by it again. */
function sayingOf(line: string, points: readonly ApprovalPoint[]) {
  return { line, points: idsOf(points), form: formOf(points[0]) };
}

function formOf(point: ApprovalPoint | undefined): string {
  return `approval ${point ? idOf(point) : ""}`;
}

interface Begun {
  form: string;
  words: string;
}

/** The words that were begun for one of these points and not kept. */
function begunOf(points: readonly ApprovalPoint[]): Begun | null {
  for (const form of points.map(formOf)) {
    const words = begunIn(form, "words")?.trim();
    if (words) return { form, words };
  }
  return null;
}

function isAlike(one: ApprovalPoint, other: ApprovalPoint): boolean {
  return one.output === other.output && one.kind === other.kind;
}

function idOf({ output, key }: ApprovalPoint): string {
  return `${output} ${key}`;
}

function idsOf(points: readonly ApprovalPoint[]): ReadonlySet<string> {
  return new Set(points.map(idOf));
}
