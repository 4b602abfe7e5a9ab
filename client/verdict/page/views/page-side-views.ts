import { html, nothing, type TemplateResult } from "lit";
import { t } from "../../../i18n/t.ts";
import "../dialogs/coram-passage-sheet.ts";
import { isRoundsDialog } from "../../bars/coram-verdict-bar.ts";
import "../../about/coram-about-verdict.ts";
import "../dialogs/coram-verdict-dialogs.ts";
import "../coram-verdict-panels.ts";
import "../../../rounds/coram-rounds-dialog.ts";
import "../../../rounds/coram-standing-dialog.ts";
import { NARROW, PHONE } from "../../../elements/screen.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";
import { codesBlind } from "../../../../schema/domain/blind-part.ts";
import { filterBy, type PageParts } from "./page-parts.ts";
import { listTabs, PHONE_TABS } from "./list-tabs.ts";
import { askLong } from "./ask-long.ts";
import { askToRemove } from "./ask-to-remove.ts";
import { choiceName } from "../../../rounds/layer-choices.ts";
import { layerChoice } from "./page-read-views.ts";

/** Beside the text: outline and codes, or the sheet. */
export function panels(page: PageParts, model: VerdictModel, lang: string): TemplateResult {
  const { verdict, methodology } = model.view;
  return html`<coram-verdict-panels
    class="verdict-left ${page.drawer.isOpen ? "is-open" : ""}"
    role="complementary"
    aria-label=${t("page.panels")}
    .entries=${page.listing.outline}
    .at=${page.state.visible?.current ?? 0}
    .people=${model.people}
    .pages=${verdict.pages}
    .paragraphs=${page.listing.paragraphs}
    .textLang=${lang}
    .categories=${model.categories}
    .retired=${model.retired}
    .armed=${page.state.armed}
    .filtered=${page.state.filteredCategory}
    .canTag=${model.canTag}
    .isPerCoder=${page.listing.tagCount.isPerCoder}
    .version=${methodology?.number ?? null}
    .top=${NARROW.matches || page.context.isSheetBeside ? nothing : page.sheet.renderSwitch(model)}
    @coram-panels=${() => (page.drawer.isOpen = false)}
    @coram-category=${(event: HTMLElementEventMap["coram-category"]) => page.tagging.onCategory(event.detail.category)}
  ></coram-verdict-panels>`;
}

function caseSheet({ sheet, rounds }: PageParts, model: VerdictModel, lang: string): TemplateResult {
  const { current, standing } = rounds;
  const coders = rounds.all
    .filter(({ kind, roundNumber }) => kind === "coder" && roundNumber === current?.roundNumber)
    .map((each) => ({ name: choiceName(each, model.view, model.me), show: () => rounds.choose(each.id) }));
  return sheet.render(model, lang, { canAmend: standing?.can.change ?? false, coders });
}

/** In the place of outline and codes, beside the text. */
export function sheetColumn(page: PageParts, model: VerdictModel, lang: string): TemplateResult {
  return html`<div class="verdict-left is-sheet" role="complementary" aria-label=${t("sheet.title")}>
    ${page.sheet.renderSwitch(model)} ${caseSheet(page, model, lang)}
  </div>`;
}

/** In a very wide window, beside the text while outline and codes stand there too. */
export function sheetBeside(page: PageParts, model: VerdictModel, lang: string): TemplateResult {
  return html`<div class="verdict-right is-sheet" role="complementary" aria-label=${t("sheet.title")}>
    <div class="verdict-right-head"><span class="label">${t("sheet.title")}</span></div>
    ${caseSheet(page, model, lang)}
  </div>`;
}

