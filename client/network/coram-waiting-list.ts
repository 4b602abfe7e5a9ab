import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf, localise } from "../../schema/domain/language.ts";
import type { OpenVote, ProposedCategory, Reply, WordingToWrite } from "../../schema/protocol/http/network.ts";
import type { WaitingOutput } from "../../schema/protocol/http/outputs.ts";
import { SCAN_KEPT_DAYS } from "../../schema/protocol/http/scans.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { withNames } from "../../schema/rooms/mentions.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { LightElement } from "../elements/light-element.ts";
import { serverClock } from "../api/server-clock.ts";
import { formatAge, formatDate, formatDay, formatList, language, languageName, t } from "../i18n/t.ts";
import { MentionLines } from "./mention-lines.ts";
import { proposalHref, proposalWords } from "./proposal-place.ts";
import { renderReply } from "./reply-place.ts";
import { secondWords, settleWords } from "./second-words.ts";
import { begun } from "./told-words.ts";
import { waitingPlace } from "./waiting-place.ts";
import "./waiting-list.css";

type Waiting = NetworkView["waiting"][number];

/** What waits for the reader, each line with one way on. */
@customElement("coram-waiting-list")
export class CoramWaitingList extends LightElement {
  @property({ attribute: false }) network: Pick<
    NetworkView,
    | "waiting"
    | "documents"
    | "scans"
    | "proposed"
    | "votes"
    | "wordings"
    | "mentions"
    | "members"
    | "organisations"
    | "verdicts"
    | "firstSteps"
  > | null = null;
  /** What was answered to a guest. */
  @property({ attribute: false }) replies: readonly Reply[] = [];
  @consume({ context: sessionContext, subscribe: true }) @state() private readonly session: Session | null = null;
  /** The server did not say it now: `network` is of before, or of this device, which keeps nothing that waits. */
  @property({ type: Boolean }) isOld = false;

  private readonly mentions = new MentionLines(this);

