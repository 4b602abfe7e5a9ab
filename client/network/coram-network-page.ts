import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../schema/domain/can.ts";
import { COUNTRIES } from "../../schema/domain/language.ts";
import type { OutputCard } from "../../schema/protocol/http/outputs.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { describeProblem, ProblemError } from "../api/http.ts";
import { readOutputs } from "../api/outputs.ts";
import { readNetwork } from "../api/verdicts.ts";
import { Refetch } from "../app/refetch.ts";
import { type ErasedLately, heardOf, NOTHING_ERASED, waitsWithoutErased } from "../reader/erased/erased-lately.ts";
import { navigate } from "../app/router.ts";
import { type Session, sessionContext, toActor } from "../app/session-context.ts";
import "../elements/coram-dialog.ts";
import { takeFinished } from "../api/steps-told.ts";
import "../elements/coram-icon.ts";
import "../elements/coram-initials.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { byName, formatDate, formatList, languageName, t } from "../i18n/t.ts";
import { device } from "../sync/offline/device.ts";
import { OffersCommands } from "../palette/offered.ts";
import { takeStep } from "../steps/step-in-hand.ts";
import "./coram-export-panel.ts";
import "./coram-coding-now.ts";
import "./coram-first-steps.ts";
import "./coram-guest-page.ts";
import "./coram-lately.ts";
import "./coram-next-workshop.ts";
import "./coram-verdict-list.ts";
import "./coram-told-list.ts";
import { renderAttending } from "../workshops/door/render-attending.ts";
import { knowNews } from "../waits/known-news.ts";
import { noteOwnRole } from "../waits/own-role.ts";
import "./coram-waiting-list.ts";
import "./network.css";
import { FollowCopies } from "./follow-copies.ts";

/** As the states of verdicts are drawn. */
const STATES = {
  draft: "in-preparation",
  "in-review": "revealed",
  asked: "revealed",
  approved: "adjudicated",
} as const;

/** What is told of one act is answered by one fetch, and shown within a second. */
const REST_MS = 100;

/** As many documents as the first page lists. */
const OUTPUTS_SHOWN = 5;

/** None while the server is out of reach: the page of documents has what is on this device. */
async function readableOutputs(signal: AbortSignal): Promise<readonly OutputCard[]> {
  try {
    return (await readOutputs(signal)).outputs;
  } catch {
    return [];
  }
}

/** The first page: what waits for the reader, the verdicts by country, the people. A guest sees what is open to them. */
@customElement("coram-network-page")
export class CoramNetworkPage extends LightElement {
  /** What the address asks for. */
  @property({ attribute: false }) search = "";
  @state() private network: NetworkView | null = null;
  @state() private outputs: readonly OutputCard[] = [];
  @state() private erased: ErasedLately = NOTHING_ERASED;
  /** How many erasures had been heard of when what is shown was asked for. */
  private asked = 0;
  /** What is shown was kept on this device, which keeps a part of it. */
  @state() private isOfDevice = false;
  @state() private isExporting = false;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  /** The last of the first steps was done just now: the page says so as long as it is open. */
  @state()
  private hasFinished = false;
  private readonly copies = new FollowCopies();
  private readonly refetch = new Refetch(this, {
    // A guest's page asks for what is open to them.
    session: () => (this.session?.member?.guest ? null : this.session),
    isOld: (event) => {
      this.copies.hear(event);
      this.erased = heardOf(event, this.erased);
      return true;
    },
    restMs: REST_MS,
    fetch: (signal) => this.fetch(signal),
    take: async ({ network, told, asked }, signal) => {
      [this.network, this.isOfDevice, this.asked] = [network, false, asked];
      this.copies.follow(network, told);
      knowNews(network);
      noteOwnRole(network);
      if (takeFinished()) this.hasFinished = true;
      this.outputs = await readableOutputs(signal);
    },
  });

  constructor() {
    super();
    const act = (): void => void (this.isExporting = true);
    new OffersCommands(this, () =>
      this.mayExport ? [{ key: "export-passages", name: t("exports.title"), label: "exports.title", act }] : [],
    );
  }

  private get mayExport(): boolean {
    const member = this.session?.member;
    return member && this.network?.verdicts.length ? can(toActor(member), "export.own", null) : false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Whoever is back here has left the step that they were in.
    takeStep(null);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.hasFinished = false;
    // Words that were erased stand in copies.
    this.copies.follow(null, this.copies.told);
  }

  private async fetch(signal: AbortSignal): Promise<{ network: NetworkView; told: number; asked: number }> {
    const [told, asked] = [this.copies.told, this.erased.count];
    try {
      return { network: await readNetwork(signal), told, asked };
    } catch (error) {
      // What opens from this device is listed, under the word that the server is away.
      if (!this.network && error instanceof ProblemError && error.code === "offline")
        [this.network, this.isOfDevice] = [(await (await device.ready())?.copies.network()) ?? null, true];
      throw error;
    }
  }

