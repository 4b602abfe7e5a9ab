import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatWhen, t } from "../i18n/t.ts";
import { putAway, withoutAway } from "./told-away.ts";
import { withdrawInvitation } from "../api/people.ts";
import { describeProblem } from "../api/http.ts";
import { tell } from "../elements/announce.ts";
import { errorLine } from "../elements/form.ts";
import { isOfNetwork, isSeenOpen, networkLine, type ToldOfNetwork } from "./told-network.ts";
import {
  begun,
  isOfPeople,
  personWords,
  roleWords,
  type Told,
  type ToldOfPeople,
  type ToldPassword,
  type ToldPerson,
  toldPlace,
  type ToldRole,
  toldTitle,
  toldWords,
} from "./told-words.ts";
import "../verdict/cards/signs.css";
import "./waiting-list.css";

/** So many are shown at first: the verdicts below are what one comes for. */
const FIRST = 5;

/** What others did to the reader's tags, answers, rounds, proposals and role lately: nothing has to be done about it. */
@customElement("coram-told-list")
export class CoramToldList extends LightElement {
  @property({ attribute: false }) network!: NetworkView;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  @state() private isOpen = false;
  @state() private problem: unknown = null;

  protected override render(): TemplateResult | typeof nothing {
    const { verdicts } = this.network;
    const told = withoutAway(this.network.told ?? []);
    if (told.length === 0) return nothing;
    const isFolded = !this.isOpen && told.length > FIRST + 2;
    return html`<section aria-labelledby="told">
      <div class="section-head"><h2 id="told">${t("network.told")}</h2></div>
      <ul class="told-list">
        ${(isFolded ? told.slice(0, FIRST) : told).map((each) => {
          if (each.kind === "role") return this.renderRole(each);
          if (each.kind === "password") return this.renderPassword(each);
          if (isOfNetwork(each)) return this.renderOfNetwork(each);
          if (each.kind === "person") return this.renderOfPeople(each);
          const verdict =
            "verdict" in each ? verdicts.find((row) => row.verdict.id === each.verdict)?.verdict : undefined;
          const output = "output" in each ? each.output : null;
          const about = toldTitle(each) ?? verdict?.caseNumber ?? "";
          const lang = verdict ? langOf(verdict.language, verdict.script) : output?.title ? output.language : nothing;
          return html`<li>
            <b lang=${lang}>${about}</b>
            <span class="what">${toldWords(each, (id) => this.nameOf(id))}</span>
            ${this.renderWays(each, toldPlace(each), about)}
          </li>`;
        })}
      </ul>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      ${
        isFolded
          ? html`<p class="told-more">
              <button type="button" class="button button-small" @click=${() => void this.showAll()}>
                ${t("shell.show-all", { count: told.length })}
              </button>
            </p>`
          : nothing
      }
    </section>`;
  }

  /** To oneself, or of somebody of an organisation that one leads. */
  private renderRole(told: ToldRole): TemplateResult {
    const { member, from, organisation } = told;
    const isMe = member === this.session?.member?.id;
    const to = this.network.organisations.find(({ id }) => id === organisation)?.name ?? "";
    return html`<li>
      <b>${isMe ? t("network.told-you") : this.nameOf(member)}</b>
      <span class="what">${roleWords(told, isMe, this.makerOf(from), to)}</span>
      ${this.renderWays(told, "/members", t("network.told-members"))}
    </li>`;
  }

  /** Of the network, its organisations and links into them. */
  private renderOfNetwork(told: ToldOfNetwork): TemplateResult {
    const { about, words, href } = networkLine(told, {
      manages: this.session?.member ? can(toActor(this.session.member), "network.manage", null) : false,
      me: this.session?.member?.id,
      member: (id) => this.nameOf(id),
      organisation: (id) => this.network.organisations.find((each) => each.id === id)?.name ?? "",
    });
    return html`<li>
      <b>${about}</b>
      <span class="what">${begun(words)}</span>
      ${this.renderWays(told, href, about)}
    </li>`;
  }

