import { html, nothing, type TemplateResult } from "lit";
import type { QuoteAttributes } from "../../../schema/editor/output-nodes.ts";
import type { QuoteState } from "../../../schema/protocol/http/quotes.ts";
import "../../elements/coram-icon.ts";
import { t } from "../../i18n/t.ts";
import { betweenMarks, marksOf } from "../../../schema/text/quotation.ts";
import type { QuoteParts } from "./quote-parts.ts";
import { nameOfSource, type QuoteService } from "./quote-service.ts";
import { flagWords, guestNames, markedChange, translateWords, wordsIn } from "./quote-words.ts";
import { withTokenWords } from "../../../schema/text/token-words.ts";

/** The words in the marks of their language; where they have changed, what went struck and what came marked. */
export function quoteWords(part: QuoteState): TemplateResult | string {
  const [open, close] = marksOf(part.lang);
  const before = part.before?.words ?? null;
  if (part.words === "")
    return before === null
      ? html`<span class="sub">${t("evidence.removed-words")}</span>`
      : html`${open}<del>${withTokenWords(betweenMarks(before, part.lang), part.lang)}</del>${close}`;
  if (before === null || before === part.words) return wordsIn(part);
  return html`${open}${markedChange(betweenMarks(before, part.lang), betweenMarks(part.words, part.lang), part.lang)}${close}`;
}

/** What the verdict says now, under words that were approved. */
export function wordsNow({ words, now, lang, translation }: QuoteState): TemplateResult {
  return html`${
    now
      ? html` ${t("evidence.kept-approved")}
          <span class="ev-now" lang=${lang}>${markedChange(words, now, lang)}</span>`
      : nothing
  }${
    translation?.now
      ? html` <span class="ev-now" lang=${translation.language}
          >${markedChange(translation.words, translation.now, translation.language)}</span
        >`
      : nothing
  }`;
}

/** What may be done about one quote of a document. */
export interface QuoteActs {
  quote: QuoteAttributes;
  canWrite: boolean;
  isNoting: boolean;
  approve: () => void;
  startNote: () => void;
  takeOut: () => void;
  /** Where the translation is missing, or of words that have changed, and may be written. */
  translate: (() => void) | null;
}

/** That a verdict keeps guests from reading the document, and the ways out of it; nothing where it does not. */
export function shutOutAlert(parts: QuoteParts, block: string, takeOut: () => void): TemplateResult | typeof nothing {
  const shut = parts.shutOutBy(block);
  if (!shut) return nothing;
  const { guests, source } = shut;
  const { verdict } = source;
  const names = guestNames(guests);
  return html`<span class="alert ev-alert ev-shut" role="status">
    <coram-icon name="triangle-alert"></coram-icon>
    <span class="ev-alert-words"
      ><b>${t("evidence.shuts-out", { case: nameOfSource(source), names, count: guests.length })}</b>
      ${t("evidence.shuts-out-ways")}</span
    >
    <span class="ev-acts">
      <a class="button button-small" href="/verdicts/${verdict}">${t("evidence.open-verdict")}</a>
      <button type="button" class="button button-small" @click=${takeOut}>${t("evidence.remove")}</button>
      <button type="button" class="button button-small button-quiet" @click=${() => parts.goOn(verdict)}>
        ${t("evidence.go-on")}
      </button>
    </span>
  </span>`;
}

/** That a quote is of a verdict that the document is not about, with the ways out of it. */
export function foreignAlert(
  service: QuoteService,
  { source }: QuoteState,
  takeOut: () => void,
): TemplateResult | typeof nothing {
  if (!service.canWrite || !source || !service.isForeign(source.verdict)) return nothing;
  return html`<span class="alert ev-alert ev-foreign" role="status">
    <coram-icon name="triangle-alert"></coram-icon>
    <span class="ev-alert-words"
      ><b>${t("evidence.foreign", { case: nameOfSource(source) })}</b> ${t("evidence.foreign-ways")}</span
    >
    <span class="ev-acts">
      <button
        type="button"
        class="button button-small"
        @click=${({ currentTarget }: Event) =>
          currentTarget?.dispatchEvent(new CustomEvent("coram-output-verdicts", { bubbles: true }))}
      >
        ${t("outputs.verdicts-change")}
      </button>
      <button type="button" class="button button-small" @click=${takeOut}>${t("evidence.remove")}</button>
    </span>
  </span>`;
}

/** Why the words are to be looked at again, and the ways out of it. */
export function quoteAlert(acts: QuoteActs, part: QuoteState): TemplateResult | typeof nothing {
  const { flags } = part;
  if (flags.length === 0) return nothing;
  const isExplained = acts.quote.note !== "";
  const why = flags.flatMap((flag) => flagWords(flag, part) || []).join(" ");
  const isTranslatedSince = flags.includes("translated") && !part.translation;
  const isFrozen = part.now !== null || (part.translation?.now ?? null) !== null || isTranslatedSince;
  const changed = isFrozen ? "evidence.changed-approved" : "evidence.changed";
  return html`<span class="alert ev-alert ${isExplained ? "alert-quiet" : ""}" role="status">
    <coram-icon name="triangle-alert"></coram-icon>
    <span class="ev-alert-words"
      ><b>${t(isExplained ? "evidence.explained" : changed)}</b> ${why}${wordsNow(part)}</span
    >
    ${acts.canWrite ? waysOut(acts, part) : nothing}
  </span>`;
}

function waysOut(acts: QuoteActs, part: QuoteState): TemplateResult {
  const { flags } = part;
  const isTagGone = flags.includes("untagged") || flags.includes("ruling");
  const canTake = part.approval !== null && flags.some((flag) => flag !== "translation" && flag !== "unsettled");
  const take = isTagGone
    ? t("evidence.use-untagged")
    : flags.includes("words") || flags.includes("redacted")
      ? t("evidence.use-words")
      : t("evidence.approve");
  return html`<span class="ev-acts">
    ${canTake ? html`<button type="button" class="button button-small" @click=${acts.approve}>${take}</button>` : nothing}
    ${
      acts.translate && part.translation
        ? html`<button type="button" class="button button-small" @click=${acts.translate}>
            ${translateWords(part)}
          </button>`
        : nothing
    }
    ${
      acts.isNoting || acts.quote.note
        ? nothing
        : html`<button type="button" class="button button-small" @click=${acts.startNote}>
            ${t("evidence.keep-note")}
          </button>`
    }
    <button type="button" class="button button-small button-quiet" @click=${acts.takeOut}>
      ${t("evidence.remove")}
    </button>
  </span>`;
}
