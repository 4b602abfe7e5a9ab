import { consume } from "@lit/context";
import { type PropertyValues, type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { AgreementLabels } from "../../schema/agreement/words/labels.ts";
import { agreementWords } from "../../schema/agreement/words/words.ts";
import type { DisagreementKind } from "../../schema/domain/disagreement.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { AgreementView, Mark, Place, PlacesQuery, PlacesView } from "../../schema/protocol/http/agreement.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import { readPlaces } from "../api/agreement.ts";
import { describeProblem } from "../api/http.ts";
import { HearsEvents } from "../api/told/hears-events.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-code-chip.ts";
import "../elements/coram-initials.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { formatList, language, t } from "../i18n/t.ts";
import { quoted } from "../../schema/text/quotation.ts";
import { withTokenWords } from "../../schema/text/token-words.ts";
import "./agreement.css";
import { withoutMiddle } from "../../schema/text/shortened.ts";

/** Of longer words that a coder marked, so much of either end is shown. */
const HALF = 42;
const LONG = 2 * HALF + 6;

/** What stands behind a figure: each passage or answer with who said what of it, and a way into the text. */
@customElement("coram-agreement-places")
export class CoramAgreementPlaces extends LightElement {
  @property({ attribute: false }) query: Partial<PlacesQuery> = {};
  @property({ attribute: false }) view: AgreementView | null = null;
  @property({ attribute: false }) labels: AgreementLabels | null = null;
  private readonly found = new Loading(
    this,
    () => [this.query] as const,
    ([query], { signal }) => readPlaces(query, signal),
  );
  @state() private kind: DisagreementKind | null = null;
  @consume({ context: sessionContext, subscribe: true })
  private readonly session: Session | null = null;

  constructor() {
    super();
    new HearsEvents(
      this,
      () => this.session?.events,
      (event) => this.hear(event),
    );
  }

  /** Nothing of it stands there until it is read anew, where words are erased, or where the connection was lost, which may have missed that. */
  private hear(event: ServerEvent): void {
    if (event.type === "hello" || (event.type === "revision" && event.erases !== undefined)) void this.found.run();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("query")) this.kind = null;
  }

  protected override render(): TemplateResult {
    const wait = (): TemplateResult => html`${skeleton(8, t("agreement.computing"))}`;
    return html`${this.found.render({
      initial: wait,
      pending: wait,
      error: (problem) => errorLine(describeProblem(problem)),
      complete: (found) => this.renderFound(found) ?? wait(),
    })}`;
  }

  private renderFound(found: PlacesView): TemplateResult | null {
    const { labels, view } = this;
    if (!labels || !view) return null;
    const places = found.places.filter(({ kind }) => this.kind === null || kind === this.kind);
    return html`${this.renderKinds(found)}
    ${
      places.length === 0
        ? html`<p class="sub">${t("agreement.no-places")}</p>`
        : html`<ul class="agree-places">
            ${repeat(places, keyOf, (place) => this.renderPlace(place, view, labels))}
          </ul>`
    }
    ${found.left > 0 ? html`<p class="note sub">${t("agreement.more-left", { count: found.left })}</p>` : nothing}`;
  }

  private renderKinds({ places }: PlacesView): TemplateResult {
    const words = agreementWords(language()).kinds;
    const kinds = [...new Set(places.map(({ kind }) => kind))];
    const button = (kind: DisagreementKind | null, label: string): TemplateResult =>
      html`<button type="button" aria-pressed=${this.kind === kind} @click=${() => (this.kind = kind)}>
        ${label}
      </button>`;
    return html`<div class="choice" role="group" aria-label=${t("agreement.kind")}>
      ${button(null, t("agreement.kind-all", { n: places.length }))}
      ${kinds.map((kind) => {
        const n = places.filter((place) => place.kind === kind).length;
        return button(kind, t("agreement.kind-of", { kind: words[kind], n }));
      })}
    </div>`;
  }

  private renderPlace(place: Place, view: AgreementView, labels: AgreementLabels): TemplateResult {
    const round = view.rounds.find(({ verdict }) => verdict === place.verdict);
    const first = place.marks.find(({ annotation }) => annotation !== null);
    // The coder's layer need not be what the verdict shows: then its words are gone to.
    const at = first?.ranges[0] ? `&at=${first.ranges[0].start}` : "";
    const href = first ? `/verdicts/${place.verdict}?tag=${first.annotation}${at}` : `/verdicts/${place.verdict}`;
    const names = place.without.map((id) => labels.coder(id));
    return html`<li>
      <div class="agree-foot">
        <span>
          <b>${agreementWords(language()).kinds[place.kind]}</b>
          ${view.rounds.length > 1 ? html` · ${labels.verdict(place.verdict)}` : nothing}
          ${place.paragraph === null ? nothing : html` · ${t("agreement.paragraph", { number: place.paragraph })}`}
        </span>
        <a class="link" href=${href}>${t("agreement.open-text")}</a>
      </div>
      ${this.renderSubject(place, labels)}
      ${
        place.quote && round
          ? html`<blockquote lang=${langOf(round.language, round.script)}>
              ${withTokenWords(place.quote.text, langOf(round.language, round.script))}
            </blockquote>`
          : place.question === null
            ? html`<p class="sub">${t("agreement.words-gone")}</p>`
            : nothing
      }
      <ul class="agree-marks">
        ${place.marks.map((mark) => this.renderMark(mark, place, labels, round ? langOf(round.language, round.script) : ""))}
      </ul>
      ${
        names.length > 0
          ? html`<p class="note sub">
              ${t(place.question === null ? "agreement.not-marked-by" : "agreement.not-answered-by", {
                names: formatList(names),
              })}
            </p>`
          : nothing
      }
    </li>`;
  }

  private renderSubject({ question, subject }: Place, labels: AgreementLabels): TemplateResult | typeof nothing {
    if (question === null) return nothing;
    const unit = subject === null ? "" : labels.unit(subject);
    return html`<p>${labels.question(question)}${unit ? html` <span class="sub">${unit}</span>` : nothing}</p>`;
  }

  private renderMark(mark: Mark, place: Place, labels: AgreementLabels, lang: string): TemplateResult {
    const name = labels.coder(mark.coder);
    const initials = this.view?.people.find(({ id }) => id === mark.coder)?.initials ?? "?";
    return html`<li>
      <coram-initials small .initials=${initials} .name=${name}></coram-initials>
      <span>
        ${
          mark.category === null
            ? html`<b
                >${mark.value === null || place.question === null ? "" : labels.answer(place.question, mark.value)}</b
              >`
            : html`<coram-code-chip .code=${labels.code(mark.category)}></coram-code-chip>
                ${labels.category(mark.category).replace(/^\S+ /u, "")}`
        }
        ${mark.category === null ? nothing : html`<span class="words" lang=${lang}>${this.markedWords(mark, place, lang)}</span>`}
        ${mark.note ? html`<br /><span class="note sub">${mark.note}</span>` : nothing}
      </span>
    </li>`;
  }

  /** The part of the passage that this coder marked, by its first and last words; in words where it is all of it. */
  private markedWords({ ranges }: Mark, { quote }: Place, lang: string): string {
    const [start, end] = [ranges[0]?.start, ranges.at(-1)?.end];
    if (!quote || start === undefined || end === undefined) return "";
    if (start === quote.start && end === quote.end) return t("agreement.marked-all");
    const words = quote.text.slice(start - quote.start, end - quote.start).trim();
    const shown = withoutMiddle(words, LONG, HALF);
    const said = withTokenWords(shown, lang);
    return quoted(said, lang);
  }
}

function keyOf({ verdict, question, subject, marks }: Place): string {
  return question === null ? (marks[0]?.annotation ?? "") : `${verdict} ${question} ${subject}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-agreement-places": CoramAgreementPlaces;
  }
}
