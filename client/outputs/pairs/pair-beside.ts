import { html, nothing, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import "../../elements/coram-icon.ts";
import { PHONE } from "../../elements/screen.ts";
import { languageName, t } from "../../i18n/t.ts";
import { shutsOutline } from "../bars/bar-parts.ts";
import { draftsOf } from "../coram-output-drafts.ts";
import type { ShownSection } from "../coram-output-outline.ts";
import "../coram-output-outline.ts";
import { TalkPanel } from "../discussion/talk-panel.ts";
import type { PairSide } from "./pair-side.ts";

type Events = HTMLElementEventMap;

/** What stands beside two documents: the sections of the one that follows, and what is said of either. */
export class PairBeside {
  private readonly host: ReactiveControllerHost & HTMLElement;
  /** The one that leads first. */
  private readonly sides: readonly [PairSide, PairSide];
  private readonly panels: ReadonlyMap<PairSide, TalkPanel>;
  isTalking = false;
  isOutlineOpen = false;

  constructor(host: ReactiveControllerHost & HTMLElement, leading: PairSide, other: PairSide) {
    this.host = host;
    this.sides = [leading, other];
    this.panels = new Map(
      this.sides.map((side) => [
        side,
        new TalkPanel(host, side.loading, side.writing, (isOpen) => this.setTalking(isOpen)),
      ]),
    );
  }

  /** How many threads are open in both. */
  get count(): number {
    return [...this.panels.values()].reduce((sum, { count }) => sum + count, 0);
  }

  /** What is said of one of them. */
  talkOf(side: PairSide): TalkPanel | undefined {
    return this.panels.get(side);
  }

  setTalking(isTalking: boolean): void {
    this.isTalking = isTalking;
    this.host.requestUpdate();
  }

  /** F6: from one text to the other, then to what is said of them where that stands open, and round again. */
  goAcross(from: EventTarget | null, isBack: boolean): void {
    const talk = this.isTalking ? this.host.querySelector<HTMLElement>(".pair-talk") : null;
    const places: { element: HTMLElement | null | undefined; go: () => void }[] = this.sides.map(({ writing }) => {
      const element = writing.place.value?.closest<HTMLElement>(".pair-side");
      // Who only reads a side comes to it all the same.
      return { element, go: () => writing.writeOn() || element?.focus() };
    });
    if (talk) places.push({ element: talk, go: () => talk.querySelector("button")?.focus() });
    const at = places.findIndex(({ element }) => from instanceof Node && element?.contains(from));
    const to = at < 0 ? (isBack ? places.length - 1 : 0) : at + (isBack ? -1 : 1);
    places.at(to % places.length)?.go();
  }

  toggleOutline(): void {
    this.isOutlineOpen = !this.isOutlineOpen;
    this.host.requestUpdate();
  }

  renderOutline(view: OutputView): TemplateResult {
    const [leading, { readings, writing }] = this.sides;
    const onKey = shutsOutline(this.isOutlineOpen, () => this.toggleOutline());
    return html`<div class="output-left" data-open=${this.isOutlineOpen} @keydown=${onKey}>
      <coram-output-outline
        .template=${view.sections}
        .sections=${withNumbersOf(leading.readings.numbers, readings.sections)}
        .partner=${leading.loading.view?.language ?? null}
        isBeside
        .current=${writing.editor?.section ?? null}
        .textLang=${view.language}
        @coram-output-section=${this.onSection}
        @coram-output-block=${this.onSection}
      ></coram-output-outline>
    </div>`;
  }

  /** Words of either that could not be saved, at the foot, wherever their author is writing. */
  renderLost(): TemplateResult {
    return html`<div class="output-foot">
      ${[...this.panels].map(([{ loading }, talk]) => draftsOf(loading.model, talk, loading.view?.language ?? "").atFoot)}
    </div>`;
  }

  renderTalk(): TemplateResult | typeof nothing {
    if (!this.isTalking) return nothing;
    return html`<aside class="output-side pair-talk" aria-label=${t("outputs.side-comments")}>
      <div class="output-side-head">
        <span class="label grow">${t("outputs.side-comments")}</span>
        <button
          type="button"
          class="icon-button"
          aria-label=${t("outputs.close-side")}
          @click=${() => this.setTalking(false)}
        >
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      <div class="output-side-body">${this.sides.map((side) => this.renderTalkOf(side))}</div>
    </aside>`;
  }

  private renderTalkOf(side: PairSide): TemplateResult | typeof nothing {
    const { view, model } = side.loading;
    if (!view) return nothing;
    return html`<section
      aria-label="${t("outputs.side-comments")}, ${languageName(view.language)}"
      @keydown=${(event: KeyboardEvent) => this.onTalkKey(event, side)}
      @coram-words-typed=${({ detail }: Events["coram-words-typed"]) => model?.noteTyped(detail.on, detail.body)}
      @coram-where-said=${({ detail }: Events["coram-where-said"]) => (detail.room = model?.roomOf(detail.audience) ?? null)}
    >
      <h2 class="words-title">${languageName(view.language)}</h2>
      ${this.panels.get(side)?.render(view)}
    </section>`;
  }

  /** Esc leads back into the text of which something is said; what is open there, and shuts by it, has had it then. */
  private onTalkKey(event: KeyboardEvent, { writing }: PairSide): void {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    if (event.composedPath().some((each) => each instanceof HTMLDialogElement)) return;
    if (writing.writeOn()) event.preventDefault();
  }

  private readonly onSection = ({ detail }: Events["coram-output-section" | "coram-output-block"]): void => {
    this.isOutlineOpen = false;
    const [, { writing, loading }] = this.sides;
    // On a phone the keyboard would cover what was asked for.
    if (loading.model?.canWrite && !PHONE.matches) writing.editor?.enter(detail);
    else writing.editor?.go(detail);
    this.host.requestUpdate();
  };
}

/** One numbering for two texts beside each other: the leading one's, as its sections stand there. */
function withNumbersOf(leading: ReadonlyMap<string, string>, sections: readonly ShownSection[]): ShownSection[] {
  return sections.map((section) => {
    const number = leading.get(section.id) ?? "";
    // Of a section that the leading one leaves out nothing has a number.
    const within = (own: string): string => (number === "" ? "" : own.replace(/^[^.]*/, number));
    const below = section.below.map((each) => ({ ...each, number: within(each.number) }));
    return { ...section, number, below };
  });
}
