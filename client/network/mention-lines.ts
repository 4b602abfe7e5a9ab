import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from "lit";
import type { CommentId, MemberId } from "../../schema/domain/ids.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { Mention } from "../../schema/protocol/http/network.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { withNames } from "../../schema/rooms/mentions.ts";
import { describeProblem } from "../api/http.ts";
import { endMention } from "../api/people.ts";
import { tell } from "../elements/announce.ts";
import { formatAge, t } from "../i18n/t.ts";
import { noteWaits, waitsTold } from "../waits/waits-told.ts";
import { mentionHref, proposalWords } from "./proposal-place.ts";

type NameOf = (id: MemberId | null) => string;

/** Lines of *Waiting for you* that call its reader by name: each with the way to answer, and what puts it away without an answer. */
export class MentionLines implements ReactiveController {
  private readonly host: ReactiveControllerHost & HTMLElement;
  /** Put away here. */
  private put: ReadonlySet<CommentId> = new Set();

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** Each with when it was said. */
  render(
    network: Pick<NetworkView, "mentions" | "verdicts"> | null,
    nameOf: NameOf,
  ): { at: string; line: TemplateResult }[] {
    const { mentions = [], verdicts = [] } = network ?? {};
    return mentions
      .filter(({ comment }) => !this.put.has(comment))
      .map((item) => {
        const verdict = verdicts.find((row) => row.verdict.id === item.verdict)?.verdict;
        return { at: item.at, line: this.renderLine(item, verdict, nameOf) };
      });
  }

  private renderLine(
    item: Mention,
    verdict: NetworkView["verdicts"][number]["verdict"] | undefined,
    nameOf: NameOf,
  ): TemplateResult {
    const { comment, from, at, audience, paragraph, place, output, canReply } = item;
    const lang = verdict ? langOf(verdict.language, verdict.script) : (output?.language ?? "");
    const named = output ? output.title || t("outputs.unnamed") : t("shell.methodology");
    const about = verdict?.caseNumber ?? named;
    const said = { name: nameOf(from), words: withNames(item.words, nameOf) };
    const where = paragraph ? t("page.passage", { paragraph }) : (place ?? (item.about && proposalWords(item.about)));
    const action = t(canReply ? "network.reply" : "network.open");
    return html`<li>
      <b lang=${lang}>${about}</b>
      <span class="what">${t(audience === "review" ? "home.mentions-with-guests" : "home.mentions", said)}</span>
      <span class="note sub">${where ? html`${where}, ` : nothing}<time datetime=${at}>${formatAge(at)}</time></span>
      <span class="two">
        <button
          type="button"
          class="button button-small"
          aria-label="${t("steps.done")}: ${about}"
          @click=${(event: Event) => void this.putAway(comment, event.currentTarget as HTMLElement)}
        >
          ${t("steps.done")}
        </button>
        <a class="button button-small" href=${mentionHref(item)} aria-label="${action}: ${about}">${action}</a>
      </span>
    </li>`;
  }

  /** At once; what the server does not take stands there again. The line that takes its place has the focus. */
  private async putAway(comment: CommentId, button: HTMLElement): Promise<void> {
    const { host } = this;
    const at = [...host.querySelectorAll("li")].findIndex((line) => line.contains(button));
    this.put = new Set([...this.put, comment]);
    host.requestUpdate();
    try {
      const ending = endMention(comment);
      await host.updateComplete;
      const lines = [...host.querySelectorAll("li")];
      const next = (lines[at] ?? lines.at(-1))?.querySelector<HTMLElement>("button, a");
      (next ?? document.querySelector<HTMLElement>("main"))?.focus();
      await ending;
      noteWaits(Math.max(0, waitsTold() - 1));
    } catch (error) {
      this.put = new Set([...this.put].filter((each) => each !== comment));
      host.requestUpdate();
      tell(describeProblem(error));
    }
  }
}
