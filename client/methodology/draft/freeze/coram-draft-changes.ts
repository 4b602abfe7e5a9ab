import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { contentChanges } from "../../../../schema/domain/methodology/content-changes.ts";
import { makeCategoryMap } from "../../../../schema/domain/methodology/make-category-map.ts";
import type { MethodologyVersion } from "../../../../schema/domain/methodology/methodology.ts";
import type { EarlierWordings } from "../../../../schema/protocol/http/methodology.ts";
import { readEarlierWordings } from "../../../api/methodology/methodology.ts";
import { LightElement } from "../../../elements/light-element.ts";
import { t } from "../../../i18n/t.ts";
import "../../coram-changes.ts";
import "../words/coram-earlier-words.ts";
import type { DraftModel } from "../draft-model.ts";
import { changeAuthors } from "./change-authors.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-changes": CoramDraftChanges;
  }
}

/** What the draft changes of the version in force, by whom and when, and what was written over on the way. */
@customElement("coram-draft-changes")
export class CoramDraftChanges extends LightElement {
  @property({ attribute: false }) model!: DraftModel;
  @property({ attribute: false }) version!: MethodologyVersion;
  /** Counts up when the draft changes. */
  @property({ attribute: false }) turn: unknown = 0;
  @state() private told: EarlierWordings = { wordings: [], touched: [] };
  private isLoading = false;
  private isStale = false;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("turn")) void this.load();
  }

  private async load(): Promise<void> {
    this.isStale = this.isLoading;
    if (this.isLoading) return;
    this.isLoading = true;
    try {
      this.told = await readEarlierWordings();
    } catch {
      // What was read stays; the page says that the server is out of reach.
    }
    this.isLoading = false;
    if (this.isStale) void this.load();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { version, model } = this;
    const { frozen } = model;
    if (!frozen) return nothing;
    const { map } = makeCategoryMap(version, frozen.content.categories, frozen.fates, {});
    const after = { number: version.number + 1, content: frozen.content };
    return html`<h2 class="words-title draft-changes">${t("methodology.changes-since", { number: version.number })}</h2>
      <coram-changes
        .changes=${contentChanges(version, after, [map])}
        .was=${version.content}
        .is=${frozen.content}
        .authors=${changeAuthors(model, this.told.touched)}
      ></coram-changes>
      <coram-earlier-words .model=${model} .wordings=${this.told.wordings} .version=${version}></coram-earlier-words>`;
  }
}