  protected override render(): TemplateResult {
    if (this.session?.member?.guest?.workshop) return renderAttending(this);
    if (this.session?.member?.guest) return html`<coram-guest-page></coram-guest-page>`;
    const { network } = this;
    return html`<div class="page">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${network?.name ?? this.session?.view.network.name ?? ""}</h1>
          <p class="sub">${network ? this.describeNetwork(network) : html`&nbsp;`}</p>
        </div>
        ${
          // On the first day the steps have the ways.
          network && !(network.verdicts.length === 0 && this.hasSteps(network)) ? this.renderActions() : nothing
        }
      </div>
      ${this.renderProblem()}
      ${network ? this.renderNetwork(network) : this.refetch.problem === null ? skeleton(10, t("shell.loading")) : nothing}
      <coram-dialog
        wide
        heading=${t("exports.title")}
        ?open=${this.isExporting}
        @coram-dialog-close=${() => (this.isExporting = false)}
      >
        ${this.isExporting ? html`<coram-export-panel></coram-export-panel>` : nothing}
      </coram-dialog>
    </div>`;
  }

  private renderProblem(): TemplateResult | typeof nothing {
    if (this.refetch.problem === null) return nothing;
    const isOfDevice = this.network !== null && this.isOfDevice;
    const said = [describeProblem(this.refetch.problem), ...(isOfDevice ? [t("network.of-device")] : [])];
    return errorLine(said.join(" "), () => void this.refetch.load());
  }

  private describeNetwork(network: NetworkView): string {
    const members = network.members.filter((member) => !member.isGuest && !member.isRemoved);
    // Where they are: an organisation that nobody has joined yet adds no country.
    const peopled = network.organisations.filter(({ id }) => members.some(({ organisation }) => organisation === id));
    const countries = COUNTRIES.filter((country) => peopled.some((each) => each.country === country));
    const people = t("network.people", {
      count: members.length,
      countries: formatList(countries.map((country) => t(`word.country.${country}`))),
    });
    if (!network.methodology) return people;
    const { number, frozenAt } = network.methodology;
    return `${people} ${t("network.methodology-version", { number, date: formatDate(frozenAt) })}`;
  }

  private renderActions(): TemplateResult {
    const member = this.session?.member;
    const mayImport = member ? can(toActor(member), "verdict.import", null) : false;
    return html`<div class="row">
      <a class="button button-quiet" href="/agreement">${t("agreement.title")}</a>
      ${
        this.mayExport
          ? html`<button class="button" @click=${() => (this.isExporting = true)}>
              <coram-icon name="download"></coram-icon>${t("exports.open")}
            </button>`
          : nothing
      }
      ${
        mayImport
          ? html`<a class="button button-primary" href="/import"
              ><coram-icon name="plus"></coram-icon>${t("network.add-verdict")}</a
            >`
          : nothing
      }
    </div>`;
  }

  /** Tags of what stands; of verdicts that one codes blind it is said that they are hidden. */
  private tagWords({ verdicts }: NetworkView): string {
    const shown = verdicts.flatMap(({ counts }) => (counts ? [counts.tags] : []));
    const tags = t("home.tags-stand", { count: shown.reduce((sum, each) => sum + each, 0) });
    if (!verdicts.some(({ counts, mode }) => counts === null && mode === "blind")) return tags;
    return shown.length > 0 ? t("network.tags-some-hidden", { tags }) : t("network.tags-hidden");
  }

  private renderNetwork(network: NetworkView): TemplateResult {
    const hasSteps = this.hasSteps(network);
    const mayWait = hasWhatWaits(network);
    return html`<div class="columns">
      <div>
        ${
          hasSteps
            ? html`<coram-first-steps
                .network=${network}
                @coram-first-steps-hidden=${() => void this.hideSteps()}
              ></coram-first-steps>`
            : this.hasFinished
              ? html`<p class="note" role="status">${t("steps.finished")} ${t("steps.beyond")}</p>`
              : nothing
        }
        ${
          mayWait || !hasSteps
            ? html`<section aria-labelledby="waiting">
                <div class="section-head"><h2 id="waiting">${t("network.waiting")}</h2></div>
                <coram-waiting-list
                  .network=${waitsWithoutErased(network, this.asked, this.erased)}
                  .isOld=${this.refetch.problem !== null}
                ></coram-waiting-list>
              </section>`
            : nothing
        }
        <coram-told-list .network=${network}></coram-told-list>
        <coram-lately .network=${network}></coram-lately>
        <section aria-labelledby="verdicts">
          <div class="section-head">
            <h2 id="verdicts" class="grow" tabindex="-1">${t("network.verdicts")}</h2>
            ${
              network.verdicts.length > 0
                ? html`<span class="note sub"
                    >${t("network.verdict-count", { count: network.verdicts.length })}, ${this.tagWords(network)}</span
                  >`
                : nothing
            }
          </div>
          ${
            network.verdicts.length
              ? html`<coram-verdict-list
                  .rows=${network.verdicts}
                  .members=${network.members}
                  .fresh=${new Set(network.waiting.flatMap(({ kind, verdict, unread = [] }) => (kind === "cleared" ? [verdict] : unread)))}
                ></coram-verdict-list>`
              : this.renderEmpty(network)
          }
        </section>
        ${this.renderOutputs()}
      </div>
      <aside>
        <coram-next-workshop .network=${network}></coram-next-workshop>
        <coram-coding-now .network=${network}></coram-coding-now>
        ${this.renderPeople(network)} ${this.renderMethodology(network)}
      </aside>
    </div>`;
  }

