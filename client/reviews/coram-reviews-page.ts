import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { AnnotationId, VerdictId } from "../../schema/domain/ids.ts";
import type { MethodologyVersion } from "../../schema/domain/methodology/methodology.ts";
import type { ServerEvent } from "../../schema/protocol/events.ts";
import type { Review, ReviewItem } from "../../schema/protocol/http/methodology.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem } from "../api/http.ts";
import { readVersion } from "../api/methodology/methodology.ts";
import { decideReview, readReviews, takeBackReview } from "../api/methodology/reviews.ts";
import { readMethodology, readNetwork } from "../api/verdicts.ts";
import { announce } from "../elements/announce.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { actionOf } from "../verdict/model/keymap.ts";
import { t } from "../i18n/t.ts";
import "../elements/coram-icon.ts";
import "./coram-review-card.ts";
import type { CoramReviewCard, ReviewChoice } from "./coram-review-card.ts";
import { type ErasedLately, heardOf, NOTHING_ERASED } from "../reader/erased/erased-lately.ts";
import { type Listed, merged, withErased } from "./listed-reviews.ts";
import "../methodology/draft/changes.css";
import "./reviews.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-reviews-page": CoramReviewsPage;
  }
}

type Proposal = Pick<Listed, "verdict" | "lang"> & { item: ReviewItem };

function isProposal({ proposed }: ReviewItem): boolean {
  return proposed === true;
}

/** For so long a tag that follows on a decided one takes no keys: one sees first that it is another. */
const ARRIVING_MS = 600;

