import { consume } from "@lit/context";
import { type TemplateResult, html } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { langOf } from "../../schema/domain/language.ts";
import type { WaitingOutput } from "../../schema/protocol/http/outputs.ts";
import type { NetworkView } from "../../schema/protocol/http/verdicts.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatDate, formatWhen, t } from "../i18n/t.ts";

type Waiting = NetworkView["waiting"][number];

/** What waits for the reader, each line with one way on. */
@customElement("coram-waiting-list")
export class CoramWaitingList extends LightElement {
  @property({ attribute: false }) network: Pick<NetworkView, "waiting" | "documents" | "members" | "verdicts"> | null =
    null;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  /** The server did not say it now: `network` is of before, or of this device, which keeps nothing that waits. */
  @property({ type: Boolean }) isOld = false;

  protected override render(): TemplateResult {
    const { waiting = [], documents = [] } = this.network ?? {};
    const lines = [
      ...waiting.map((item) => ({ at: item.at, line: this.renderItem(item) })),
      ...documents.map((item) => ({ at: item.at, line: this.renderOutput(item) })),
    ].sort((a, b) => b.at.localeCompare(a.at));
    if (lines.length === 0)
      return html`<p class="note sub empty">${t(this.isOld ? "network.waiting-unknown" : "network.waiting-none")}</p>`;
    return html`<ul>
      ${lines.map(({ line }) => line)}
    </ul>`;
  }

  private renderItem(item: Waiting): TemplateResult {
    const row = this.network?.verdicts.find(({ verdict }) => verdict.id === item.verdict);
    const from = this.nameOf(item.from);
    const part = item.kind === "prepare" ? "/prepare" : item.kind === "clear" ? "/prepare?panel=check" : "";
    const of = `/verdicts/${item.verdict}${item.thread ? `?thread=${item.thread}${item.kind === "thread" ? "&reply" : ""}` : part}`;
    const href =
      item.kind === "review"
        ? "/reviews"
        : item.kind === "rule"
          ? `/verdicts/${item.verdict}/reconcile`
          : item.kind === "reveal"
            ? `/verdicts/${item.verdict}?dialog=reveal`
            : of;
    const lang = row ? langOf(row.verdict.language, row.verdict.script) : "";
    return html`<li>
      <b lang=${lang}>${row?.verdict.caseNumber ?? ""}</b>
      <span class="what ellipsis">${this.sentence(item, from)}</span>
      <span class="note sub"><time datetime=${item.at}>${formatWhen(item.at)}</time></span>
      <a class="button button-small" href=${href} aria-label="${this.action(item)}: ${row?.verdict.caseNumber ?? ""}"
        >${this.action(item)}</a
      >
    </li>`;
  }

  private nameOf(id: string | null): string {
    return this.network?.members.find((member) => member.id === id)?.name ?? t("network.somebody");
  }

  private renderOutput({ kind, output, title, language, from, audience, at }: WaitingOutput): TemplateResult {
    const name = this.nameOf(from);
    const shown = title || t("outputs.unnamed");
    return html`<li>
      <b class="ellipsis" lang=${language}>${shown}</b>
      <span class="what ellipsis"
        >${kind === "review" ? t("network.waiting-document", { name }) : commentBy(name, audience)}</span
      >
      <span class="note sub"><time datetime=${at}>${formatWhen(at)}</time></span>
      <a class="button button-small" href="/outputs/${output}" aria-label="${t("network.open")}: ${shown}"
        >${t("network.open")}</a
      >
    </li>`;
  }

  private sentence(item: Waiting, name: string): string {
    switch (item.kind) {
      case "thread":
        return commentBy(name, item.audience);
      case "suggestion":
        return t("network.waiting-suggestion", { name });
      case "prepare":
        return t("network.waiting-prepare");
      case "clear":
        return t(item.from === this.session?.member?.id ? "clear.waits-said" : "network.waiting-clear");
      case "review":
        return t("reviews.waiting", { count: item.count ?? 1 });
      case "rule":
        return t("reconcile.waiting", { count: item.count ?? 1 });
      case "reveal":
        return t("rounds.waiting-reveal");
      case "code":
        return item.due ? t("rounds.waiting-code-due", { date: formatDate(item.due) }) : t("rounds.waiting-code");
    }
  }

  private action(item: Waiting): string {
    return item.kind === "thread"
      ? t("network.reply")
      : item.kind === "code"
        ? t("rounds.waiting-act")
        : item.kind === "reveal"
          ? t("rounds.reveal-ask")
          : item.kind === "prepare"
            ? t("network.prepare")
            : t("network.open");
  }
}

function commentBy(name: string, audience: Waiting["audience"]): string {
  return t(audience === "review" ? "network.waiting-thread-review" : "network.waiting-thread", { name });
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-waiting-list": CoramWaitingList;
  }
}
