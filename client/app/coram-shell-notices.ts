import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { OutputId, VerdictId } from "../../schema/domain/ids.ts";
import { readOutput } from "../api/outputs.ts";
import { readNetwork } from "../api/verdicts.ts";
import "../elements/coram-discard.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { t, type MessageKey } from "../i18n/t.ts";
import { type Draft, type DraftReason, mayBeJoint, wordsOf } from "../sync/draft.ts";
import { draftsHead } from "../typed/drafts-head.ts";
import { slipIn } from "../../schema/rooms/room-place.ts";
import type { ScopeKind } from "../../schema/rooms/room-scope.ts";
import { device } from "../sync/offline/device.ts";
import type { WorkStore } from "../sync/offline/work-store.ts";
import { copy } from "../elements/clipboard.ts";
import { tell } from "../elements/announce.ts";
import { dropStray, onStrayWords, strayWords } from "../palette/typed-ahead.ts";
import { renderOnlyCopies } from "../elements/input/only-copies.ts";
import { forgetLost, lostDecisions, onLostDecisions } from "../typed/lost-decisions.ts";
import { actOf, onScreened } from "../typed/typed-on.ts";
import { isUnsentRuling, onRulingSent, onUnsentRulings, ruledOnBy, unsentRulings } from "../typed/unsent-rulings.ts";

import type { NamedMark } from "./workshops/name-marks.ts";

/** Where a draft is looked at beside what it is of. */
const PLACES = {
  verdict: { href: (id) => `/verdicts/${id}`, name: "sync.draft-verdict" },
  output: { href: (id) => `/outputs/${id}`, name: "outputs.open" },
  methodology: { href: () => "/methodology?view=draft", name: "sync.draft-methodology" },
} as const satisfies Record<ScopeKind, { href: (id: string) => string; name: MessageKey }>;

/** What the shell has to say above any page: a newer program, no https, drafts that wait for their author. */
@customElement("coram-shell-notices")
export class CoramShellNotices extends LightElement {
  @property({ type: Boolean }) isUpdated = false;
  /** Nothing can be kept on this device. */
  @property({ type: Boolean }) isInsecure = false;
  /** Whose drafts to show; null on pages that show their own. */
  @property({ attribute: false }) work: WorkStore | null = null;
  /** The same, on every page: of what is lost none tells. */
  @property({ attribute: false }) mine: WorkStore | null = null;
  /** The page shows those of the methodology itself. */
  @property({ type: Boolean }) isMethodology = false;
  /** Nothing of the network is to be asked for. */
  @property({ type: Boolean }) isGuest = false;
  /** The server is out of reach. */
  @property({ type: Boolean }) isLost = false;
  /** How many changes of one's own wait on this device meanwhile. */
  @state() private waiting = 0;
  @state() private isUnderstood = false;
  /** Case numbers of verdicts, and titles of documents, that drafts are of. */
  @state() private names: ReadonlyMap<string, string> = new Map();
  /** What tags on slips are called, by their drafts. */
  @state() private marks: ReadonlyMap<string, NamedMark> = new Map();
  /** Those that were looked for, so that none is asked for twice. */
  private readonly sought = new Set<string>();
  private watched: WorkStore | null = null;
  private stopWatching: (() => void) | null = null;
  private stops: (() => void)[] = [];

  override connectedCallback(): void {
    super.connectedCallback();
    this.stops = [
      onStrayWords(() => this.requestUpdate()),
      onUnsentRulings(() => this.requestUpdate()),
      onLostDecisions(() => this.requestUpdate()),
      onRulingSent((_, recorded) => {
        // The page of disagreements says it itself.
        if (!this.work) return;
        if ("ruled" in recorded) tell(t("reconcile.sent"));
        else tell("problem" in recorded ? recorded.problem : t("reconcile.moved"));
      }),
      onScreened(() => tell(t("sync.words-erased"))),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
    this.stopWatching?.();
    this.watched = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("isLost") || changed.has("work")) void this.countWaiting();
    if (this.work === this.watched) return;
    this.stopWatching?.();
    this.watched = this.work;
    const onChange = (): void => {
      this.requestUpdate();
      void this.countWaiting();
    };
    this.stopWatching = this.work?.watch(onChange) ?? null;
  }