  /** Of what is said to be minutes old. */
  private ticking: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.ticking = setInterval(() => this.requestUpdate(), 60_000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.ticking);
  }

  protected override render(): TemplateResult {
    const { waiting = [], documents = [], scans = [], proposed = [], votes = [], wordings = [] } = this.network ?? {};
    const lines = [
      ...this.mentions.render(this.network, (id) => this.nameOf(id)),
      ...waiting.map((item) => ({ at: item.at, line: this.renderItem(item), isOpen: item.isOpen })),
      ...documents.map((item) => ({ at: item.at, line: this.renderOutput(item) })),
      ...proposed.map((item) => ({ at: item.at, line: this.renderProposed(item) })),
      ...votes.map((item) => ({ at: item.at, line: this.renderVote(item) })),
      ...wordings.map((item) => ({ at: item.at, line: this.renderWording(item) })),
      ...scans.map((item) => ({ at: item.at, line: renderScan(item) })),
      ...this.replies.map((item) => ({ at: item.at, line: renderReply(item) })),
    ].sort(ownFirst);
    if (lines.length === 0)
      return html`<p class="note sub empty">${t(this.isOld ? "network.waiting-unknown" : "network.waiting-none")}</p>
        ${this.isOld ? nothing : this.renderNext()}`;
    return html`<ul>
      ${lines.map(({ line }) => line)}
    </ul>`;
  }

  /** After the first steps, where nothing waits: a verdict that one has not opened yet. */
  private renderNext(): TemplateResult | typeof nothing {
    const { firstSteps, verdicts = [] } = this.network ?? {};
    const next = verdicts.find(({ verdict }) => verdict.id === firstSteps?.next)?.verdict;
    if (!next) return nothing;
    return html`<ul>
      <li>
        <b lang=${langOf(next.language, next.script)}>${next.caseNumber}</b>
        <span class="what">${t("network.next-unread")}</span>
        <a class="button button-small" href="/verdicts/${next.id}" aria-label="${t("home.read")}: ${next.caseNumber}"
          >${t("home.read")}</a
        >
      </li>
    </ul>`;
  }

  private renderItem(item: Waiting): TemplateResult {
    const row = this.network?.verdicts.find(({ verdict }) => verdict.id === item.verdict);
    const lang = row ? langOf(row.verdict.language, row.verdict.script) : "";
    if (item.kind === "unread") return renderUnread(item);
    const isClearing = item.kind === "prepare" && this.areNamesReplaced(item);
    const action = isClearing ? t("steps.do-clear") : actionOf(item, this.session?.member?.id);
    return html`<li>
      <b lang=${lang}>${row?.verdict.caseNumber ?? ""}</b>
      <span class="what">${this.sentence(item, this.nameOf(item.from))}</span>
      <span class="note sub">${noteOf(item)}</span>
      <a
        class="button button-small"
        href=${waitingPlace(item, isClearing)}
        aria-label="${action}: ${row?.verdict.caseNumber ?? ""}"
        >${action}</a
      >
    </li>`;
  }

  /** What was said, with the names of those who are mentioned in it. */
  private named(words = ""): string {
    return withNames(words, (id) => this.nameOf(id));
  }

  private nameOf(id: string | null): string {
    return this.network?.members.find((member) => member.id === id)?.name ?? t("network.somebody");
  }

  /** A category that somebody misses, with the passage that shows it. */
  private renderProposed({ label, from, at, verdict: id, paragraph }: ProposedCategory): TemplateResult {
    const verdict = this.network?.verdicts.find((row) => row.verdict.id === id)?.verdict;
    const words = localise(label, language());
    const number = verdict?.caseNumber ?? "";
    const age = html`<time datetime=${at}>${formatAge(at)}</time>`;
    return html`<li>
      <b lang=${verdict ? langOf(verdict.language, verdict.script) : ""}>${number || t("shell.methodology")}</b>
      <span class="what">${t("home.wait-proposed", { name: this.nameOf(from), words })}</span>
      <span class="note sub">${paragraph ? html`${t("page.passage", { paragraph })}, ${age}` : age}</span>
      <a
        class="button button-small"
        href="/methodology?view=draft&part=changes"
        aria-label="${t("home.look")}: ${words}"
        >${t("home.look")}</a
      >
    </li>`;
  }

  /** Its way leads to the proposal, beside what it is about. */
  private renderVote(vote: OpenVote): TemplateResult {
    const { from, at } = vote;
    const words = proposalWords(vote);
    return html`<li>
      <b>${t("shell.methodology")}</b>
      <span class="what">${t("home.wait-vote", { name: this.nameOf(from), words })}</span>
      <span class="note sub"><time datetime=${at}>${formatAge(at)}</time></span>
      <a class="button button-small" href=${proposalHref(vote)} aria-label="${t("home.vote")}: ${words}"
        >${t("home.vote")}</a
      >
    </li>`;
  }

  /** Its way leads to the decision on its workshop's page. */
  private renderWording({ workshop, decision, language: of, code, label, from, at }: WordingToWrite): TemplateResult {
    const words = `${code} ${localise(label, language())}`;
    const what = t("home.wait-wording", { name: this.nameOf(from), words, language: languageName(of) });
    return html`<li>
      <b>${t("shell.methodology")}</b>
      <span class="what">${what}</span>
      <span class="note sub"><time datetime=${at}>${formatAge(at)}</time></span>
      <a
        class="button button-small"
        href="/workshops/${workshop}?decision=${decision}"
        aria-label="${t("home.look")}: ${words}, ${languageName(of)}"
        >${t("home.look")}</a
      >
    </li>`;
  }

  private renderOutput(item: WaitingOutput): TemplateResult {
    const { kind, output, title, language, from, at, thread, place, count = 1, isApproved, words = "" } = item;
    const name = this.nameOf(from);
    const shown = title || t("outputs.unnamed");
    const { what, action } = {
      review: { what: t("network.waiting-document", { name }), action: t("home.read") },
      thread: { what: saidOf({ ...item, words: this.named(words) }, name), action: t("network.reply") },
      sign: { what: t(`approval.wait-sign${item.fell ? "-again" : ""}`, { name }), action: t("home.sign") },
      signed: { what: t("approval.wait-signed", { name }), action: t("home.read") },
      due: { what: t("follow.wait-due", { count }), action: t("home.look") },
      voided: { what: t("approval.wait-voided", { name }), action: t("home.look") },
      "taken-back": { what: t("approval.wait-taken-back", { name }), action: t("home.look") },
      opened: { what: t("approval.wait-opened", { name, words }), action: t("home.look") },
      outdated: {
        what: t(isApproved ? "evidence.since-approval" : "home.wait-outdated", { count }),
        action: t("home.look"),
      },
    }[kind];
    return html`<li>
      <b lang=${language}>${shown}</b>
      <span class="what">${what}</span>
      <span class="note sub"
        >${place && !item.proposes ? html`${place}, ` : nothing}${kind === "outdated" ? nothing : html`<time datetime=${at}>${formatAge(at)}</time>`}</span
      >
      <a
        class="button button-small"
        href=${kind === "due" ? "/recommendations" : `/outputs/${output}${thread ? `?thread=${thread}&reply` : ""}`}
        aria-label="${action}: ${shown}"
        >${action}</a
      >
    </li>`;
  }

  private sentence(item: Waiting, name: string): string {
    switch (item.kind) {
      case "thread":
        return commentBy(name, item.audience, this.named(item.words));
      case "suggestion":
        return item.category
          ? t("network.waiting-suggestion-of", {
              name,
              category: `${item.category.code} ${localise(item.category.label, language())}`,
            })
          : t("network.waiting-suggestion", { name });
      case "prepare":
        return item.count
          ? t("home.wait-prepare")
          : t(this.areNamesReplaced(item) ? "home.wait-clear" : "network.waiting-prepare");
      case "clear":
        return this.clearWords(item, name);
      case "sign-again":
        return begun(t("home.wait-sign-again", { name: item.from === null ? t("people.operator") : name }));
      case "cleared":
        return t("home.wait-cleared");
      case "unread":
        return unreadWords(item);
      case "offered":
        return t("home.wait-offered", { name });
      case "review":
        return [
          t("reviews.waiting", { count: item.count ?? 1 }),
          ...(item.of ? [t("reviews.waiting-of", { names: formatList(item.of.map((id) => this.nameOf(id))) })] : []),
        ].join(" · ");
      case "answers":
        return t("home.wait-answers", { count: item.count ?? 1 });
      case "rule":
        return t("reconcile.waiting", { count: item.count ?? 1 });
      case "differ":
        return t("home.wait-differ");
      case "replaced":
        return t("home.lately-replaced", { count: item.count ?? 1, names: name });
      case "settle":
        return settleWords(item.from, this.session?.member?.id, this.network);
      case "reveal":
        return t("rounds.waiting-reveal");
      case "ends": {
        const missing = item.missing ?? [];
        const names = formatList(missing.map((id) => this.nameOf(id)));
        const isOver = item.due && item.due < today();
        return t(isOver ? "home.wait-ended" : "home.wait-ends", { count: missing.length, names });
      }
      case "code":
        return [
          // A copy of before does not say who began it.
          ...(item.begun ? [t("rounds.waiting-begun", { name: this.nameOf(item.begun.by) })] : []),
          item.due ? t("rounds.waiting-code-due", { date: formatDate(item.due) }) : t("rounds.waiting-code"),
          ...(item.read ? [t("rounds.read", item.read)] : []),
          ...(item.questions ? [t("rounds.bar-open", item.questions)] : []),
          ...(item.from ? [t("rounds.waiting-since", { name, date: formatDate(item.at) })] : []),
        ].join(" · ");
    }
  }

  private clearWords({ from, missing = [], stage }: Waiting, name: string): string {
    if (from === this.session?.member?.id) return secondWords(missing.map((id) => this.nameOf(id)));
    return stage && stage !== "in-preparation" ? t(`home.wait-sign-${stage}`, { name }) : t("network.waiting-clear");
  }

  private areNamesReplaced({ verdict: id }: Waiting): boolean {
    const names = this.network?.verdicts.find(({ verdict }) => verdict.id === id)?.names;
    return names?.open === 0 && !names.toReplace;
  }
}

