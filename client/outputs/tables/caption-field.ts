import { html, nothing, type TemplateResult } from "lit";
import { CAPTION, captionsIn, type Entry } from "../../../schema/editor/wired-rows.ts";
import { addEntry, changeEntry, removeEntries } from "../../writer/entry-commands.ts";
import { goOnBehind } from "../../writer/write-beside.ts";
import { language, t } from "../../i18n/t.ts";
import { keepWords, wordsSent } from "../../typed/keep-words.ts";
import type { QuoteService } from "../quotes/quote-service.ts";

/** A table, list or chart of a document. */
interface Captioned {
  service: QuoteService;
  getPos: () => number | undefined;
  block: string;
  entries: readonly Entry[];
}

/** What somebody says that it shows, above it, as files print it: to be written by who writes the document. */
export function captionField(of: Captioned): TemplateResult | typeof nothing {
  const { service } = of;
  const written = captionsIn(of.entries);
  if (!service.canWrite)
    return html`${written.map(({ words }) => html`<p class="ev-caption" lang=${service.textLang}>${words}</p>`)}`;
  // The field into which the first words are typed stays the one that they stand in, with the focus.
  const fields = written.length > 0 ? written : [null];
  // One that came along from another language waits for its words.
  const waits = written.length === 0 && of.entries.some(({ cell, hides }) => cell === CAPTION && !hides);
  return html`${fields.map((entry) => field(of, entry))}
  ${waits ? html`<p class="note words-warn" lang=${language()}>${t("evidence.caption-unsaid")}</p>` : nothing}`;
}

function field({ service, getPos, block }: Captioned, entry: Entry | null): TemplateResult {
  const key = `caption ${block} ${entry?.id ?? ""}`;
  const keep = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    const words = input.value.replace(/\s+/g, " ").trim().normalize("NFC");
    wordsSent(input, key);
    if (words === (entry?.words ?? "")) return;
    const said = { attrs: { cell: CAPTION }, words };
    if (!entry) service.run(addEntry(getPos(), said), true);
    else if (words === "") service.run(removeEntries(getPos(), [entry.id]), true);
    else service.run(changeEntry(getPos(), entry.id, entry.words, said), true);
  };
  const goOn = (event: KeyboardEvent): void => {
    const isOn = event.key === "Enter" || (event.key === "Tab" && !event.shiftKey);
    if (!isOn || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    // What stands in the field counts.
    (event.target as HTMLInputElement).blur();
    service.run(goOnBehind(getPos()));
  };
  return html`<input
    class="field ev-caption"
    maxlength="2000"
    autocomplete="off"
    tabindex="-1"
    lang=${service.textLang}
    aria-label=${t("evidence.caption")}
    placeholder=${t("evidence.caption-hint")}
    .value=${entry?.words ?? ""}
    ${keepWords(key, entry?.words)}
    @change=${keep}
    @keydown=${goOn}
  />`;
}