/** Tags whose category has another meaning now, one's own and those of others that one may sort: each is kept, made another or dropped, and the decision is recorded. */
@customElement("coram-reviews-page")
export class CoramReviewsPage extends LightElement {
  @state() private inForce: MethodologyVersion | null = null;
  @state() private network: NetworkView | null = null;
  /** Everything that waited since the page was opened: what was decided stays where it was. */
  @state() private list: Listed[] | null = null;
  @state() private decided: ReadonlyMap<AnnotationId, Review> = new Map();
  /** Made what was proposed with them by one press: they are taken back by one. */
  private atOnce: ReadonlySet<AnnotationId> = new Set();
  @state() private arriving: AnnotationId | null = null;
  private arrival: ReturnType<typeof setTimeout> | undefined;
  /** Were taken back, in this order: an answer that was asked for before has not got them. */
  private readonly takenBack: AnnotationId[] = [];
  private erased: ErasedLately = NOTHING_ERASED;
  /** Digits that were pressed while a decision was on its way. */
  private pressed: string[] = [];
  @state() private versions: ReadonlyMap<number, MethodologyVersion> = new Map();
  @state() private busy: AnnotationId | null = null;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: (event) => {
      this.cover(event);
      return ["counts", "verdict", "revision", "methodology"].includes(event.type);
    },
    fetch: async (signal) => {
      const [takenBack, erased] = [this.takenBack.length, this.erased];
      const answer = await Promise.all([readReviews(signal), readMethodology(signal), readNetwork(signal)]);
      return { answer, takenBack, erased };
    },
    take: ({ answer: [reviews, ...others], takenBack, erased }, signal) => {
      const verdicts = withErased(reviews.verdicts, this.erased, erased);
      return this.take([verdicts, ...others], new Set(this.takenBack.slice(takenBack)), signal);
    },
  });

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener("keydown", this.onUndoKey);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener("keydown", this.onUndoKey);
    clearTimeout(this.arrival);
  }

  private async take(
    [waiting, inForce, network]: readonly [readonly Listed[], MethodologyVersion | null, NetworkView],
    takenBack: ReadonlySet<AnnotationId>,
    signal: AbortSignal,
  ): Promise<void> {
    if (this.inForce && this.inForce.number !== inForce?.number) this.decided = new Map();
    const isFirst = this.list === null;
    this.list = merged(this.list ?? [], waiting, new Set([...this.decided.keys(), ...takenBack]));
    this.inForce = inForce;
    this.network = network;
    const wanted = new Set(waiting.flatMap(({ items }) => items.map(({ version }) => version)));
    const missing = [...wanted].filter((number) => !this.versions.has(number));
    const read = await Promise.all(missing.map((number) => readVersion(number, signal)));
    this.versions = new Map([...this.versions, ...read.map((version) => [version.number, version] as const)]);
    if (isFirst) void this.updateComplete.then(() => this.begin());
  }

  /** What was decided stays where it was, and is read anew no more. */
  private cover(event: ServerEvent): void {
    const before = this.erased;
    this.erased = heardOf(event, before);
    this.list &&= withErased(this.list, this.erased, before);
  }

  protected override render(): TemplateResult {
    const { list, inForce } = this;
    const all = list?.flatMap(({ items }) => items) ?? [];
    const left = all.filter(({ annotation }) => !this.decided.has(annotation)).length;
    return html`<div class="page reviews">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${t("reviews.title")}</h1>
          <p class="sub">${t("reviews.about")}</p>
        </div>
        ${all.length > 0 ? this.renderProgress(all.length - left, all.length) : nothing}
      </div>
      ${
        this.refetch.problem === null
          ? nothing
          : errorLine(describeProblem(this.refetch.problem), () => void this.refetch.load())
      }
      ${list === null && this.refetch.problem === null ? skeleton(8, t("shell.loading")) : nothing}
      ${list && all.length === 0 ? html`<p class="note empty">${t("reviews.none")}</p>` : nothing}
      ${list && inForce ? html`${this.renderProposed(list, inForce)} ${list.map((listed) => this.renderVerdict(listed, inForce))}` : nothing}
    </div>`;
  }

  private renderProgress(done: number, all: number): TemplateResult {
    return html`<div class="review-progress">
      <span role="status">${t("reviews.progress", { done, count: all })}</span>
      <progress max=${all} .value=${done} aria-label=${t("reviews.progress", { done, count: all })}></progress>
    </div>`;
  }

  /** Tags that were set aside with a proposal that is in force now, of all verdicts: one press makes each what was proposed with it. */
  private renderProposed(list: readonly Listed[], inForce: MethodologyVersion): TemplateResult | typeof nothing {
    const found = list.flatMap(({ items, ...of }) => items.filter(isProposal).map((item) => ({ ...of, item })));
    if (found.length === 0) return nothing;
    const sure = found.filter(({ item }) => item.candidates.length === 1 && !this.decided.has(item.annotation));
    const taken = found.filter(({ item }) => this.atOnce.has(item.annotation) && this.decided.has(item.annotation));
    return html`<section class="review-proposed" aria-label=${t("reviews.proposed-title")}>
      <div class="section-head">
        <h2 class="grow">${t("reviews.proposed-title")}</h2>
        ${
          sure.length > 1
            ? html`<button
                class="button button-small"
                ?disabled=${this.busy !== null}
                @click=${() => void this.takeAll(sure, inForce)}
              >
                ${t("reviews.take-all", { count: sure.length })}
              </button>`
            : nothing
        }
        ${
          taken.length > 1
            ? html`<button
                class="button button-small button-quiet"
                ?disabled=${this.busy !== null}
                @click=${() => void this.takeBackAll(taken)}
              >
                <coram-icon name="undo"></coram-icon>${t("reviews.undo-all", { count: taken.length })}
              </button>`
            : nothing
        }
      </div>
      ${repeat(
        found,
        ({ item }) => item.annotation,
        ({ verdict, lang, item }) =>
          this.renderCard({ verdict, lang }, item, inForce, this.rowOf(verdict)?.caseNumber ?? ""),
      )}
    </section>`;
  }

  private renderVerdict({ items: all, ...of }: Listed, inForce: MethodologyVersion): TemplateResult | typeof nothing {
    const items = all.filter((item) => !isProposal(item));
    if (items.length === 0) return nothing;
    const { verdict, lang } = of;
    const row = this.rowOf(verdict);
    return html`<section aria-label=${row?.caseNumber ?? ""}>
      <div class="section-head">
        <h2 class="grow">
          <span lang=${lang}>${row?.caseNumber ?? ""}</span>
          <span class="court" lang=${lang}>${row?.court ?? ""}</span>
        </h2>
        <span class="note sub">${t("reviews.tags", { count: items.length })}</span>
      </div>
      ${repeat(
        items,
        ({ annotation }) => annotation,
        (item) => this.renderCard(of, item, inForce, null),
      )}
    </section>`;
  }

  private renderCard(
    { verdict: id, lang }: Pick<Listed, "verdict" | "lang">,
    item: ReviewItem,
    inForce: MethodologyVersion,
    of: string | null,
  ): TemplateResult {
    return html`<coram-review-card
      .item=${item}
      .verdict=${id}
      .of=${of}
      .quoteLang=${lang}
      .author=${this.authorOf(item)}
      .inForce=${inForce}
      .taggedIn=${this.versions.get(item.version) ?? null}
      .decided=${this.decided.get(item.annotation) ?? null}
      .isBusy=${this.busy !== null}
      .isArriving=${this.arriving === item.annotation}
      @coram-review-undo=${() => void this.takeBack(id, item.annotation)}
      @coram-review-decide=${(event: HTMLElementEventMap["coram-review-decide"]) =>
        void this.decide(id, item.annotation, inForce, event.detail)}
      @keydown=${this.onKey}
    ></coram-review-card>`;
  }

  private rowOf(id: VerdictId): NetworkView["verdicts"][number]["verdict"] | undefined {
    return this.network?.verdicts.find(({ verdict }) => verdict.id === id)?.verdict;
  }

  /** The name of an author who is somebody else. */
  private authorOf({ author }: ReviewItem): string | null {
    if (author === this.session?.member?.id) return null;
    return this.network?.members.find(({ id }) => id === author)?.name ?? t("network.somebody");
  }

  private async decide(
    verdict: VerdictId,
    annotation: AnnotationId,
    { number: version }: MethodologyVersion,
    choice: ReviewChoice,
  ): Promise<void> {
    if (this.busy !== null) return;
    this.busy = annotation;
    this.refetch.problem = null;
    try {
      const review = await decideReview(verdict, { annotation, version, ...choice });
      this.decided = new Map([...this.decided, [annotation, review]]);
      announce(t("reviews.recorded"));
    } catch (error) {
      this.refetch.problem = error;
      void this.refetch.load();
    }
    this.busy = null;
    await this.updateComplete;
    const [key, ...pressed] = this.pressed.splice(0);
    if (!this.decided.has(annotation)) return;
    const id = this.focusCard(1, annotation);
    const cardOf = (of: AnnotationId | null) => this.cards.find(({ item }) => item.annotation === of);
    const [last, next] = [cardOf(annotation), cardOf(id)];
    // The same question: the key that was meant for the one before means the same here.
    if (next && last && isAlike(next, last)) {
      this.pressed = pressed;
      if (key) next.press(key);
      return;
    }
    this.arriving = id;
    clearTimeout(this.arrival);
    this.arrival = setTimeout(() => (this.arriving = null), ARRIVING_MS);
  }

  /** Each becomes what was proposed with it. What came through stays where one after it does not. */
  private async takeAll(all: readonly Proposal[], { number: version }: MethodologyVersion): Promise<void> {
    this.atOnce = new Set(all.map(({ item }) => item.annotation));
    await this.oneByOne(all, async ({ verdict, item: { annotation, candidates } }) => {
      const [category = null] = candidates;
      const review = await decideReview(verdict, { annotation, version, decision: "change", category });
      this.decided = new Map([...this.decided, [annotation, review]]);
    });
  }

  private async takeBackAll(all: readonly Proposal[]): Promise<void> {
    await this.oneByOne(all, ({ verdict, item }) => this.undecide(verdict, item.annotation));
    void this.refetch.load();
  }

  private async oneByOne(all: readonly Proposal[], act: (each: Proposal) => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.refetch.problem = null;
    try {
      for (const each of all) {
        this.busy = each.item.annotation;
        await act(each);
      }
      announce(t("reviews.recorded"));
    } catch (error) {
      this.refetch.problem = error;
      void this.refetch.load();
    }
    this.busy = null;
    // The button that was pressed is gone, and the one that takes its place may be pressed next.
    await this.updateComplete;
    this.querySelector<HTMLElement>(".review-proposed .section-head button")?.focus();
  }

  private async undecide(verdict: VerdictId, annotation: AnnotationId): Promise<void> {
    await takeBackReview(verdict, annotation);
    this.takenBack.push(annotation);
    this.decided = new Map([...this.decided].filter(([id]) => id !== annotation));
  }

  private async takeBack(verdict: VerdictId, annotation: AnnotationId): Promise<void> {
    if (this.busy !== null) return;
    this.busy = annotation;
    this.refetch.problem = null;
    try {
      await this.undecide(verdict, annotation);
      announce(t("page.undone"));
    } catch (error) {
      this.refetch.problem = error;
    }
    void this.refetch.load();
    this.busy = null;
    await this.updateComplete;
    this.current(this.cards.find(({ item }) => item.annotation === annotation));
  }

  /** Takes back the newest decision that was made here. */
  private readonly onUndoKey = (event: KeyboardEvent): void => {
    const { target } = event;
    const isTyping = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (event.defaultPrevented || isTyping || actionOf(event)?.name !== "undo") return;
    event.preventDefault();
    const last = this.cards
      .flatMap(({ decided, item, verdict }) => (decided && !item.settled ? [{ decided, verdict }] : []))
      .sort((a, b) => b.decided.at.localeCompare(a.decided.at))[0];
    if (last) void this.takeBack(last.verdict, last.decided.annotation);
    else announce(t("page.nothing-to-undo"));
  };

  private get cards(): CoramReviewCard[] {
    return [...this.querySelectorAll("coram-review-card")];
  }

  /** The first that waits is the current one, unless one has gone elsewhere on the page meanwhile. */
  private begin(): void {
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement?.contains(this) !== true) return;
    const first = this.cards.find(({ decided }) => !decided);
    first?.querySelector<HTMLElement>(".review-card")?.focus({ preventScroll: true });
  }

  private current(card: CoramReviewCard | undefined): void {
    const article = card?.querySelector<HTMLElement>(".review-card");
    article?.focus();
    article?.scrollIntoView({ block: "nearest" });
  }

  /** N and P, and the arrows, go from tag to tag. */
  private readonly onKey = (event: KeyboardEvent): void => {
    if ((event.target as HTMLElement).matches("select, input") || event.ctrlKey || event.altKey || event.metaKey)
      return;
    if (this.busy !== null && !event.repeat && /^[1-9]$/.test(event.key)) this.pressed.push(event.key);
    const isNext = event.key === "ArrowDown" || event.key.toLowerCase() === "n" || event.code === "KeyN";
    const isBack = event.key === "ArrowUp" || event.key.toLowerCase() === "p" || event.code === "KeyP";
    if (!isNext && !isBack) return;
    event.preventDefault();
    this.focusCard(isNext ? 1 : -1, null);
  };

  /** Goes on to the next tag that waits after one, or by a step from where the focus is. */
  private focusCard(step: number, after: AnnotationId | null): AnnotationId | null {
    const { cards } = this;
    const at = cards.findIndex((card) =>
      after ? card.item.annotation === after : card.contains(document.activeElement),
    );
    const rest = step > 0 ? cards.slice(at + 1) : cards.slice(0, Math.max(0, at)).reverse();
    const next = after ? (rest.find((card) => !card.decided) ?? cards.find((card) => !card.decided)) : rest[0];
    this.current(next ?? cards[at]);
    return next?.item.annotation ?? null;
  }
}

/** Two tags of which the same is asked: they are of one category, and of both it has become the same. */
function isAlike({ item: one }: CoramReviewCard, { item: other }: CoramReviewCard): boolean {
  const asked = ({ category, now, state, candidates, settled, onlyParts, proposed }: ReviewItem): string =>
    JSON.stringify([category, now, state, candidates, settled, onlyParts, proposed]);
  return asked(one) === asked(other);
}