  /** Until all are done or they were put away; the account menu leads back to them. */
  private hasSteps({ firstSteps }: NetworkView): boolean {
    if (!firstSteps) return false;
    const { isHidden, steps } = firstSteps;
    // The account menu led here.
    const isAskedFor = new URLSearchParams(this.search).has("first-steps");
    return isAskedFor || (!isHidden && steps.some((step) => step.state !== "done"));
  }

  private async hideSteps(): Promise<void> {
    if (this.search !== "") navigate("/", true);
    await this.refetch.load();
  }

  /** The documents that changed last. */
  private renderOutputs(): TemplateResult | typeof nothing {
    const outputs = this.outputs.toSorted((a, b) => b.changedAt.localeCompare(a.changedAt)).slice(0, OUTPUTS_SHOWN);
    if (outputs.length === 0) return nothing;
    return html`<section aria-labelledby="documents">
      <div class="section-head">
        <h2 id="documents" class="grow">${t("home.documents")}</h2>
        <a class="link" href="/outputs">${t("outputs.title")}</a>
      </div>
      <ul class="home-outputs">
        ${outputs.map(
          (output) =>
            html`<li>
              <a class="ellipsis" href="/outputs/${output.id}" lang=${output.language}
                >${output.title || t("outputs.unnamed")}</a
              >
              <span class="note sub">${this.languagesOf(output)}</span>
              <span class="state" data-state=${STATES[output.status]}>${t(`outputs.status-${output.status}`)}</span>
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private languagesOf(output: OutputCard): string {
    const leaderOf = ({ id, leader }: OutputCard): string => leader ?? id;
    const others = this.outputs.filter((each) => each !== output && leaderOf(each) === leaderOf(output));
    const names = [output, ...others].map(({ language }) => languageName(language));
    return others.length > 0 ? t("home.pair", { languages: formatList(names) }) : names.join("");
  }

  private renderMethodology({ methodology }: NetworkView): TemplateResult | typeof nothing {
    if (methodology?.categories === undefined) return nothing;
    const { number, categories, questions = 0, templates = 0 } = methodology;
    return html`<section aria-labelledby="methodology">
      <div class="section-head">
        <h2 id="methodology" class="grow">${t("shell.methodology")}</h2>
        <a class="link" href="/methodology">${t("home.read")}</a>
      </div>
      <div class="home-methodology">
        <b>${t("home.version", { number })}</b>
        <dl>
          <dt>${t("network.categories")}</dt>
          <dd>${categories}</dd>
          <dt>${t("network.questions")}</dt>
          <dd>${questions}</dd>
          <dt>${t("home.templates")}</dt>
          <dd>${t("home.template-count", { count: templates })}</dd>
        </dl>
      </div>
    </section>`;
  }

  private renderEmpty(network: NetworkView): TemplateResult {
    const member = this.session?.member;
    const mayImport = member ? can(toActor(member), "verdict.import", null) : false;
    // The steps have the way to it.
    const words = t(mayImport ? "network.empty-import" : "network.empty");
    if (this.hasSteps(network)) return html`<p class="note sub empty">${words}</p>`;
    return html`<div class="empty">
      <p>${words}</p>
      ${mayImport ? html`<a class="button button-primary" href="/import">${t("network.add-verdict")}</a>` : nothing}
    </div>`;
  }

  private renderPeople(network: NetworkView): TemplateResult {
    return html`<section aria-labelledby="people">
      <div class="section-head">
        <h2 id="people" class="grow">${t("network.people-title")}</h2>
        <a class="link" href="/members">${t("network.everybody")}</a>
      </div>
      <ul class="people-list">
        ${byName(network.organisations).map((organisation) => {
          const members = network.members.filter(
            (each) => each.organisation === organisation.id && !each.isGuest && !each.isRemoved,
          );
          return html`<li>
            <b>${organisation.name}</b>
            <div class="note sub">
              ${t(`word.country.${organisation.country}`)}, ${t("network.member-count", { count: members.length })}
            </div>
            <div class="faces">
              ${members.map(
                (each) =>
                  html`<coram-initials
                    initials=${each.initials}
                    name=${each.name}
                    ?me=${each.id === this.session?.member?.id}
                  ></coram-initials>`,
              )}
            </div>
          </li>`;
        })}
      </ul>
    </section>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-network-page": CoramNetworkPage;
  }
}

/** On the first day there is nothing that could wait. */
function hasWhatWaits({ verdicts, waiting, documents, scans, proposed, votes, wordings }: NetworkView): boolean {
  return [verdicts, waiting, documents, scans, proposed, votes, wordings].some((each) => (each?.length ?? 0) > 0);
}
