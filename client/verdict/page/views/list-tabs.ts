import { html, type TemplateResult } from "lit";
import { isKeptFrom } from "../../model/tag-count.ts";
import type { VerdictModel } from "../../model/verdict-model.ts";
import "../../bars/coram-phone-bar.ts";
import type { PhoneView } from "../../bars/coram-phone-bar.ts";
import type { PageParts } from "./page-parts.ts";

/** At the foot of a phone. */
export const PHONE_TABS: readonly PhoneView[] = ["outline", "tags", "questions", "reading"];

/** Above the text of a window without margin: outline and translation have their ways there. */
export const BAR_TABS: readonly PhoneView[] = ["tags", "questions"];

/** There are none to count, or those of several coders. */
const UNCOUNTED: ReadonlySet<VerdictModel["answersOf"]> = new Set(["none", "hidden", "awaited"]);

/** The ways to what stands beside the text in a wider window. */
export function listTabs(page: PageParts, model: VerdictModel, views: readonly PhoneView[]): TemplateResult {
  const { sheet } = page.state;
  const plan = page.sheet.plan(model);
  const isKept = isKeptFrom(model);
  const isUncounted = isKept || !model.hasContent || UNCOUNTED.has(model.answersOf);
  const open: PhoneView[] = sheet === "tags" || sheet === "questions" ? [sheet] : [];
  if (page.drawer.isOpen) open.push("outline");
  if (page.translation.reading !== "original") open.push("reading");
  return html`<coram-phone-bar
    .views=${views}
    .open=${open}
    .verdict=${model.verdictId}
    .tags=${page.listing.tagCount}
    .other=${page.translation.phoneOther}
    .comments=${model.isGuest || isKept ? model.threads.filter(({ resolved }) => !resolved).length : null}
    .questions=${plan.questions.size === 0 ? null : { ...plan.progress, ...(isUncounted ? { answered: null } : {}) }}
    @coram-phone-view=${(event: HTMLElementEventMap["coram-phone-view"]) => onPhoneView(page, event.detail.view)}
  ></coram-phone-bar>`;
}

function onPhoneView(page: PageParts, view: PhoneView): void {
  if (view === "outline") page.drawer.isOpen = true;
  else if (view === "reading") page.translation.cycle();
  else page.state.sheet = page.state.sheet === view ? null : view;
}
