import { html, type TemplateResult } from "lit";
import { language } from "../../../i18n/t.ts";
import "../../../methodology/draft/words/coram-wording.ts";
import type { OpenWording } from "../../../methodology/draft/words/open-wording.ts";
import type { AnswerAct } from "../answer-act.ts";
import type { AnswerView } from "../answer-view.ts";
import { storedWords } from "../typed-value.ts";
import "../coram-typed-answer.ts";
import type { PlannedQuestion } from "../sheet-plan.ts";

/** What is answered in fields. */
interface Written {
  planned: PlannedQuestion;
  answer: AnswerView | null;
  /** What stands in them. */
  words: OpenWording;
  readonly: boolean;
  currency: string;
  /** What other answers give for this one may be offered. */
  offers: boolean;
}

/** `takes`: whether words are an answer; others stay in the field. */
export function wordsField(
  { words, answer, planned, readonly }: Written,
  takes: (words: string) => boolean,
  act: (act: AnswerAct) => void,
): TemplateResult {
  return html`<coram-wording
    class="grow"
    .wording=${words}
    .stored=${storedWords(answer)}
    .label=${planned.label}
    .textLang=${language()}
    .rows=${3}
    .readonly=${readonly}
    .isReplacedSaid=${true}
    .author=${answer?.author ?? null}
    .takes=${takes}
    @coram-wording-set=${(event: HTMLElementEventMap["coram-wording-set"]) => {
      const value = event.detail.value.trim();
      act(value === "" ? { kind: "clear" } : { kind: "set", value });
    }}
    @coram-wording-chosen=${(event: HTMLElementEventMap["coram-wording-chosen"]) => {
      if (event.detail.which === "theirs") act({ kind: "accept" });
    }}
  ></coram-wording>`;
}

/** Of a number, date, duration or sum. */
export function figureFields(
  { words, answer, planned, readonly, currency, offers }: Written,
  act: (act: AnswerAct) => void,
): TemplateResult {
  return html`<coram-typed-answer
    class="grow"
    .type=${planned.question.type}
    .value=${answer?.value ?? null}
    .wording=${words}
    .label=${planned.label}
    .readonly=${readonly}
    .currency=${currency}
    .offered=${offers ? planned.offer : null}
    .author=${answer?.author ?? null}
    @coram-typed=${({ detail: { value } }: HTMLElementEventMap["coram-typed"]) =>
      act(value === null ? { kind: "clear" } : { kind: "set", value })}
  ></coram-typed-answer>`;
}
