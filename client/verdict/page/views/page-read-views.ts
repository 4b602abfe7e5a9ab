import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Verdict } from "../../../../schema/domain/verdict.ts";
import { formatDate, t } from "../../../i18n/t.ts";
import "../../bars/coram-reading-bar.ts";
import "../../bars/coram-keys.ts";
import "../../bars/coram-lanes.ts";
import "../../cards/coram-margin.ts";
import "../../cards/coram-orphans.ts";
import "../../cards/coram-touched.ts";
import "../../../rounds/coram-layer-choice.ts";
import "../../../rounds/coram-shown-line.ts";
import { renderTranslationDialogs } from "../../translation/translation-dialogs.ts";
import { printedNames } from "../../../elements/paper/printed-mark.ts";
import { NARROW, PHONE } from "../../../elements/screen.ts";
import "../../sheet/printed/coram-printed-sheet.ts";
import "../../text/coram-verdict-text.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";
import { BAR_TABS, listTabs } from "./list-tabs.ts";
import { notices, roundNotice } from "./page-notice-views.ts";
import { filterBy, type PageParts } from "./page-parts.ts";

/** The text of a verdict, with what stands above and beside it. `follow`: where who leads a workshop is, a line above the text. */
export function readColumn(
  page: PageParts,
  model: VerdictModel,
  lang: string,
  follow: TemplateResult | typeof nothing,
): TemplateResult {
  const { lanes } = page.place(model);
  return html`<main
    id="main"
    tabindex="-1"
    class="verdict-read"
    ${ref(page.window.scroller)}
    @scroll=${page.window.onScroll}
  >
    ${readingBar(page, model)}
    <div class="verdict-stays">
      ${PHONE.matches ? nothing : roundNotice(page, model)} ${notices(page, model, lang)} ${follow}
      ${page.find.render()}
    </div>
    ${shownLine(page, model)} ${orphans(page, model)} ${touched(page, model, lang)}
    ${printedHead(model.view.verdict, lang)}
    ${
      page.translation.credit
        ? html`<div class="verdict-grid translation-head">
            <p class="note">${page.translation.credit}</p>
          </div>`
        : nothing
    }
    <div class="verdict-sheet verdict-grid">
      ${verdictText(page, model, lang)}
      <coram-lanes
        .lanes=${lanes}
        .viewTop=${page.window.top}
        .viewHeight=${page.window.height}
        .active=${page.state.active}
      ></coram-lanes>
      <div class="verdict-margin" ${ref(page.places.margin)}>
        ${NARROW.matches ? nothing : margin(page, model, lang)}
      </div>
    </div>
    <coram-printed-sheet .make=${page.sheet.printed}></coram-printed-sheet>
    ${page.popovers.render(model, lang)} ${renderTranslationDialogs(page.translation, model, lang)}
    <coram-keys .open=${page.state.keysOpen} @coram-dialog-close=${() => (page.state.keysOpen = false)}></coram-keys>
  </main>`;
}

function readingBar(page: PageParts, model: VerdictModel): TemplateResult {
  const { lanes } = page.place(model);
  return html`<coram-reading-bar
    class="reading-bar verdict-grid"
    .revision=${model.view.revision}
    .at=${page.state.visible?.current ?? null}
    .pages=${model.view.verdict.pages}
    .size=${page.state.size}
    .translations=${page.translation.heads}
    .reading=${page.translation.reading}
    .translation=${page.translation.language}
    .canTranslate=${page.translation.canTranslate}
    .removedTranslations=${page.translation.removed}
    .lanes=${lanes}
    .members=${model.view.members}
    .filter=${page.state.filter}
    .showResolved=${page.state.showResolved}
    .tags=${page.listing.tagCount}
    .removed=${page.listing.removed}
    .threads=${model.threads}
    .layers=${PHONE.matches ? nothing : layerChoice(page, model)}
    ?hasMargin=${!NARROW.matches}
    .lists=${NARROW.matches && !PHONE.matches ? listTabs(page, model, BAR_TABS) : nothing}
    @coram-find-open=${() => page.find.open()}
    @coram-text-size=${(event: HTMLElementEventMap["coram-text-size"]) => page.going.setSize(event.detail.size)}
    @coram-margin-filter=${(event: HTMLElementEventMap["coram-margin-filter"]) => filterBy(page, event)}
  ></coram-reading-bar>`;
}

export function layerChoice(page: PageParts, model: VerdictModel): TemplateResult | typeof nothing {
  if (page.rounds.all.length === 0) return nothing;
  return html`<coram-layer-choice
    .view=${model.view}
    .me=${model.me}
    .choices=${page.rounds.all}
    .current=${page.rounds.current}
    @coram-layers-chosen=${(event: HTMLElementEventMap["coram-layers-chosen"]) => page.rounds.choose(event.detail.choice)}
  ></coram-layer-choice>`;
}

