import { html, type TemplateResult } from "lit";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import type { OutputReadings } from "../output-readings.ts";
import type { OutputWriting } from "../output-writing.ts";
import "./coram-passages-tray.ts";

/** The passages that a document can quote, beside its editor. */
export function trayView(
  view: OutputView,
  { writing, readings }: { writing: OutputWriting; readings: OutputReadings },
  onInsert: (event: HTMLElementEventMap["coram-quote-insert"]) => void,
): TemplateResult {
  const { quotes, editor } = writing;
  const parts = quotes?.parts;
  return html`<coram-passages-tray
    .tray=${parts?.tray ?? null}
    .sections=${view.sections}
    .section=${editor?.section ?? null}
    .textLang=${view.language}
    .quoted=${readings.quoted}
    .numbers=${readings.numbers}
    .places=${readings.places}
    .changed=${readings.changedTags}
    .canWrite=${quotes?.canWrite ?? false}
    .isOffline=${parts?.problem !== null && parts?.tray !== null}
    .hasFailed=${parts?.problem !== null}
    @coram-quote-insert=${onInsert}
    @coram-quote-show=${(event: HTMLElementEventMap["coram-quote-show"]) => writing.editor?.go(event.detail)}
    @coram-tray-leave=${() => writing.writeOn()}
  ></coram-passages-tray>`;
}
