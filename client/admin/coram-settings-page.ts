import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import type { OrganisationId } from "../../schema/domain/ids.ts";
import { COUNTRIES, Country } from "../../schema/domain/language.ts";
import type { RoundRunners } from "../../schema/domain/verdict.ts";
import type { SettingsView } from "../../schema/protocol/http/account.ts";
import {
  readSettings,
  removeOrganisation,
  renameNetwork,
  renameOrganisation,
  setOrganisationCountry,
} from "../api/account.ts";
import { describeProblem, toldAt } from "../api/http.ts";
import { addOrganisation, setRoundRunners } from "../api/people.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { announce } from "../elements/announce.ts";
import "../elements/coram-ask.ts";
import "../elements/coram-icon.ts";
import { chooses } from "../elements/input/chooses.ts";
import { errorLine, ledToField, skeleton, textOf } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { byName, t } from "../i18n/t.ts";
import { askNames } from "./member-controls.ts";
import { roundRunnersChoice } from "./members-views.ts";
import { openForm, settingForm, settingPages, settingRow, showForm } from "./setting-row.ts";
import { formSent } from "../typed/keep-form.ts";
import "./account.css";

declare global {
  interface HTMLElementTagNameMap {
    "coram-settings-page": CoramSettingsPage;
  }
}

/** What is renamed, the network or an organisation of it, or `new`, the organisation that is added. */
type Edited = "network" | "new" | OrganisationId;

/** What is asked, and what is done once it is sure. */
interface Question {
  heading: string;
  was: string;
  now: string;
  sure: string;
  act: () => void;
}

type Asked =
  | { form: HTMLFormElement }
  | { organisation: OrganisationId; runners: RoundRunners }
  | { organisation: OrganisationId; country: Country };

