import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import "../../palette/coram-find-field.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-initials.ts";
import "../../elements/coram-menu.ts";
import { GivesWay } from "../../elements/gives-way.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "../../verdict/bars/coram-saved.ts";
import { inviteAsking } from "./why-not-invite.ts";
import { renderBarFiles, renderBarStart } from "./bar-parts.ts";
import "./coram-writing-keys.ts";
import type { OutputModel } from "../output-model.ts";
import type { OutputSide } from "../output-side.ts";
import { languageCommands } from "../about/coram-output-languages.ts";
import { mayChangeVerdicts } from "../title-field.ts";
import { besideHref } from "../pairs/beside-href.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-bar": CoramOutputBar;
  }
  interface HTMLElementEventMap {
    /** What is to stand beside the text, or not any more. */
    "coram-output-side": CustomEvent<{ side: OutputSide }>;
    "coram-output-outline": CustomEvent<void>;
    "coram-output-export": CustomEvent<void>;
    "coram-output-invite": CustomEvent<void>;
  }
}

/** What gives way, in this order: the title is cut from the first step on, what makes a file never goes. */
const STEPS = [
  "kind",
  "home",
  "saved",
  "people",
  "invite-words",
  "versions",
  "beside",
  "invite",
  "evidence",
  "unsaved",
  "comments",
  "find",
  // The title stands above the text, too; what has become of the document stands nowhere else.
  "name",
  "state",
  "room",
];

const SIDES = ["evidence", "comments", "versions"] as const satisfies readonly OutputSide[];
const GUEST_SIDES = ["comments"] as const satisfies readonly OutputSide[];

/** The bar above a document: what it is, its status, who is there, whether all is saved, and what may stand beside it. */
@customElement("coram-output-bar")
export class CoramOutputBar extends LightElement {
  constructor() {
    super();
    new GivesWay(this, () => this.querySelector(".output-bar"), STEPS);
  }

  @property({ attribute: false }) output!: OutputView;
  @property({ attribute: false }) me: (Pick<MemberCard, "initials" | "name"> & Partial<Pick<MemberCard, "id">>) | null =
    null;
  @property() heading = "";
  @property({ attribute: false }) people: OutputModel["people"] = [];
  /** Null before the rooms are there. */
  @property({ attribute: false }) saved: OutputModel["saved"] | null = null;
  @property({ attribute: false }) side: OutputSide | null = null;
  @property({ type: Boolean }) isOutlineOpen = false;
  /** A guest reads and speaks: no status to set, no evidence, no versions. */
  @property({ type: Boolean }) isGuest = false;

  protected override render(): TemplateResult {
    const { isGuest } = this;
    const back = isGuest
      ? { href: "/", label: t("network.guest-title") }
      : { href: "/outputs", label: t("outputs.back") };
    const sides = isGuest ? GUEST_SIDES : SIDES;
    return html`<header class="top-bar output-bar">
      ${renderBarStart(this, back, () => this.dispatchEvent(new CustomEvent("coram-output-outline")))}
      ${this.renderState()}
      <span class="grow"></span>
      ${this.renderPresence()} ${this.saved ? html`<coram-saved .saved=${this.saved}></coram-saved>` : nothing}
      ${this.renderActions(sides)} ${this.renderMore(sides)}
      <coram-find-field></coram-find-field>
      <coram-writing-keys></coram-writing-keys>
    </header>`;
  }

  private renderState(): TemplateResult {
    const { output } = this;
    return this.isGuest
      ? html`<span class="state" data-state=${output.status}>${t(`outputs.status-${output.status}`)}</span>`
      : html`<button
          type="button"
          class="state state-chip"
          data-state=${output.status}
          aria-expanded=${this.side === "state"}
          @click=${() => this.toggle("state")}
        >
          ${t(`outputs.status-${output.status}`)}
        </button>`;
  }

  private renderPresence(): TemplateResult {
    const { me } = this;
    return html`<div class="presence" role="group" aria-label=${t("methodology.people-here")}>
      ${me ? html`<span class="here"><coram-initials me initials=${me.initials} name=${me.name}></coram-initials></span>` : nothing}
      ${this.people.map(
        ({ initials, name }) =>
          html`<span class="here" title=${name}
            ><coram-initials initials=${initials} name=${name}></coram-initials
          ></span>`,
      )}
    </div>`;
  }

