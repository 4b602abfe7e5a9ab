import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf, localise } from "../../schema/domain/language.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-code-chip.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatWhen, language, t } from "../i18n/t.ts";
import "./waiting-list.css";

/** So many are shown at first: the verdicts below are what one comes for. */
const FIRST = 5;

type Told = Exclude<NonNullable<NetworkView["told"]>[number], { kind: "role" }>;
type ToldRole = Extract<NonNullable<NetworkView["told"]>[number], { kind: "role" }>;

function wordsOf(told: Told, name: string): string {
  if (told.kind === "called-off") return t("network.told-called-off", { name });
  if (told.kind === "answered") return t("network.told-answered", { name, question: localise(told.label, language()) });
  const { kind, was, now } = told;
  return now
    ? t("network.told-sorted", { name, was, now: `${now.code} ${localise(now.label, language())}` })
    : t(kind === "removed" ? "network.told-deleted" : "network.told-removed", { name, was });
}

/** To the tag, the question, or the verdict with what is left of the round. */
function placeOf(told: Told): string {
  const page = `/verdicts/${told.verdict}`;
  if (told.kind === "called-off") return page;
  return told.kind === "answered"
    ? `${page}?${new URLSearchParams({ question: told.question, subject: told.subject }).toString()}`
    : `${page}?tag=${told.tag}`;
}

/** What others did to the reader's tags, answers, rounds and role lately: nothing has to be done about it. */
@customElement("coram-told-list")
export class CoramToldList extends LightElement {
  @property({ attribute: false }) network!: NetworkView;
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  @state() private isOpen = false;

  protected override render(): TemplateResult | typeof nothing {
    const { told = [], verdicts } = this.network;
    if (told.length === 0) return nothing;
    const isFolded = !this.isOpen && told.length > FIRST + 2;
    return html`<section aria-labelledby="told">
      <div class="section-head"><h2 id="told">${t("network.told")}</h2></div>
      <ul class="told-list">
        ${(isFolded ? told.slice(0, FIRST) : told).map((each) => {
          if (each.kind === "role") return this.renderRole(each);
          const { verdict: id, from, at } = each;
          const verdict = verdicts.find((row) => row.verdict.id === id)?.verdict;
          const name = this.nameOf(from);
          const number = verdict?.caseNumber ?? "";
          return html`<li>
            <b lang=${verdict ? langOf(verdict.language, verdict.script) : ""}>${number}</b>
            <span class="what">${wordsOf(each, name)}</span>
            <span class="note sub"><time datetime=${at}>${formatWhen(at)}</time></span>
            <a class="button button-small" href=${placeOf(each)} aria-label="${t("network.open")}: ${number}"
              >${t("network.open")}</a
            >
          </li>`;
        })}
      </ul>
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
  private renderRole({ member, from, role: now, was: before, organisation, at }: ToldRole): TemplateResult {
    const isMe = member === this.session?.member?.id;
    const [name, who] = [this.nameOf(from), this.nameOf(member)];
    const [role = "", was = ""] = [now, before].map((each) => t(`word.role.${each}`));
    const to = this.network.organisations.find(({ id }) => id === organisation)?.name ?? "";
    const said = [
      ...(now === before ? [] : [t(isMe ? "network.told-role-own" : "network.told-role", { name, who, role, was })]),
      ...(to ? [t(isMe ? "network.told-moved-own" : "network.told-moved", { name, who, organisation: to })] : []),
    ];
    return html`<li>
      <b>${isMe ? t("network.told-you") : who}</b>
      <span class="what">${said.join(" ")}</span>
      <span class="note sub"><time datetime=${at}>${formatWhen(at)}</time></span>
      <a class="button button-small" href="/members" aria-label="${t("network.open")}: ${t("network.told-members")}"
        >${t("network.open")}</a
      >
    </li>`;
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
