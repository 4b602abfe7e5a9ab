import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { WorkshopId } from "../../../schema/domain/ids.ts";
import { wordChanges } from "../../../schema/domain/methodology/word-changes.ts";
import type { Wording } from "../../../schema/domain/workshop/ballot.ts";
import type { NamedCategory } from "../../../schema/protocol/http/workshops/ballots.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { languageName, t } from "../../i18n/t.ts";
import { categoryNamed } from "./category-named.ts";
import { everNamed } from "./wordings.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-worded": CoramWorded;
  }
}

/** A category of which a guest is told no name: it is new in the draft. */
export function unnamed({ category: id }: Pick<Wording, "category">): NamedCategory {
  return { id, code: "", label: {} };
}

/** Another wording of a part of a category, with what is new of it marked. */
@customElement("coram-worded")
export class CoramWorded extends LightElement {
  @property({ attribute: false }) workshop!: WorkshopId;
  @property({ attribute: false }) wording!: Wording;
  /** Its category, where it is known already: guests do not read the draft. */
  @property({ attribute: false }) named: NamedCategory | null = null;
  private readonly categories = new Loading(
    this,
    () => [this.named === null ? this.workshop : null] as const,
    ([workshop]) => (workshop === null ? [] : everNamed(workshop)),
  );

  protected override render(): TemplateResult {
    const { category: id, part, language: of, before, after } = this.wording;
    const known = this.named ? [this.named] : this.categories.answer;
    const pieces = wordChanges(before, after).map(({ kind, text }) =>
      kind === "same" ? text : kind === "added" ? html`<ins>${text}</ins>` : html`<del>${text}</del>`,
    );
    return html`<div class="wording">
      <p class="note sub">${categoryNamed(known, id)} · ${t(`vote.part-${part}`)} · ${languageName(of)}</p>
      <blockquote lang=${of}>${pieces}</blockquote>
    </div>`;
  }
}
