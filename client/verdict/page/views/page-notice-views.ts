import { html, type TemplateResult } from "lit";
import type { ThreadId } from "../../../../schema/domain/ids.ts";
import { tell } from "../../../elements/announce.ts";
import { t } from "../../../i18n/t.ts";
import { device } from "../../../sync/offline/device.ts";
import { bannerOf } from "../../model/banner-of.ts";
import { whyClosed } from "../../../api/told/guest-place.ts";
import "../coram-verdict-notices.ts";
import "../../../rounds/coram-round-notice.ts";
import type { DraftView } from "../../model/draft-views.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";
import type { PageParts } from "./page-parts.ts";

/** Whether the round asks something of the reader, or has turned. */
export function roundNotice(page: PageParts, model: VerdictModel): TemplateResult {
  return html`<coram-round-notice
    class="verdict-notices"
    .view=${model.view}
    .me=${model.me}
    .saved=${page.saved(model)}
    .progress=${page.rounds.progress}
    .due=${page.rounds.dueDate}
    .work=${page.rounds.progress ? model.ownWork : null}
    .shown=${page.rounds.current}
    .handIns=${page.rounds.handIns}
    @coram-reveal-ask=${() => (page.state.dialog = "reveal")}
    .left=${page.rounds.left}
    .leftOut=${() => ({ unsent: page.comments.unsent(), refused: page.sheet.refused() })}
    ?awaits=${page.rounds.awaits}
    ?isAsking=${page.state.handingIn}
    @coram-hand-in-ask=${(event: HTMLElementEventMap["coram-hand-in-ask"]) => (page.state.handingIn = event.detail.asks)}
    @coram-go-on-alone=${() => page.rounds.goOn()}
    @coram-left-open=${(event: HTMLElementEventMap["coram-left-open"]) => {
      page.rounds.showOwn();
      if ("question" in event.detail) page.sheet.open(event.detail.question);
      else if ("draft" in event.detail) goOn(page, event.detail.draft.id, threadOf(event.detail.draft));
      else page.going.goto(event.detail.offset);
    }}
    @coram-round-turned=${() => void page.loading.load()}
  ></coram-round-notice>`;
}

/** What stays in view above the text: what one is in, what could not be sent, what is new. */
export function notices(page: PageParts, model: VerdictModel, lang: string): TemplateResult {
  return html`<coram-verdict-notices
    class="verdict-notices"
    .banner=${bannerOf(model, page.state, page.session()?.member ?? null)}
    .closed=${page.loading.closed}
    .whyClosed=${whyClosed(page.session()?.view, model.view.verdict.id, device.work?.isOnDevice ?? false)}
    .drafts=${page.drafts.take(model.drafts)}
    .textLang=${lang}
    .newVersion=${page.version.newer}
    .failed=${page.state.failed}
    @coram-failed-left=${() => (page.state.failed = null)}
    @coram-version-seen=${() => {
      page.version.seen();
      page.context.host.requestUpdate();
    }}
    .isPageOnly=${
      (model.saved.state === "offline" && model.saved.isOnDevice === false) ||
      (model.drafts.length > 0 && device.work?.isOnDevice === false)
    }
    .isOnDevice=${device.work?.isOnDevice ?? false}
    .isSealed=${device.work?.outlivesSession ?? false}
    @coram-disarm=${() => (page.state.armed = null)}
    @coram-unfilter=${() => (page.state.filteredCategory = null)}
    @coram-draft-retry=${(event: HTMLElementEventMap["coram-draft-retry"]) => {
      tell(t(`sync.draft-${model.retryDraft(event.detail.draft)}`));
    }}
    @coram-draft-go-on=${(event: HTMLElementEventMap["coram-draft-go-on"]) => {
      const { draft, thread } = event.detail;
      goOn(page, draft, thread);
    }}
    @coram-draft-drop=${(event: HTMLElementEventMap["coram-draft-drop"]) => model.dropDraft(event.detail.draft)}
  ></coram-verdict-notices>`;
}

/** Opens the box of words that were begun, with the words in it. */
function goOn(page: PageParts, draft: string, thread: ThreadId | null): void {
  if (page.comments.goOn(draft) && thread) page.context.afterUpdate(() => page.going.reply(thread));
}

function threadOf({ goOn }: DraftView): ThreadId | null {
  return goOn?.kind === "reply" ? goOn.thread : null;
}
