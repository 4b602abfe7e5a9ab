import { html, nothing, type TemplateResult } from "lit";
import type { NamesView, ThingToAdd } from "../../../schema/protocol/http/pseudonyms.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";
import "./add/coram-names-add.ts";
import "./coram-names-chosen.ts";
import "./add/coram-names-left-over.ts";
import type { NamesPlace } from "./names-place.ts";
import { contextOf } from "../corrections/context-of.ts";
import { meanwhileWords } from "./names-others.ts";
import "./walk/coram-names-walk.ts";
import { t } from "../../i18n/t.ts";

/** Of a cleared verdict nothing is left to decide: its names are gone, a sealed key may be there. */
export function clearedNames(
  { hasSealedKey }: NamesView,
  { view, selection }: { view: VerdictView; selection: readonly Range[] },
  openKey: () => void,
): TemplateResult {
  return html`<p class="note">${t("names.cleared")}</p>
    <coram-names-left-over .view=${view} .selection=${selection}></coram-names-left-over>
    ${
      hasSealedKey
        ? html`<p>
            <button type="button" class="button" @click=${openKey}>${t("names.sealed-key")}</button>
          </p>`
        : nothing
    }`;
}

/** What is waited for: the names of a text that has just changed, and the server with decisions that it has not got. */
export function waitingLine(
  isTextAhead: boolean,
  { isLost, isBusy }: { isLost: boolean; isBusy: boolean },
): TemplateResult | typeof nothing {
  const words = isLost && isBusy ? t("names.not-sent") : isTextAhead ? t("names.waiting-text") : null;
  return words === null ? nothing : html`<p class="alert alert-quiet" role="status">${words}</p>`;
}

/** A card for one passage that is selected, to add it to the names. */
export function addCard(
  names: NamesView,
  selection: readonly Range[],
  revision: Revision,
  textLang: string,
  proposed: { of: string | null; thing: ThingToAdd | null } | null = null,
): TemplateResult | typeof nothing {
  const [range, ...more] = selection;
  if (!range || more.length > 0) return nothing;
  return html`<coram-names-add
    .range=${range}
    .words=${revision.text.slice(range.start, range.end)}
    .names=${names}
    .text=${revision.text}
    .textLang=${textLang}
    .proposed=${proposed?.of ?? null}
    .likely=${proposed?.thing ?? null}
  ></coram-names-add>`;
}

/** What is decided now, with its context. */
export function walkCard(names: NamesView, place: NamesPlace, view: VerdictView, textLang: string): TemplateResult {
  const shown = place.shown(names, view);
  return html`<coram-names-walk
    .verdict=${view.verdict.id}
    .item=${place.at}
    .names=${names}
    .revision=${names.revision === view.revision.number ? view.revision : null}
    .context=${shown && contextOf(view.revision, shown)}
    .textLang=${textLang}
    .position=${place.position}
    .news=${place.at && place.hasNews ? meanwhileWords(view.members, names, place.at) : ""}
  ></coram-names-walk>`;
}

/** What is done with several persons at once. */
export function chosenCard({ entities }: NamesView, ids: ReadonlySet<string>): TemplateResult | typeof nothing {
  const chosen = entities.filter(({ id }) => ids.has(id));
  if (chosen.length === 0) return nothing;
  return html`<coram-names-chosen .chosen=${chosen}></coram-names-chosen>`;
}