  /** With rulings, which this tab sends. */
  private get waitingAll(): number {
    return this.waiting + unsentRulings();
  }

  /** Drafts are listed by themselves. */
  private async countWaiting(): Promise<void> {
    const { work } = this;
    // What lies in memory alone goes with this tab.
    const unsent = (this.isLost && work?.isOnDevice && (await work.unsent().catch(() => null))) || [];
    if (work === this.work) this.waiting = unsent.reduce((sum, { records }) => sum + records.length, 0);
  }

  protected override updated(): void {
    if (this.isGuest) return;
    const all = this.work?.allDrafts() ?? [];
    const unknown = all.map(({ of }) => of).filter(({ id }) => !this.sought.has(id));
    for (const { id } of unknown) this.sought.add(id);
    const verdicts = unknown.flatMap(({ kind, id }) => (kind === "verdict" ? [id] : []));
    if (verdicts.length > 0) void this.nameVerdicts(verdicts);
    for (const { kind, id } of unknown) if (kind === "output") void this.nameDocument(OutputId.parse(id));
    const marks = all.filter(({ draft }) => slipIn(draft.place) !== null && !this.sought.has(draft.id));
    for (const of of new Set(marks.map((each) => each.of.id)))
      void this.nameMarks(
        VerdictId.parse(of),
        marks.flatMap((each) => (each.of.id === of ? each.draft : [])),
      );
  }

  protected override render(): TemplateResult {
    return html`${this.isUpdated ? this.renderUpdated() : nothing}
    ${this.isInsecure && !this.isUnderstood ? this.renderInsecure() : nothing}
    ${this.isLost && this.waitingAll > 0 ? this.renderWaiting() : nothing} ${this.renderUnopened()} ${this.renderLost()}
    ${this.renderDrafts()} ${this.isGuest ? nothing : this.renderStrays()}`;
  }

  /** As the list on this device says, else as the server does: the drafts may be of a verdict that no page shows. */
  private async nameVerdicts(verdicts: readonly string[]): Promise<void> {
    const kept = await (await device.ready())?.copies.network();
    const isKept = (id: string): boolean => kept?.verdicts.some(({ verdict }) => verdict.id === id) ?? false;
    const view = kept && verdicts.every(isKept) ? kept : await readNetwork().catch(() => kept);
    this.names = new Map([
      ...this.names,
      ...(view?.verdicts ?? []).map(({ verdict }) => [verdict.id, verdict.caseNumber] as const),
    ]);
  }

  /** One that is gone, or not theirs any more, has no name here. */
  private async nameDocument(id: OutputId): Promise<void> {
    const title = await readOutput(id).then(
      (view) => view.title || t("outputs.unnamed"),
      () => null,
    );
    if (title) this.names = new Map([...this.names, [id, title]]);
  }

  private async nameMarks(of: VerdictId, drafts: readonly Draft[]): Promise<void> {
    for (const { id } of drafts) this.sought.add(id);
    try {
      const { nameMarks } = await import("./workshops/name-marks.ts");
      this.marks = new Map([...this.marks, ...(await nameMarks(of, drafts))]);
    } catch {
      // What cannot be read now is looked for when something is drawn anew.
      for (const { id } of drafts) this.sought.delete(id);
    }
  }

  private renderUpdated(): TemplateResult {
    return html`<div class="alert shell-notice" role="status">
      <span class="grow">${t("sync.updated")}</span>
      <button type="button" class="link" @click=${() => location.reload()}>${t("shell.reload")}</button>
    </div>`;
  }

  private renderInsecure(): TemplateResult {
    return html`<div class="alert shell-notice" role="status">
      <coram-icon name="cloud-off"></coram-icon>
      <span class="grow">${t("sync.no-https")}</span>
      <button type="button" class="link" @click=${() => (this.isUnderstood = true)}>${t("sync.understood")}</button>
    </div>`;
  }

  private renderWaiting(): TemplateResult {
    return html`<p class="alert shell-drafts" role="status">
      <coram-icon name="cloud-off"></coram-icon>
      <span class="grow">${t("sync.waits-here", { count: this.waitingAll })}</span>
    </p>`;
  }

  private renderUnopened(): TemplateResult | typeof nothing {
    const { mine } = this;
    if (!mine || mine.lostCount === 0) return nothing;
    return html`<div class="alert shell-notice" role="alert">
      <span class="grow">${t("sync.lost", { count: mine.lostCount })}</span>
      <button type="button" class="link" @click=${() => this.forgetLost(mine)}>${t("sync.understood")}</button>
    </div>`;
  }

