import { nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { renderOnlyCopies } from "../../elements/input/only-copies.ts";
import { onScreened, unsentWords } from "../../typed/typed-on.ts";
import { SeesVotes } from "../votes/sees-votes.ts";
import type { VotesModel } from "../votes/votes-model.ts";
import { wordsLeft } from "./words-left.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-words-left": CoramWordsLeft;
  }
}

/** What somebody had typed when the workshop went on without it: it is their only copy, and no field shows it. */
@customElement("coram-words-left")
export class CoramWordsLeft extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) votes: VotesModel | null = null;
  /** A command of the workshop is under way: what it records is not known to be lost. */
  @property({ type: Boolean }) isBusy = false;
  private stop: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    this.stop = onScreened(() => this.requestUpdate());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.isBusy || this.votes?.isBusy) return nothing;
    const left = wordsLeft([...unsentWords], this.view, this.votes ?? { ballots: [], decisions: [], parked: [] });
    if (left.length === 0) return nothing;
    return renderOnlyCopies(t("workshop.words-left"), left, (key) => this.drop(key));
  }

  private drop(key: string): void {
    wordsSent(this, key);
    this.requestUpdate();
  }
}
