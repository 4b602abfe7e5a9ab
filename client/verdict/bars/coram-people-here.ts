import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberId } from "../../../schema/domain/ids.ts";
import "../../elements/coram-initials.ts";
import "../../elements/coram-menu.ts";
import { t } from "../../i18n/t.ts";
import type { PersonHere } from "../../reader/text-views.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-people-here": CoramPeopleHere;
  }
  interface HTMLElementEventMap {
    /** Follow this colleague's place in the text; null = stop following. */
    "coram-follow": CustomEvent<{ member: MemberId | null }>;
  }
}

const SHOWN = 4;

/**
 * Who else reads this verdict now and at which paragraph; without room how many are here, one included. A press follows a colleague,
 * a second one stops.
 */
@customElement("coram-people-here")
export class CoramPeopleHere extends VerdictElement {
  /** The others. */
  @property({ attribute: false }) people: readonly PersonHere[] = [];
  @property({ attribute: false }) following: MemberId | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { people } = this;
    if (people.length === 0) return nothing;
    const rest = people.slice(SHOWN);
    return html`<div class="presence" role="group" aria-label=${t("verdict.people-here")}>
      <span class="presence-people">
        ${people.slice(0, SHOWN).map((person) => this.renderPerson(person))}
        ${
          rest.length === 0
            ? nothing
            : this.renderList(
                rest,
                html`<button
                  slot="trigger"
                  type="button"
                  class="here"
                  aria-label=${t("verdict.people-more", { count: rest.length })}
                >
                  <coram-initials away .initials=${`+${rest.length}`}></coram-initials>
                </button>`,
              )
        }
      </span>
      <span class="presence-short"
        >${this.renderList(
          people,
          html`<button slot="trigger" type="button" class="here">
            ${t("verdict.people-count", { number: people.length + 1 })}
          </button>`,
        )}</span
      >
    </div>`;
  }

  private renderList(people: readonly PersonHere[], trigger: TemplateResult): TemplateResult {
    return html`<coram-menu label=${t("verdict.people-here")}>
      ${trigger}
      ${people.map(
        (person) =>
          html`<button
            type="button"
            role="menuitemradio"
            aria-checked=${person.member.id === this.following}
            @click=${() => this.follow(person)}
          >
            <coram-initials small .initials=${person.member.initials}></coram-initials>
            <span class="grow">${person.member.name}</span>${this.renderPlace(person.paragraph)}
          </button>`,
      )}
    </coram-menu>`;
  }

  private renderPerson(person: PersonHere): TemplateResult {
    const isFollowed = person.member.id === this.following;
    const words =
      person.paragraph === null
        ? t("verdict.person-here", { name: person.member.name })
        : t("verdict.person-at", { name: person.member.name, number: person.paragraph });
    return html`<button
      type="button"
      class="here ${isFollowed ? "followed" : ""}"
      aria-pressed=${isFollowed}
      title=${words}
      @click=${() => this.follow(person)}
    >
      <coram-initials .initials=${person.member.initials} .name=${person.member.name}></coram-initials
      >${this.renderPlace(person.paragraph)}
      <span class="visually-hidden">${t("verdict.follow")}</span>
    </button>`;
  }

  private renderPlace(paragraph: string | null): TemplateResult | typeof nothing {
    return paragraph === null
      ? nothing
      : html`<span class="place"
          ><span class="sub" aria-hidden="true">¶</span
          ><span class="visually-hidden">${t("verdict.paragraph")} </span>${paragraph}</span
        >`;
  }

  private follow(person: PersonHere): void {
    this.emit("coram-follow", { member: person.member.id === this.following ? null : person.member.id });
  }
}