/** Settings of the network, for its facilitators: its name, its organisations, who begins rounds. */
@customElement("coram-settings-page")
export class CoramSettingsPage extends LightElement {
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private settings: SettingsView | null = null;
  @state() private editing: Edited | null = null;
  /** The organisation of which it is asked whether it is removed. */
  @state() private leaving: SettingsView["organisations"][number] | null = null;
  /** What concerns others and was chosen, until it is sure: the network's new name in a form, who runs rounds, or a country. */
  @state() private asked: Asked | null = null;
  @state() private problem: unknown = null;
  @state() private isBusy = false;
  private readonly refetch = new Refetch<SettingsView>(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "members",
    fetch: () => readSettings(),
    take: (settings) => void (this.settings = settings),
  });

  protected override render(): TemplateResult {
    const { settings } = this;
    const problem = this.problem ?? this.refetch.problem;
    return html`<div class="page setting-page">
      ${settingPages("settings", true)}
      <div>
        <h1 class="page-title">${t("account.settings")}</h1>
        ${this.editing === null ? errorLine(problem === null ? null : describeProblem(problem)) : nothing}
        ${
          settings
            ? html`<section aria-labelledby="settings-names">
                  <div class="section-head"><h2 id="settings-names">${t("account.names")}</h2></div>
                  ${this.renderName(settings)} ${this.renderOrganisations(settings)} ${this.renderNew()}
                </section>
                ${roundRunnersChoice(settings.organisations, (organisation, runners) => (this.asked = { organisation, runners }))}`
            : this.refetch.problem === null
              ? skeleton(6, t("shell.loading"))
              : nothing
        }
      </div>
      ${this.renderLeaving()} ${settings ? this.renderAsked(settings) : nothing}
    </div>`;
  }

  /** What is of the whole network, or of an organisation's rounds or place, is asked before it is done. */
  private renderAsked(settings: SettingsView): TemplateResult {
    const { asked } = this;
    const { heading, was, now, sure, act } = this.question(settings, asked);
    return html`<coram-ask
      ?open=${asked !== null}
      heading=${heading}
      lead=${t("account.network-rename-lead", { was, now })}
      leave=${t("shell.cancel")}
      sure=${sure}
      @coram-ask-sure=${() => {
        this.asked = null;
        act();
      }}
      @coram-dialog-close=${() => (this.asked = null)}
    ></coram-ask>`;
  }

  private question({ name, organisations }: SettingsView, asked: Asked | null): Question {
    if (asked === null || "form" in asked)
      return {
        heading: t("account.network-rename-ask"),
        was: name,
        now: asked ? textOf(asked.form, "name") : "",
        sure: t("account.rename"),
        act: () => asked && void this.send(asked.form, "network"),
      };
    const { organisation: id } = asked;
    const whose = organisations.find((each) => each.id === id);
    const organisation = whose?.name ?? "";
    if ("country" in asked) {
      const { country } = asked;
      return {
        heading: t("account.country-ask", { organisation }),
        was: whose ? t(`word.country.${whose.country}`) : "",
        now: t(`word.country.${country}`),
        sure: t("account.change"),
        act: () => void this.choose(() => setOrganisationCountry(id, country), "account.changed"),
      };
    }
    const { runners } = asked;
    return {
      heading: t("account.runners-ask", { organisation }),
      was: whose ? t(`people.round-runners-${whose.roundRunners}`) : "",
      now: t(`people.round-runners-${runners}`),
      sure: t("account.runners-do"),
      act: () => void this.choose(() => setRoundRunners(id, runners), "people.round-runners-changed"),
    };
  }

  private renderName({ name }: SettingsView): TemplateResult {
    const label = t("people.network-name");
    if (this.editing === "network") return this.renderForm("network", label, name);
    return settingRow({
      label,
      value: name,
      change: {
        words: t("account.rename"),
        label: t("account.rename-of", { name }),
        begin: () => this.begin("network"),
      },
    });
  }

  private renderOrganisations({ organisations }: SettingsView): TemplateResult {
    return html`<table class="setting-table">
      <thead>
        <tr>
          <th scope="col">${t("people.organisation")}</th>
          <th scope="col">${t("people.country")}</th>
          <th scope="col" class="num">${t("people.members")}</th>
          <th scope="col" class="num">${t("account.verdicts")}</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${byName(organisations).map((each) => {
          const { id, name, country, members, former, invited, verdicts, ledBy } = each;
          return this.editing === id && ledBy === undefined
            ? html`<tr>
                <td colspan="5">
                  ${this.renderForm(id, t("people.organisation-name"), name, t("account.rename-why"))}
                </td>
              </tr>`
            : html`<tr>
                <th scope="row">
                  ${name} ${invited + former > 0 ? html`<p class="hint">${alsoOf(each)}</p>` : nothing}
                  ${unledWords(each)}
                </th>
                <td>${ledBy ? t(`word.country.${country}`) : this.renderCountry(id, name, country)}</td>
                <td class="num">${members}</td>
                <td class="num">${verdicts}</td>
                <td class="act">
                  ${members + former + invited + verdicts === 0 ? this.renderRemove(each) : nothing}
                  ${
                    ledBy
                      ? html`<span class="note sub">${askNames(t("account.rename"), ledBy)}</span>`
                      : html`<button
                          type="button"
                          class="link"
                          data-of=${id}
                          aria-label=${t("account.rename-of", { name })}
                          @click=${() => this.begin(id)}
                        >
                          ${t("account.rename")}
                        </button>`
                  }
                </td>
              </tr>`;
        })}
      </tbody>
    </table>`;
  }

  /** Where only what the facilitator may not know of is of it, the server refuses. */
  private renderRemove(organisation: SettingsView["organisations"][number]): TemplateResult {
    const { name } = organisation;
    return html`<button
      type="button"
      class="link"
      aria-label="${t("people.remove")}: ${name}"
      @click=${() => (this.leaving = organisation)}
    >
      ${t("people.remove")}
    </button>`;
  }

  private renderLeaving(): TemplateResult {
    const { leaving } = this;
    return html`<coram-ask
      ?open=${leaving !== null}
      heading=${leaving ? t("account.organisation-remove-ask", { name: leaving.name }) : ""}
      lead=${t("account.organisation-remove-then")}
      leave=${t("shell.cancel")}
      sure=${t("people.remove")}
      @coram-ask-sure=${() => {
        this.leaving = null;
        if (leaving) void this.choose(() => removeOrganisation(leaving.id), "account.changed");
      }}
      @coram-dialog-close=${() => (this.leaving = null)}
    ></coram-ask>`;
  }

  private renderNew(): TemplateResult {
    if (this.editing === "new") return this.renderForm("new", t("people.organisation-name"), "");
    return html`<p class="setting-add">
      <button type="button" class="button button-small" data-of="new" @click=${() => this.begin("new")}>
        <coram-icon name="plus"></coram-icon>${t("account.organisation-add")}
      </button>
    </p>`;
  }

  private renderCountry(id: OrganisationId, name: string, country: Country): TemplateResult {
    return html`<select
      class="field field-soft"
      aria-label=${t("invite.country-of", { name })}
      ${chooses((value) => void (this.asked = { organisation: id, country: Country.parse(value) }))}
    >
      ${COUNTRIES.map(
        (each) => html`<option value=${each} .selected=${live(each === country)}>${t(`word.country.${each}`)}</option>`,
      )}
    </select>`;
  }

  private renderForm(of: Edited, label: string, name: string, why?: string): TemplateResult {
    return settingForm({
      key: keyOf(of),
      label,
      fields: html`<label class="form-row"
          ><span class="visually-hidden">${label}</span>
          <input class="field" name="name" maxlength="200" required autocomplete="off" .value=${name} />
        </label>
        ${
          of === "new"
            ? html`<label class="form-row"
                ><span>${t("people.country")}</span>
                <select class="field" name="country" required>
                  <option value="">${t("invite.which-country")}</option>
                  ${COUNTRIES.map((each) => html`<option value=${each}>${t(`word.country.${each}`)}</option>`)}
                </select>
              </label>`
            : nothing
        }`,
      ...(why ? { why } : {}),
      problem: this.problem === null ? null : describeProblem(this.problem),
      isBusy: this.isBusy,
      save: t(of === "new" ? "account.organisation-add" : "account.rename"),
      submit: (event) => this.submit(event, of),
      cancel: () => this.end(of),
    });
  }

  private begin(of: Edited): void {
    this.editing = of;
    this.problem = null;
    void this.updateComplete.then(() => openForm(this));
  }

  /** The focus goes back to what opened the form. */
  private end(of: Edited): void {
    this.editing = null;
    this.problem = null;
    const opener = of === "network" ? ".setting-row > .link" : `[data-of="${of}"]`;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(opener)?.focus());
  }

  private submit(event: SubmitEvent, of: Edited): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    if (of !== "network") void this.send(form, of);
    else if (textOf(form, "name") === this.settings?.name) this.end(of);
    else this.asked = { form };
  }

  private async send(form: HTMLFormElement, of: Edited): Promise<void> {
    const name = textOf(form, "name");
    this.isBusy = true;
    this.problem = null;
    try {
      if (of === "network") await renameNetwork(name);
      else if (of === "new") await addOrganisation({ name, country: Country.parse(textOf(form, "country")) });
      else await renameOrganisation(of, name);
      await this.refetch.load();
      formSent(keyOf(of));
      this.end(of);
      announce(t("account.changed"));
    } catch (error) {
      this.problem = ledToField(form, toldAt("rename", error));
      void this.updateComplete.then(() => showForm(this));
    } finally {
      this.isBusy = false;
    }
  }

  /** What a select says holds at once. */
  private async choose(
    command: () => Promise<void>,
    said: "account.changed" | "people.round-runners-changed",
  ): Promise<void> {
    try {
      await command();
      announce(t(said));
      this.problem = null;
    } catch (error) {
      this.problem = error;
    }
    // Also after a refusal, so that the select shows what holds.
    await this.refetch.load();
    this.requestUpdate();
  }
}

/** Who is of an organisation beside its members. */
function alsoOf({ invited, former }: SettingsView["organisations"][number]): string {
  const said = [
    invited > 0 ? t("account.organisation-invited", { count: invited }) : "",
    former > 0 ? t("account.organisation-former", { count: former }) : "",
  ];
  return said.filter((each) => each !== "").join(" · ");
}

/** Of an organisation without a facilitator: its verdicts in preparation are open to nobody, and counted in no column. */
function unledWords({ unled }: SettingsView["organisations"][number]): TemplateResult | typeof nothing {
  if (unled === undefined) return nothing;
  const words =
    unled > 0 ? t("account.organisation-unled-preparing", { count: unled }) : t("account.organisation-unled");
  return html`<p class="hint">${words}</p>`;
}

/** Names the form of a row. */
function keyOf(of: Edited): string {
  return `settings ${of}`;
}
