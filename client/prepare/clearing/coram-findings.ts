import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import {
  FINDING_CODES,
  isBlocking,
  PASS_REASONS,
  PassReason,
  type FindingCode,
} from "../../../schema/domain/clearing.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { Verdict } from "../../../schema/domain/verdict.ts";
import type { ClearingView, Finding } from "../../../schema/protocol/http/clearing.ts";
import "../../elements/coram-icon.ts";
import { formatNumber, formatWhen, LANGUAGE_NAMES, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";
import "../prepare-events.ts";
import "./coram-edit-data.ts";
import { tokensIn } from "../names/names-parts.ts";
import { lastClearing } from "./last-clearing.ts";
import type { GivenReason } from "./reason-sender.ts";
import { reasonKey } from "./reason-key.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-findings": CoramFindings;
  }
  interface HTMLElementEventMap {
    /** A finding in the text was chosen, where the text is at hand. */
    "coram-finding-open": CustomEvent<{ finding: Finding }>;
    /** The words of a finding in the text are to give way to a placeholder. */
    "coram-finding-replace": CustomEvent<{ finding: Finding }>;
    /** Whatever is confirmed is to be replaced in the text now. */
    "coram-names-replace-now": CustomEvent<void>;
    /** Why a place may stay. */
    "coram-finding-reason": CustomEvent<GivenReason>;
  }
}

/** Shown of a group before one asks for more. */
const FIRST = 6;

/** What nobody has decided on, or nobody since decisions went with a clearing. */
const OPEN: ReadonlySet<FindingCode> = new Set(["open-mention", "open-person", "open-identifier", "open-quasi"]);
/** What left somebody's name in the text. */
const LEFT_FOR_COLLEAGUES: ReadonlySet<FindingCode> = new Set(["left-name", "shared-surname"]);
/** Settled where names are decided on. */
const IN_NAMES: ReadonlySet<FindingCode> = new Set([
  "identifier",
  "name",
  "victim",
  "victim-surname",
  "shared-surname",
  "left-name",
  "open-mention",
  "open-person",
  "open-identifier",
  "open-quasi",
]);

