import { consume } from "@lit/context";
import { html, nothing, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import { termOf } from "../../schema/domain/people/guest-terms.ts";
import type { RepliesView } from "../../schema/protocol/http/network.ts";
import type { OutputView } from "../../schema/protocol/http/outputs.ts";
import { describeProblem } from "../api/http.ts";
import { readOutput } from "../api/outputs.ts";
import { readReplies, readVerdict } from "../api/verdicts.ts";
import { askedElsewhere, closedElsewhere } from "../api/told/guest-place.ts";
import { Refetch } from "../app/refetch.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { errorLine, skeleton } from "../elements/form.ts";
import { withWordsCovered } from "../reader/erased/covered-words.ts";
import { type ErasedLately, heardOf, NOTHING_ERASED, repliesWithoutErased } from "../reader/erased/erased-lately.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, formatList, t } from "../i18n/t.ts";
import { kindOf } from "../outputs/output-words.ts";
import "./coram-verdict-list.ts";
import "./coram-waiting-list.ts";
import type { VerdictRow } from "./coram-verdict-list.ts";
import { noteReplies, takeUnsaid, unseenReplies } from "../waits/replies-told.ts";
import "./guest.css";

interface Open {
  verdicts: VerdictRow[];
  outputs: OutputView[];
  /** How many erasures had been heard of when it was asked for. */
  asked: number;
}

/** What is open to a guest: verdicts and documents, and nothing else of the network. */
@customElement("coram-guest-page")
export class CoramGuestPage extends LightElement {
  @state() private open: Open | null = null;
  @state() private erased: ErasedLately = NOTHING_ERASED;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: (event) => {
      this.erased = heardOf(event, this.erased);
      return true;
    },
    fetch: (signal) => this.fetch(signal),
    take: ({ replies, ...open }) => {
      noteReplies(replies);
      // What stands here need not pass by on the next page.
      takeUnsaid();
      this.open = open;
    },
  });

  private async fetch(signal: AbortSignal): Promise<Open & RepliesView> {
    const { verdicts = [], outputs = [] } = this.session?.member?.guest ?? {};
    const asked = this.erased.count;
    // What is closed meanwhile is left out.
    const [[said], views, documents] = await Promise.all([
      Promise.allSettled([readReplies(signal)]),
      Promise.allSettled(verdicts.map((id) => readVerdict(id, signal))),
      Promise.allSettled(outputs.map((id) => readOutput(id, signal))),
    ]);
    return {
      asked,
      replies: said.status === "fulfilled" ? said.value.replies : [],
      verdicts: views.flatMap((view) =>
        view.status === "fulfilled" ? [{ verdict: view.value.verdict, mode: null, counts: null }] : [],
      ),
      outputs: documents.flatMap((view) => (view.status === "fulfilled" ? [view.value] : [])),
    };
  }

  protected override render(): TemplateResult {
    const { problem } = this.refetch;
    return html`<div class="page page-narrow">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${t("network.guest-title")}</h1>
          <p class="sub">${this.until()}</p>
        </div>
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem), () => void this.refetch.load())}
      ${this.open ? this.renderOpen(this.open) : problem === null ? skeleton(4, t("shell.loading")) : nothing}
    </div>`;
  }

  /** Until when they are here; of each text, where one is open for a shorter time than another. */
  private until(): string {
    const guest = this.session?.member?.guest;
    if (!guest) return "";
    const { verdicts = [], outputs = [] } = this.open ?? {};
    const texts = [
      ...verdicts.map(({ verdict }) => [verdict.id, verdict.caseNumber] as const),
      ...outputs.map(({ id, title }) => [id, title || t("outputs.unnamed")] as const),
    ].map(([id, name]) => ({ name, date: formatDate(termOf(guest, id)?.expiresAt ?? guest.expiresAt) }));
    if (new Set(texts.map(({ date }) => date)).size < 2)
      return t("network.guest-until", { date: formatDate(guest.expiresAt) });
    return formatList(texts.map(({ name, date }) => `${name} ${t("people.until", { date })}`));
  }

  private renderOpen({ verdicts, outputs, asked }: Open): TemplateResult {
    if (verdicts.length + outputs.length === 0)
      return this.renderClosed() ?? html`<p class="note">${t("network.guest-none")}</p>`;
    const { erased } = this;
    const replies = repliesWithoutErased(unseenReplies(), asked, erased);
    const answered = new Set<string | null | undefined>(replies.map(({ thread }) => thread));
    const waits = outputs.flatMap(({ waiting = [] }) => waiting.filter(({ thread }) => !answered.has(thread)));
    // A document may quote what was erased from any verdict.
    const documents = erased.count > asked ? withWordsCovered(waits) : waits;
    const members = outputs.flatMap((output) => output.members);
    const isWaited = documents.length + replies.length > 0;
    return html`${
      isWaited
        ? section(
            "waiting",
            t("network.waiting"),
            html`<coram-waiting-list
              .network=${{ waiting: [], verdicts: [], documents, members }}
              .replies=${replies}
            ></coram-waiting-list>`,
          )
        : nothing
    }
    ${verdicts.length > 0 ? this.renderVerdicts(verdicts, isWaited) : nothing}
    ${outputs.length > 0 ? this.renderDocuments(outputs, isWaited, verdicts.length > 0) : nothing}
    ${this.renderClosed() ?? nothing}`;
  }

  private renderVerdicts(rows: Open["verdicts"], isWaited: boolean): TemplateResult {
    const list = html`<coram-verdict-list plain .rows=${rows}></coram-verdict-list>`;
    return isWaited ? section("verdicts", t("network.verdicts"), list) : list;
  }

  /** Below verdicts they are headed: the last country's name stands over all that follows it. */
  private renderDocuments(outputs: Open["outputs"], isWaited: boolean, isBelow: boolean): TemplateResult {
    const list = html`<ul class="guest-outputs">
      ${outputs.map(
        (output) =>
          html`<li>
            <a href="/outputs/${output.id}" lang=${output.language}>${output.title || t("outputs.unnamed")}</a>
            <span class="note sub">${kindOf(output)}</span>
          </li>`,
      )}
    </ul>`;
    if (isWaited) return section("documents", t("home.documents"), list);
    return html`${isBelow ? html`<h2 class="guest-head">${t("home.documents")}</h2>` : nothing} ${list}`;
  }

  /** What they were invited to besides, who closed it, and whom to ask; null where all is open. */
  private renderClosed(): TemplateResult | null {
    const place = this.session?.view.guestPlace;
    if (!place || place.closed.length === 0) return null;
    const all = [...closedElsewhere(place), ...askedElsewhere(place)];
    return html`${all.map((words) => html`<p class="note">${words}</p>`)}`;
  }
}

/** Below what waits the rest is headed too, or it would stand as more of it. */
function section(id: string, heading: string, content: TemplateResult): TemplateResult {
  return html`<section aria-labelledby=${id}>
    <div class="section-head"><h2 id=${id}>${heading}</h2></div>
    ${content}
  </section>`;
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-guest-page": CoramGuestPage;
  }
}