  /** Of whom one leads or invited. */
  private renderOfPeople(told: ToldPerson): TemplateResult {
    const { member: id, from } = told;
    const of = this.nameOf(id);
    const isGuest = this.network.members.find((each) => each.id === id)?.isGuest === true;
    const verdict = this.network.verdicts.find((each) => each.verdict.id === told.verdict)?.verdict.caseNumber ?? "";
    return html`<li>
      <b>${of}</b>
      <span class="what">${begun(personWords(told, isGuest, this.makerOf(from), verdict))}</span>
      ${this.renderWays(told, "/members", `${t("network.told-members")}, ${of}`)}
    </li>`;
  }

  /** Of one's own account, or of somebody's of an organisation that one leads. It is taken back here while nobody has used it. */
  private renderPassword(told: ToldPassword): TemplateResult {
    const { member, from, state, link } = told;
    const isMe = member === this.session?.member?.id;
    const of = isMe ? t("network.told-your-password") : this.nameOf(member);
    const made = t(isMe ? "network.told-password-own" : "network.told-password", { name: this.makerOf(from) });
    return html`<li>
      <b>${of}</b>
      <span class="what">${begun(made)} ${t(`network.told-password-${state}`)}</span>
      ${this.renderWhen(told)}
      ${
        state === "open"
          ? html`<button
              type="button"
              class="button button-small"
              aria-label="${t("network.take-link-back")}: ${of}"
              @click=${() => void this.takeBack(link)}
            >
              ${t("network.take-link-back")}
            </button>`
          : html`<span></span>`
      }
      ${this.renderAway(told, of)}
    </li>`;
  }

  /** The page hears of it and fetches the list anew. */
  private async takeBack(link: ToldPassword["link"]): Promise<void> {
    this.problem = null;
    try {
      await withdrawInvitation(link);
      tell(t("network.link-taken-back"));
    } catch (error) {
      this.problem = error;
    }
  }

  private renderWhen({ at }: Pick<Told, "at">): TemplateResult {
    return html`<span class="note sub"><time datetime=${at}>${formatWhen(at)}</time></span>`;
  }

  /** When it was, and what one can do: what was opened is known. */
  private renderWays(
    told: Told | ToldRole | ToldPerson | ToldOfNetwork,
    href: string | null,
    about: string,
  ): TemplateResult {
    return html`${this.renderWhen(told)}
    ${
      href === null
        ? html`<span></span>`
        : html`<a
            class="button button-small"
            href=${href}
            aria-label="${t("network.open")}: ${about}"
            @click=${() => !isOfPeople(told) && (!isOfNetwork(told) || isSeenOpen(told)) && putAway(told)}
            >${t("network.open")}</a
          >`
    }
    ${this.renderAway(told, about)}`;
  }

  private renderAway(told: Told | ToldOfPeople | ToldOfNetwork, about: string): TemplateResult {
    return html`<button
      type="button"
      class="icon-button"
      title=${t("steps.hide")}
      aria-label="${t("steps.hide")}: ${about}"
      @click=${(event: Event) => void this.putAway(told, event.currentTarget as HTMLElement)}
    >
      <coram-icon name="x"></coram-icon>
    </button>`;
  }

  /** The button goes: that of the next line has the focus, else what is above. */
  private async putAway(told: Told | ToldOfPeople | ToldOfNetwork, button: HTMLElement): Promise<void> {
    const at = [...this.querySelectorAll(".icon-button")].indexOf(button);
    putAway(told);
    this.requestUpdate();
    await this.updateComplete;
    const left = [...this.querySelectorAll<HTMLElement>(".icon-button")];
    (left[at] ?? left.at(-1) ?? document.querySelector<HTMLElement>("main"))?.focus();
  }

  private makerOf(id: string | null): string {
    return id === null ? t("people.operator") : this.nameOf(id);
  }

  private nameOf(id: string): string {
    return this.network.members.find((member) => member.id === id)?.name ?? t("network.somebody");
  }

  /** The button goes: the first line that it brought has the focus. */
  private async showAll(): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    this.querySelectorAll<HTMLElement>("li > a")[FIRST]?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-told-list": CoramToldList;
  }
}
