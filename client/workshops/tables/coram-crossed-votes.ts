import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { BallotView } from "../../../schema/protocol/http/workshops/ballots.ts";
import type { TableView } from "../../../schema/protocol/http/workshops/tables.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "../votes/coram-tally.ts";
import { SeesVotes } from "../votes/sees-votes.ts";
import type { VotesModel } from "../votes/votes-model.ts";
import { tableName } from "./table-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-crossed-votes": CoramCrossedVotes;
  }
}

/** In the plenary, what came of the votes that tables held, in the order of the tables. */
@customElement("coram-crossed-votes")
export class CoramCrossedVotes extends LightElement {
  constructor() {
    super();
    new SeesVotes(this);
  }

  @property({ attribute: false }) votes!: VotesModel;
  @property({ attribute: false }) tables: readonly TableView[] = [];

  protected override render(): TemplateResult | typeof nothing {
    const held = this.tables.flatMap((table, i) =>
      this.votes.heldAt(table.id).map((ballot) => ({ ballot, name: tableName(table.name, i + 1) })),
    );
    if (held.length === 0) return nothing;
    return html`<section aria-labelledby="crossed-votes">
      <h2 class="tables-heading" id="crossed-votes">${t("plenary.votes")}</h2>
      ${held.map(({ ballot, name }) => renderCrossedVote(ballot, name))}
    </section>`;
  }
}

/** A vote that a table held, with its table's name. */
export function renderCrossedVote(
  ballot: Pick<BallotView, "by" | "choices" | "kind" | "tally" | "words">,
  name: string,
): TemplateResult {
  return html`<article class="crossed-vote">
    <h3><span class="note sub">${name}</span> ${ballot.words}</h3>
    <coram-tally .ballot=${ballot}></coram-tally>
  </article>`;
}