const unreadWords = ({ count = 1 }: Waiting): string => t("home.wait-unread", { count });

/** Verdicts of before one joined; which they are the list says. */
function renderUnread(item: Waiting): TemplateResult {
  return html`<li>
    <b>${t("network.verdicts")}</b>
    <span class="what">${unreadWords(item)}</span>
    <span class="note sub"></span>
    <a class="button button-small" href=${waitingPlace(item)} aria-label="${t("home.look")}: ${unreadWords(item)}"
      >${t("home.look")}</a
    >
  </li>`;
}

/** Its reader confirms it where verdicts are added, until the day on which it goes. */
function renderScan({ caseNumber, pages, at }: NonNullable<NetworkView["scans"]>[number]): TemplateResult {
  const until = new Date(new Date(at).getTime() + SCAN_KEPT_DAYS * 86_400_000).toISOString();
  const shown = caseNumber ?? t("home.scan");
  return html`<li>
    <b>${shown}</b>
    <span class="what">${t("home.wait-scan", { count: pages ?? 1, date: formatDate(until) })}</span>
    <span class="note sub"></span>
    <a class="button button-small" href="/import" aria-label="${t("home.confirm")}: ${shown}">${t("home.confirm")}</a>
  </li>`;
}

function actionOf({ kind, from }: Waiting, me: string | undefined): string {
  switch (kind) {
    case "thread":
      return t("network.reply");
    case "prepare":
      return t("network.prepare");
    case "clear":
      // Who has signed may look at what they signed, and nothing more.
      return t(from === me ? "home.look" : "home.sign");
    case "sign-again":
      return t("home.sign");
    case "review":
    case "answers":
      return t("home.review");
    case "rule":
      return t("home.rule");
    case "settle":
      return t("rounds.settle");
    case "reveal":
      return t("rounds.reveal-ask");
    case "cleared":
      return t("home.read");
    case "code":
      return t("rounds.waiting-act");
    case "differ":
    case "ends":
    case "offered":
    case "replaced":
    case "suggestion":
    case "unread":
      return t("home.look");
  }
}

