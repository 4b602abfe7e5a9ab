import { html, nothing, type TemplateResult } from "lit";
import { langOf } from "../../schema/domain/language.ts";
import type { Reply } from "../../schema/protocol/http/network.ts";
import { formatAge, t } from "../i18n/t.ts";
import { seeReplies } from "../waits/replies-told.ts";

/** To the discussion, where one answers; to one that was ended, to read it. */
export function replyPlace({ of, thread, ended }: Pick<Reply, "of" | "thread" | "ended">): string {
  return `/${of.kind === "verdict" ? "verdicts" : "outputs"}/${of.id}?thread=${thread}${ended ? "" : "&reply"}`;
}

/** What was answered to a guest, or became of what they began, as a line of what waits for them. */
export function renderReply(reply: Reply): TemplateResult {
  const { of, at, from, words, paragraph, ended, thread } = reply;
  const isVerdict = of.kind === "verdict";
  const about = isVerdict ? of.caseNumber : of.title || t("outputs.unnamed");
  return html`<li>
    <b lang=${isVerdict ? langOf(of.language, of.script) : of.language}>${about}</b>
    <span class="what"
      >${ended ? t(`network.told-${ended}`, { name: from.name }) : t("home.replied", { name: from.name, words })}</span
    >
    <span class="note sub"
      >${paragraph ? html`${t("page.passage", { paragraph })}, ` : nothing}<time datetime=${at}
        >${formatAge(at)}</time
      ></span
    >
    <a
      class="button button-small"
      href=${replyPlace(reply)}
      aria-label="${t("network.open")}: ${about}"
      @click=${() => ended && seeReplies(thread)}
      >${t("network.open")}</a
    >
  </li>`;
}