  private renderActions(sides: readonly (typeof SIDES)[number][]): TemplateResult {
    const beside = besideHref(this.output);
    return html`<span class="bar-actions">
      ${beside ? html`<a class="button may-go" data-act="beside" href=${beside}>${t("pairs.beside")}</a>` : this.renderMakePair()}
      ${sides.map(
        (side) =>
          html`<button
            type="button"
            class="button may-go"
            data-side=${side}
            aria-expanded=${this.side === side}
            @click=${() => this.toggle(side)}
          >
            ${t(`outputs.side-${side}`)}
          </button>`,
      )}
      ${this.isGuest ? nothing : this.renderInvite()} ${renderBarFiles(this.output, () => this.act("export"))}
    </span>`;
  }

  /** While a document is there in one language: where two of them will be led to, the way to make the other. */
  private renderMakePair(): TemplateResult | typeof nothing {
    const makes = this.isGuest ? [] : this.pairCommands();
    if (makes.length === 0) return nothing;
    return html`<coram-menu class="may-go" data-act="beside" label=${t("outputs.partner")}>
      <button slot="trigger" type="button" class="button">
        ${t("outputs.partner")} <coram-icon name="chevron-down"></coram-icon>
      </button>
      ${makes.map(
        ({ name, act }) => html`<button type="button" role="menuitem" @click=${() => act()}>${name}</button>`,
      )}
    </coram-menu>`;
  }

  private pairCommands(): ReturnType<typeof languageCommands> {
    return languageCommands(this.output, (language) =>
      this.dispatchEvent(new CustomEvent("coram-output-pair", { detail: { language }, bubbles: true })),
    );
  }

  /** The same acts, where the bar is too narrow for them. */
  private renderMore(sides: readonly (typeof SIDES)[number][]): TemplateResult {
    const beside = besideHref(this.output);
    return html`<coram-menu class="output-more" label=${t("page.menu")}>
      <button slot="trigger" type="button" class="icon-button" aria-label=${t("page.menu")} title=${t("page.menu")}>
        <coram-icon name="ellipsis"></coram-icon>
      </button>
      ${beside ? html`<a role="menuitem" data-act="beside" href=${beside}>${t("pairs.beside")}</a>` : nothing}
      ${sides.map(
        (side) =>
          html`<button type="button" role="menuitem" data-side=${side} @click=${() => this.toggle(side)}>
            ${t(`outputs.side-${side}`)}
          </button>`,
      )}
      ${this.isGuest ? nothing : this.renderHidden()} ${this.isGuest ? nothing : this.renderInviteItem()}
    </coram-menu>`;
  }

  private renderInvite(): TemplateResult {
    const isMine = this.output.may.inviteGuests;
    const words = isMine ? t("people.invite-guest") : inviteAsking(this.output, this.me?.id);
    return html`<button
      type="button"
      class="button output-invite may-go"
      data-act="invite"
      aria-label=${words}
      title=${words}
      aria-disabled=${isMine ? nothing : "true"}
      @click=${() => this.invite()}
    >
      <coram-icon name="user-plus"></coram-icon><span>${t("people.invite-guest")}</span>
    </button>`;
  }

  private renderInviteItem(): TemplateResult {
    return this.output.may.inviteGuests
      ? html`<button type="button" role="menuitem" data-act="invite" @click=${() => this.invite()}>
          ${t("people.invite-guest")}
        </button>`
      : html`<button type="button" role="menuitem" data-act="invite" aria-disabled="true" class="state-note">
          ${inviteAsking(this.output, this.me?.id)}
        </button>`;
  }

  private invite(): void {
    if (this.output.may.inviteGuests) this.act("invite");
  }

  /** What has no button in the bar: what the document lacks, and its state, once the bar has no room for that. */
  private renderHidden(): TemplateResult {
    return html`<button type="button" role="menuitem" data-side="coverage" @click=${() => this.toggle("coverage")}>
        ${t("outputs.side-coverage")}
      </button>
      <button type="button" role="menuitem" data-side="state" @click=${() => this.toggle("state")}>
        ${t("outputs.side-state")} <span class="sub">${t(`outputs.status-${this.output.status}`)}</span>
      </button>
      ${this.pairCommands().map(
        ({ key, name, act }) =>
          html`<button type="button" role="menuitem" data-act=${key} @click=${() => act()}>${name}</button>`,
      )}
      ${
        mayChangeVerdicts(this.output)
          ? html`<button
              type="button"
              role="menuitem"
              data-act="verdicts"
              @click=${() => this.dispatchEvent(new CustomEvent("coram-output-verdicts", { bubbles: true }))}
            >
              ${t("outputs.verdicts-change")}
            </button>`
          : nothing
      }`;
  }

  private act(act: "invite" | "export"): void {
    this.dispatchEvent(new CustomEvent(`coram-output-${act}`));
  }

  private toggle(side: OutputSide): void {
    this.dispatchEvent(new CustomEvent("coram-output-side", { detail: { side } }));
  }
}
