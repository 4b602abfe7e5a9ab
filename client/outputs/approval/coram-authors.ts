import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId, OrganisationId } from "../../../schema/domain/ids.ts";
import { isNamedIn, publishesIn } from "../../../schema/editor/imprint.ts";
import type { OutputImprint } from "../../../schema/editor/output-document.ts";
import type { ApprovalView } from "../../../schema/protocol/http/outputs.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatList, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-authors": CoramAuthors;
  }
  interface HTMLElementEventMap {
    /** Whom the imprint names: a writer or not, or the organisations in the place of all. */
    "coram-authors-choose": CustomEvent<AuthorChoice>;
  }
}

export type AuthorChoice =
  | { member: MemberId; isNamed: boolean }
  | { organisation: OrganisationId; publishes: boolean }
  | { byOrganisations: boolean };

/** Whom a document names as its writers, of those who agree to it, and which organisations publish it. */
@customElement("coram-authors")
export class CoramAuthors extends LightElement {
  @property({ attribute: false }) authors: ApprovalView["authors"] = [];
  /** Who wrote in it as well and has not agreed to be named. */
  @property({ attribute: false }) unnamed: ApprovalView["unnamed"] = [];
  @property({ attribute: false }) publishers: ApprovalView["publishers"] = [];
  /** Null where nobody has chosen: it names who wrote more than a word. */
  @property({ attribute: false }) imprint: OutputImprint | null = null;
  @property({ type: Boolean }) canWrite = false;

  protected override render(): TemplateResult {
    const { authors, imprint, publishers } = this;
    const byOrganisations = imprint?.byOrganisations ?? false;
    return html`<fieldset class="approval-authors" ?disabled=${!this.canWrite}>
        <legend>${t("approval.written-by")}</legend>
        ${
          authors.length > 0
            ? authors.map((author) => {
                const { member, name } = author;
                const isNamed = isNamedIn(imprint, author);
                return this.renderChoice(name, isNamed, (isChosen) => ({ member, isNamed: isChosen }), byOrganisations);
              })
            : html`<p class="note">${t("approval.no-author")} <a href="/account">${t("account.title")}</a></p>`
        }
        ${this.renderUnnamed()}
        ${this.renderChoice(t("approval.by-organisations"), byOrganisations, (isChosen) => ({ byOrganisations: isChosen }))}
      </fieldset>
      ${publishers.length > 1 ? this.renderPublishers() : nothing}`;
  }

  /** They cannot be chosen: it is said why, and where each of them agrees. */
  private renderUnnamed(): TemplateResult | typeof nothing {
    const { unnamed, authors } = this;
    if (unnamed.length === 0 || authors.length === 0) return nothing;
    const names = formatList(unnamed.map(({ name }) => name));
    return html`<p class="note">
      ${t("approval.unnamed", { names, count: unnamed.length })} <a href="/account">${t("account.title")}</a>
    </p>`;
  }

  /** Of those whose people wrote in it. */
  private renderPublishers(): TemplateResult {
    const { publishers, imprint } = this;
    const publishing = publishers.filter((each) => publishesIn(imprint, each));
    return html`<fieldset class="approval-authors" ?disabled=${!this.canWrite}>
      <legend>${t("approval.published-by")}</legend>
      ${publishers.map(({ id: organisation, name }) => {
        const isChosen = publishing.some(({ id }) => id === organisation);
        // One at least publishes it.
        return this.renderChoice(
          name,
          isChosen,
          (publishes) => ({ organisation, publishes }),
          isChosen && publishing.length === 1,
        );
      })}
    </fieldset>`;
  }

  private renderChoice(
    label: string,
    isChosen: boolean,
    choice: (isChosen: boolean) => AuthorChoice,
    isOff = false,
  ): TemplateResult {
    return html`<label class="form-check"
      ><input
        type="checkbox"
        .checked=${isChosen}
        ?disabled=${isOff}
        @change=${(event: Event) =>
          this.dispatchEvent(
            new CustomEvent("coram-authors-choose", {
              detail: choice((event.target as HTMLInputElement).checked),
              bubbles: true,
            }),
          )}
      />
      <span>${label}</span></label
    >`;
  }
}