  private forgetLost(mine: WorkStore): void {
    mine.forgetLost();
    this.requestUpdate();
  }

  /** It stands until somebody has looked: on whatever page they are they may be typing. */
  private renderLost(): TemplateResult[] {
    return [...lostDecisions()].map(
      ([verdict, count]) =>
        html`<div class="alert shell-notice" role="alert">
          <div class="grow">
            ${t("names.left", { count })}
            <div class="draft-acts">
              <a class="link" href="/verdicts/${verdict}/prepare?panel=names">${t("names.to-names")}</a>
              <button type="button" class="link" @click=${() => forgetLost(verdict)}>${t("shell.close")}</button>
            </div>
          </div>
        </div>`,
    );
  }

  private renderDrafts(): TemplateResult | typeof nothing {
    const all = this.work?.allDrafts() ?? [];
    const drafts = all.filter(
      ({ of, draft }) =>
        (!this.isMethodology || of.kind !== "methodology") &&
        // Its ruling was recorded and waits for the server.
        !isUnsentRuling(ruledOnBy(actOf(draft.place)) ?? ""),
    );
    if (drafts.length === 0) return nothing;
    const head = draftsHead(drafts.map(({ draft }) => draft));
    return html`<section class="alert drafts shell-drafts" aria-label=${head}>
      <details class="grow">
        <summary>${head}</summary>
        <ul>
          ${repeat(
            drafts,
            ({ draft }) => draft.id,
            ({ of, draft }) => {
              // Whether its author codes that verdict blind is known on its own page alone.
              const isThere = of.kind === "verdict" && mayBeJoint(draft);
              const isOnSlip = slipIn(draft.place) !== null;
              const words = isThere ? "" : wordsOf(draft);
              const place = PLACES[of.kind];
              const mark = this.marks.get(draft.id);
              return html`<li>
                <div class="draft-words">
                  ${draft.about ? html`${draft.about} ` : nothing}${words ? html`<blockquote>${words}</blockquote>` : mark ? html`<b>${mark.words}.</b>` : t(isThere ? "sync.draft-there" : isOnSlip ? "sync.draft-mark" : "sync.draft-bare")}
                  <span class="sub">${t(`sync.draft-${reasonOf(draft)}`)}</span>
                </div>
                <div class="draft-acts">
                  ${
                    // A guest of a workshop has no page of its verdicts.
                    this.isGuest && isOnSlip
                      ? nothing
                      : html`<a class="link" href=${placeOf(place.href(of.id), draft, mark)}
                          >${t(place.name)} ${this.names.get(of.id) ?? ""}</a
                        >`
                  }
                  <button
                    type="button"
                    class="link"
                    ?hidden=${words === ""}
                    @click=${() => void copy({ "text/plain": words }, t("shell.copied"))}
                  >
                    ${t("shell.copy")}
                  </button>
                  <coram-discard @coram-discard=${() => this.work?.dropDraft(draft.id, "let-go")}></coram-discard>
                </div>
              </li>`;
            },
          )}
        </ul>
      </details>
    </section>`;
  }

  /** Each is its writer's only copy. */
  private renderStrays(): TemplateResult | typeof nothing {
    const strays = strayWords();
    if (strays.length === 0) return nothing;
    const copies = strays.map((words) => [words, words] as const);
    return renderOnlyCopies(t("shell.strays"), copies, dropStray, "shell-drafts");
  }
}

/** Words of a ruling stand beside its disagreement, a tag on a slip at its paragraph. */
function placeOf(href: string, { place }: Draft, mark: NamedMark | undefined): string {
  if (mark) return `${href}?at=${mark.at}`;
  const ruled = ruledOnBy(actOf(place));
  return ruled === null ? href : `${href}/reconcile?case=${ruled}`;
}

/** Whether a whole verdict is closed to its author, or a layer of it, is known on its own page alone. */
function reasonOf({ late, why, place }: Draft): DraftReason | "closed" | "slip" {
  if (!late && why !== "no-access") return why;
  return slipIn(place) === null ? "closed" : "slip";
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-shell-notices": CoramShellNotices;
  }
}