function shownLine(page: PageParts, model: VerdictModel): TemplateResult {
  return html`<coram-shown-line
    class="verdict-notices"
    .view=${model.view}
    .me=${model.me}
    .choices=${page.rounds.all}
    .current=${page.rounds.current}
    .standing=${page.rounds.standing}
    .problem=${page.rounds.problem}
    @coram-layers-chosen=${(event: HTMLElementEventMap["coram-layers-chosen"]) => page.rounds.choose(event.detail.choice)}
    @coram-standing-open=${() => (page.state.dialog = "standing")}
  ></coram-shown-line>`;
}

/** What hangs on words that are gone. */
function orphans(page: PageParts, model: VerdictModel): TemplateResult | typeof nothing {
  const { orphanTags } = page.listing;
  const orphanThreads = model.threads.filter((thread) => thread.state === "removed");
  const orphanTranslations = model.translations.all.filter(({ state }) => state === "removed");
  return orphanTags.length + orphanThreads.length + orphanTranslations.length > 0
    ? html`<coram-orphans
        class="verdict-grid"
        .tags=${orphanTags}
        .threads=${orphanThreads}
        .translations=${orphanTranslations}
        .active=${page.state.active}
      ></coram-orphans>`
    : nothing;
}

/** Tags whose words a correction has changed. */
function touched(page: PageParts, model: VerdictModel, lang: string): TemplateResult | typeof nothing {
  return page.changes.touched.length > 0
    ? html`<coram-touched
        class="verdict-grid"
        .tags=${page.changes.touched}
        .revision=${model.view.revision}
        .texts=${new Map(page.changes.texts)}
        .textLang=${lang}
        @coram-touched-open=${page.changes.open}
      ></coram-touched>`
    : nothing;
}

/** What a printed verdict is of: on the screen the bar says it. */
function printedHead(verdict: Verdict, lang: string): TemplateResult {
  const { court, caseNumber, date, country, invented } = verdict;
  return html`${printedNames(verdict)}
    <header class="verdict-printed">
      <p class="verdict-printed-case">
        <b>${caseNumber}</b> ${invented ? html`<span class="tagline">${t("page.invented")}</span>` : nothing}
      </p>
      <p><span lang=${lang}>${court}</span>, ${t(`word.country.${country}`)}</p>
      ${date ? html`<p>${formatDate(date)}</p>` : nothing}
    </header>`;
}

function verdictText(page: PageParts, model: VerdictModel, lang: string): TemplateResult {
  return html`<coram-verdict-text
    id="text"
    lang=${lang}
    .revision=${page.loading.readable ? model.view.revision : null}
    .maps=${model.view.maps}
    .tags=${page.listing.shownTags}
    .threads=${model.threads}
    .translations=${page.translation.untagged(page.listing.shownTags)}
    .evidence=${page.quoted.withQuoted(model, page.sheet.barePassages(model))}
    .people=${model.people}
    .translation=${page.translation.shown}
    .activeTags=${page.listing.activeTags(model, page.state.active)}
    .readingSize=${page.state.size}
    .readonly=${!model.canTag && model.writableAudiences.length === 0}
    .adjusting=${page.state.adjusting}
    .scroller=${page.window.scroller.value ?? null}
    @coram-selection=${page.tagging.onSelection}
    @coram-tag-click=${page.popovers.onTagClick}
    @coram-thread-click=${(event: HTMLElementEventMap["coram-thread-click"]) => event.detail.ids[0] && page.going.activate(event.detail.ids[0])}
    @coram-translation-click=${(event: HTMLElementEventMap["coram-translation-click"]) => page.going.activate(event.detail.id)}
    @coram-quoted-click=${page.quoted.onClick}
    @coram-edges=${page.tagging.onEdges}
    @coram-visible=${(event: HTMLElementEventMap["coram-visible"]) => {
      page.state.visible = event.detail;
      page.rounds.see(event.detail);
      page.tagging.showPresence();
    }}
    @coram-copy=${(event: HTMLElementEventMap["coram-copy"]) => event.detail.clipboard?.setData("text/html", "")}
    @coram-layout=${page.places.onLayout}
  ></coram-verdict-text>`;
}

function margin(page: PageParts, model: VerdictModel, lang: string): TemplateResult {
  const { items } = page.place(model);
  return html`<coram-margin
    .items=${items}
    .filter=${page.state.filter}
    .showResolved=${page.state.showResolved}
    ?isBlind=${page.rounds.progress !== null}
    ?isAwaited=${model.awaitsLayers}
    ?isComing=${!model.hasContent}
    .active=${page.state.active}
    .viewTop=${page.window.top}
    .viewHeight=${page.window.height}
    .canComment=${model.writableAudiences.length > 0}
    .quote=${page.quoteOf}
    .translationsOf=${page.translationsOf(model)}
    .canTranslate=${model.translating.canWrite}
    .quoteLang=${lang}
    .restingOn=${page.sheet.restingOnTag(model)}
  ></coram-margin>`;
}