/** What was found, in groups: first what blocks, then what needs a reason. Each place is one click away. */
@customElement("coram-findings")
export class CoramFindings extends VerdictElement {
  @property({ attribute: false }) view!: ClearingView;
  @property({ attribute: false }) verdict!: Pick<Verdict, "id" | "court" | "caseNumber">;
  @property({ attribute: false }) members: readonly Pick<MemberCard, "id" | "name">[] = [];
  @property({ attribute: false }) reasons: ReadonlyMap<string, PassReason> = new Map();
  /** The reader's own signature waits: what it was given for stays. */
  @property({ type: Boolean }) isSigned = false;
  /** `lang` of the words. */
  @property() textLang = "";
  /** The text stands beside: a place in it is an event, not a link. */
  @property({ type: Boolean }) isBeside = false;
  @property({ attribute: false }) current: Finding | null = null;
  @state() private unfolded: ReadonlySet<FindingCode> = new Set();

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("verdict");
    if (before && before.id !== this.verdict.id) this.unfolded = new Set();
  }

  protected override render(): TemplateResult {
    const counts = new Map(this.view.counts.map(({ code, count }) => [code, count]));
    const codes = FINDING_CODES.filter((code) => counts.has(code));
    return html`${codes.map((code) => this.renderGroup(code, counts.get(code) ?? 0))}`;
  }

  private renderGroup(code: FindingCode, count: number): TemplateResult {
    const all = this.view.findings.filter((each) => each.code === code);
    const blocks = isBlocking(code);
    // What asks for a reason is shown in full: none is given to what nobody has seen.
    const shown = this.unfolded.has(code) || !blocks ? all : all.slice(0, FIRST);
    const isAnswered = count === all.length && all.every((each) => this.reasons.has(reasonKey(each)));
    const weight = blocks ? "blocks" : isAnswered ? "answered" : "asks";
    const id = `${this.uid}-${code}`;
    return html`<section class="finding-group" data-code=${code} aria-labelledby=${id}>
      <h3 id=${id}>
        <coram-icon name=${{ blocks: "circle-alert", asks: "triangle-alert", answered: "check" }[weight]}></coram-icon>
        <span>${t(`clear.code-${code}`)}</span> <span class="sub">${formatNumber(count)}</span>
        <span class="finding-weight ${weight}">${t(`clear.${weight}`)}</span>
      </h3>
      <p class="note">${this.whyWords(code)}</p>
      ${this.renderBefore(code)}
      <ul class="finding-list">
        ${repeat(
          named(shown),
          ({ name }) => name,
          ({ finding }) =>
            html`<li>
              ${this.renderFinding(finding)} ${this.renderReplace(finding)} ${this.renderOf(finding)}
              ${blocks ? nothing : this.renderReason(finding)}
            </li>`,
        )}
      </ul>
      ${
        shown.length < all.length
          ? html`<button type="button" class="link" @click=${() => (this.unfolded = new Set([...this.unfolded, code]))}>
              ${t("clear.more", { count: all.length - shown.length })}
            </button>`
          : nothing
      }
      ${shown.length === all.length && count > all.length ? html`<p class="note">${t("clear.not-listed", { count: count - all.length })}</p>` : nothing}
      ${
        this.isBeside && IN_NAMES.has(code) && this.view.stage === "in-preparation"
          ? html`<p class="finding-decide">
              ${this.renderReplaceNow(code)}
              <button type="button" class="link" @click=${() => this.emit("coram-prepare-panel", { panel: "names" })}>
                ${t("clear.decide")}
              </button>
            </p>`
          : nothing
      }
    </section>`;
  }

  private whyWords(code: FindingCode): string {
    if (OPEN.has(code) && lastClearing(this.view)) return t("clear.why-anew");
    if (code === "left-name" && this.view.stage !== "in-preparation") return t("clear.why-still-read");
    return t(`clear.why-${code}`);
  }

  /** Why names were left for colleagues: what is good for them need not be for whoever is invited. */
  private renderBefore(code: FindingCode): TemplateResult | typeof nothing {
    const last = lastClearing(this.view);
    if (code !== "left-name" || this.view.stage === "in-preparation" || !last) return nothing;
    const given = new Map<PassReason, number>();
    for (const { code: of, count, reason } of last.checklist.findings)
      if (reason && LEFT_FOR_COLLEAGUES.has(of)) given.set(reason, (given.get(reason) ?? 0) + count);
    if (given.size === 0) return nothing;
    const reasons = [...given].map(([reason, count]) => `${t(`clear.reason-${reason}`)} (${formatNumber(count)})`);
    const name = this.members.find(({ id }) => id === last.member)?.name ?? t("network.somebody");
    return html`<p class="note">
      ${t("clear.reasons-before", { name, when: formatWhen(last.at), reasons: reasons.join("; ") })}
    </p>`;
  }

  private renderFinding(finding: Finding): TemplateResult {
    const { place, kind } = finding;
    const words = html`<span class="finding-words" lang=${this.textLang}
      >${withTokenWords(finding.words, this.textLang) || t("clear.erased-words")}</span
    >`;
    const where = html`<span class="note"
      >${kind ? `${t(`names.kind-${kind}`)}, ` : ""}${this.placeWords(finding)}${finding.places && finding.places > 1 ? `, ${t("names.places", { count: finding.places })}` : ""}${this.whoLeft(finding)}</span
    >`;
    if (place.in === "data")
      return html`<span class="finding">${words}${where}</span>
        <coram-edit-data .verdict=${this.verdict} .field=${place.field} .textLang=${this.textLang}></coram-edit-data>`;
    if ("start" in place && this.isBeside)
      return html`<button
        type="button"
        class="finding"
        aria-current=${isSame(finding, this.current) ? "true" : nothing}
        @click=${() => this.emit("coram-finding-open", { finding })}
      >
        ${words}${where}
      </button>`;
    return html`<a class="finding" href=${this.hrefOf(finding)}>${words}${where}</a>`;
  }

  private whoLeft({ by }: Finding): string {
    const name = this.members.find(({ id }) => id === by)?.name ?? t("network.somebody");
    return by ? `, ${t("clear.left-by", { name })}` : "";
  }

  /** Of whom else it tells. */
  private renderOf({ code, of }: Finding): TemplateResult | typeof nothing {
    if (!of || of.length === 0) return nothing;
    const key = { "court-town": "clear.town-of", "possible-name": "clear.form-of" } as const;
    const said = code === "court-town" || code === "possible-name" ? key[code] : "clear.surname-of";
    return html`<p class="note finding-of">${t(said, { of: tokensIn(of, this.textLang) })}</p>`;
  }

  /** What is perhaps a name becomes one here, in all its forms. */
  private renderReplace(finding: Finding): TemplateResult | typeof nothing {
    const isHere = this.isBeside && this.view.stage === "in-preparation" && finding.place.in === "text";
    if (!isHere || (finding.code !== "possible-name" && finding.code !== "court-town")) return nothing;
    return html`<button
      type="button"
      class="button button-small finding-replace"
      aria-label=${t("names.left-title", { words: finding.words })}
      @click=${() => this.emit("coram-finding-replace", { finding })}
    >
      ${t("names.replace")}
    </button>`;
  }

  /** What is confirmed and still stands there goes at once. */
  private renderReplaceNow(code: FindingCode): TemplateResult | typeof nothing {
    if (this.view.stage !== "in-preparation" || (code !== "name" && code !== "identifier")) return nothing;
    return html`<button type="button" class="button button-small" @click=${() => this.emit("coram-names-replace-now")}>
      ${t("names.apply-now")}
    </button>`;
  }

  private placeWords(finding: Finding): string {
    const place = this.whereIn(finding);
    const isDeleted = "deleted" in finding.place && finding.place.deleted;
    return isDeleted ? t("clear.deleted", { place, action: t("erase.menu-term") }) : place;
  }

  private whereIn({ place, paragraph }: Finding): string {
    if (place.in === "data") return t(`clear.field-${place.field}`);
    if (place.in === "note") return t("clear.in-note");
    if (place.in === "answer") return t("clear.in-answer");
    if (place.in === "translation")
      return [LANGUAGE_NAMES[place.language], place.number && t("page.passage", { paragraph: place.number })]
        .filter(Boolean)
        .join(", ");
    if (place.in === "comment")
      return place.audience === "review" ? t("clear.in-comment-review") : t("clear.in-comment-internal");
    return paragraph === null ? t("clear.in-text") : t("page.passage", { paragraph });
  }

  private hrefOf({ place }: Finding): string {
    const base = `/verdicts/${this.verdict.id}`;
    if (place.in === "note") return `${base}?tag=${place.annotation}`;
    if (place.in === "comment") return `${base}?thread=${place.thread}`;
    if (place.in === "answer")
      return `${base}?${new URLSearchParams({ question: place.question, subject: place.subject })}`;
    return "start" in place ? `${base}/prepare?panel=check` : base;
  }

  /** What who has signed first gave is read beside, and chosen by nobody else. */
  private renderFirst({ firstReason }: Finding): TemplateResult | typeof nothing {
    const first = this.view.signed.find(({ state, stage }) => state === "waiting" && stage === this.view.next);
    if (!first || !firstReason) return nothing;
    const name = this.members.find(({ id }) => id === first.member)?.name ?? t("network.somebody");
    return html`<span class="note sub"
      >${t("clear.reason-first", { name, reason: t(`clear.reason-${firstReason}`) })}</span
    >`;
  }

  private renderReason(of: Finding): TemplateResult {
    const chosen = this.reasons.get(reasonKey(of)) ?? "";
    return html`<label class="form-row finding-reason"
      ><span
        >${t("clear.reason-of", { name: withTokenWords(of.words, this.textLang) || t("clear.erased-words") })}</span
      >
      ${this.renderFirst(of)}
      <select
        class="field"
        ?disabled=${this.isSigned}
        .value=${chosen}
        @change=${(event: Event) =>
          this.emit("coram-finding-reason", {
            finding: of,
            reason: PassReason.nullable()
              .catch(null)
              .parse((event.target as HTMLSelectElement).value),
          })}
      >
        <option value="" ?selected=${chosen === ""}>${t("clear.reason-none")}</option>
        ${PASS_REASONS.map(
          (reason) =>
            html`<option value=${reason} ?selected=${reason === chosen}>${t(`clear.reason-${reason}`)}</option>`,
        )}
      </select>
    </label>`;
  }
}

function isSame(a: Finding, b: Finding | null): boolean {
  return b !== null && a.code === b.code && JSON.stringify(a.place) === JSON.stringify(b.place);
}

/** Findings with what each keeps its row by, with what is being typed there; the same words may be found twice in one place. */
function named(findings: readonly Finding[]): { name: string; finding: Finding }[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const words = JSON.stringify([finding.place, finding.words]);
    const before = seen.get(words) ?? 0;
    seen.set(words, before + 1);
    return { name: `${words} ${before}`, finding };
  });
}
