import { html, nothing, type TemplateResult } from "lit";
import type { ShownBallot } from "../../../schema/protocol/http/workshops/attending.ts";
import { t } from "../../i18n/t.ts";
import { offWords, optionsOf, rulesOf, stateWords } from "../votes/ballot-words.ts";
import "../votes/coram-tally.ts";
import { unnamed } from "../votes/coram-worded.ts";
import "../votes/coram-worded.ts";
import "../votes/votes.css";

/** What a change of votes does to the wall. */
type Turn = "begins" | "ends" | "is-told" | null;

/** Whether a vote has the wall to itself: one that is open, and what came of it until it has been read. */
export class WallVote {
  #taken: ShownBallot["id"] | null = null;
  #isOpen = false;

  get isAlone(): boolean {
    return this.#taken !== null;
  }

  /** `ballot`: what the wall is told of now. One that was closed before it looked takes nothing. */
  hear(ballot: ShownBallot | null): Turn {
    const wasAlone = this.isAlone;
    if (ballot?.state === "open") {
      [this.#taken, this.#isOpen] = [ballot.id, true];
      return wasAlone ? null : "begins";
    }
    if (!wasAlone) return null;
    if (ballot?.id !== this.#taken) return this.#end();
    if (!this.#isOpen) return null;
    this.#isOpen = false;
    return "is-told";
  }

  /** All of it has been shown for as long as a page stands. */
  shown(): Turn {
    return this.isAlone && !this.#isOpen ? this.#end() : null;
  }

  #end(): Turn {
    [this.#taken, this.#isOpen] = [null, false];
    return "ends";
  }
}

/** What is voted on, what one may say and how many have voted, and once it is closed what came of it. */
export function renderWallVote(ballot: ShownBallot): TemplateResult {
  const { words, wording, worded, voted, of, kind } = ballot;
  if (ballot.state === "dropped")
    return html`<section class="ballot" aria-labelledby="wall-ballot">
      <h2 id="wall-ballot">${stateWords(ballot)}</h2>
      <p>${offWords(ballot)}</p>
    </section>`;
  return html`<section class="ballot" aria-labelledby="wall-ballot">
    <p class="note sub">${stateWords(ballot)} · ${rulesOf(ballot)}</p>
    <h2 id="wall-ballot">${words}</h2>
    ${wording ? html`<coram-worded .wording=${wording} .named=${worded ?? unnamed(wording)}></coram-worded>` : nothing}
    ${
      ballot.state === "open"
        ? html`<ul class="wall-options ${kind === "scale" ? "is-scale" : ""}">
              ${optionsOf(ballot).map((option) => html`<li>${option.words}</li>`)}
            </ul>
            <p>${t("vote.voted", { voted, count: of })}</p>`
        : html`<coram-tally .ballot=${ballot}></coram-tally>`
    }
  </section>`;
}