/** In a narrow window what stands beside the text elsewhere comes over it, on a phone from below. */
export function phonePassages(page: PageParts, model: VerdictModel, lang: string): TemplateResult | typeof nothing {
  if (!NARROW.matches) return nothing;
  return html`<coram-passage-sheet
    .view=${page.state.sheet}
    .tags=${page.listing.shownTags.filter(({ deleted }) => deleted === (page.state.filter === "removed"))}
    .removed=${page.listing.removed}
    .tagCount=${page.listing.tagCount}
    .threads=${model.threads}
    .filter=${page.state.filter}
    .showResolved=${page.state.showResolved}
    ?isBlind=${page.rounds.progress !== null}
    ?isAwaited=${model.awaitsLayers}
    ?isComing=${!model.hasContent}
    .layers=${PHONE.matches ? layerChoice(page, model) : nothing}
    .tabs=${PHONE.matches ? listTabs(page, model, PHONE_TABS) : nothing}
    .active=${page.state.active}
    .composing=${page.state.composing}
    .translations=${model.translations.all}
    .translating=${page.translation.translating}
    .canTranslate=${model.translating.canWrite}
    .quote=${page.quoteOf}
    .quoteLang=${lang}
    .numberAt=${(offset: number) => page.context.numberAt(offset)}
    .canComment=${model.writableAudiences.length > 0}
    .questions=${page.sheet.plan(model).questions.size > 0 ? caseSheet(page, model, lang) : null}
    .restingOn=${page.sheet.restingOnTag(model)}
    @coram-margin-filter=${(event: HTMLElementEventMap["coram-margin-filter"]) => filterBy(page, event)}
    @coram-sheet-size=${() => keepInSight(page)}
    @coram-sheet-close=${() => {
      page.state.sheet = null;
      page.comments.onCancel();
      page.translation.onCancel();
    }}
  ></coram-passage-sheet>`;
}

/** The words that one writes about stay above the sheet that one writes in. */
function keepInSight({ state, translation, context }: PageParts): void {
  const [first] = state.composing?.ranges ?? translation.translating?.ranges ?? [];
  if (first) context.text?.scrollToOffset(first.start, { to: "sight" });
}

export function pageDialogs(page: PageParts, model: VerdictModel, lang: string): TemplateResult {
  return html`${askToRemove(page, model)}${askLong(page, model)}<coram-verdict-dialogs
      .verdict=${model.view.verdict}
      .round=${model.view.round}
      .members=${model.view.members}
      .text=${model.view.revision.text}
      .open=${page.state.dialog === "stage" && !model.view.can.prepare ? null : page.state.dialog}
      .codesBlind=${codesBlind(model.me, model.view.round, model.view.layers)}
      .seen=${page.state.dialog === "stage" ? page.rounds.reading : null}
      @coram-findings-changed=${({ detail }: HTMLElementEventMap["coram-findings-changed"]) => page.rounds.keepRead(detail.view)}
      @coram-dialog-close=${() => (page.state.dialog = null)}
    ></coram-verdict-dialogs>
    <coram-rounds-dialog
      .view=${model.view}
      .me=${model.me}
      .open=${isRoundsDialog(page.state.dialog)}
      .ask=${isRoundsDialog(page.state.dialog) ? page.state.dialog : null}
      @coram-dialog-close=${() => (page.state.dialog = null)}
    ></coram-rounds-dialog>
    <coram-about-verdict
      .view=${model.view}
      .isGuest=${model.isGuest}
      .open=${page.state.dialog === "about"}
      @coram-dialog-close=${() => (page.state.dialog = null)}
    ></coram-about-verdict>
    ${standingDialog(page, model, lang)}`;
}

function standingDialog(page: PageParts, model: VerdictModel, lang: string): TemplateResult | typeof nothing {
  const { standing } = page.rounds;
  if (!standing) return nothing;
  const begun = page.state.standing;
  return html`<coram-standing-dialog
    .view=${model.view}
    .standing=${standing}
    .tags=${model.tags}
    .answers=${model.answerViews}
    .selection=${begun?.act === "add-tag" ? begun.ranges : page.state.selection}
    .textLang=${lang}
    .begun=${begun}
    .open=${page.state.dialog === "standing"}
    @coram-standing-changed=${(event: HTMLElementEventMap["coram-standing-changed"]) => {
      const { standing: now } = event.detail;
      page.rounds.takeStanding(now);
      const done = now.changes.at(-1)?.act;
      if (begun?.act !== "add-tag" || done?.kind !== "add-tag") return;
      if (begun.thread) model.setApplied(begun.thread, done.annotation);
      else page.context.text?.clearSelection();
    }}
    @coram-dialog-close=${() => {
      page.state.dialog = null;
      page.state.standing = null;
    }}
  ></coram-standing-dialog>`;
}