/** How far it is, until when, or since when it waits. */
function noteOf({ kind, at, due, count = 0, all, paragraph }: Waiting): TemplateResult | string {
  if (due) return html`<span class="due"><time datetime=${due}>${formatDay(due)}</time></span>`;
  if ((kind === "rule" || kind === "differ") && all) return t("home.ruled", { count: all - count, all });
  if (kind === "prepare" && count > 0) return t("home.left", { count });
  const age = html`<time datetime=${at}>${formatAge(at)}</time>`;
  return paragraph ? html`${t("page.passage", { paragraph })}, ${age}` : age;
}

/** What is one's own to do before what is anybody's, the newest first. */
function ownFirst(a: { at: string; isOpen?: true | undefined }, b: { at: string; isOpen?: true | undefined }): number {
  return Number(a.isOpen ?? false) - Number(b.isOpen ?? false) || b.at.localeCompare(a.at);
}

/** Said by whom, with what they said where it came along. */
function commentBy(name: string, audience: Waiting["audience"], words = ""): string {
  if (words !== "") return t(audience === "review" ? "home.said-to-guests" : "home.said", { name, words });
  return t(audience === "review" ? "network.waiting-thread-review" : "network.waiting-thread", { name });
}

/** What was said of a document, or for what place of it a wording is proposed. */
function saidOf({ audience, words, place, proposes }: WaitingOutput, name: string): string {
  if (!proposes) return commentBy(name, audience, words);
  return place ? t("home.proposes-wording-for", { name, place }) : t("home.proposes-wording", { name });
}

function today(): string {
  return serverClock.now().toISOString().slice(0, 10);
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-waiting-list": CoramWaitingList;
  }
}
