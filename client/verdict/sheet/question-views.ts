import { html, nothing, type TemplateResult } from "lit";
import { type EmptyWord, isEmptyWord, NOT_MENTIONED } from "../../../schema/domain/answer.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import "../../elements/coram-icon.ts";
import { TOUCH } from "../../elements/screen.ts";
import { formatDate, language, t } from "../../i18n/t.ts";
import "../../methodology/draft/words/coram-wording.ts";
import type { OpenWording } from "../../methodology/draft/words/open-wording.ts";
import type { AnswerAct } from "./answer-act.ts";
import type { AnswerView, GivenAnswer } from "./answer-view.ts";
import "./coram-evidence.ts";
import { type ChoiceOption, emptyOptions } from "./empty-words.ts";
import type { PlannedQuestion } from "./sheet-plan.ts";
import { valueWords } from "./value-words.ts";
import type { Revision } from "../../../schema/text/revision.ts";
import type { Question } from "../../../schema/domain/methodology/methodology.ts";

/** The choices of a closed question, and last the words of every question. */
export function optionsOf({ type, choices = [] }: Pick<Question, "type" | "choices">): ChoiceOption[] {
  const own =
    type === "yes-no-unclear"
      ? (["yes", "no"] as const).map((value) => ({ value, label: t(`sheet.${value}`) }))
      : choices.map(({ id, label }) => ({ value: id, label: localise(label, language()) || id }));
  return [...own.filter(({ value }) => !isEmptyWord(value)), ...emptyOptions()];
}

export function helpOf(question: Question): TemplateResult | typeof nothing {
  const help = localise(question.help ?? {}, language());
  return help ? html`<p class="q-help note sub">${help}</p>` : nothing;
}

/** Who answered, and what else is there, in one short line. */
export function whoAnswered(answer: AnswerView | null, isOpen: boolean, when: string): TemplateResult {
  const author = answer?.value === null ? null : answer?.author;
  const count = answer?.evidence.length ?? 0;
  const words = [
    answer?.certainty === "unsure" ? t("sheet.unsure-word") : "",
    !isOpen && answer?.note ? t("sheet.has-note") : "",
    !isOpen && count > 0 ? t("sheet.evidence-count", { count }) : "",
  ].filter(Boolean);
  return html`<span class="q-who">
    ${words.length > 0 ? html`<span>${words.join(" · ")}</span>` : nothing}
    ${answer?.pending ? html`<span class="words-warn">${t("verdict.pending")}</span>` : nothing}
    ${author ? html`<span title=${when ? `${author.name}, ${when}` : author.name}>${author.initials}</span>` : nothing}
  </span>`;
}

/** That a key of the words of every question was left in the field, where it is no answer. */
export function keyAlone(typed: string, word: EmptyWord | null): TemplateResult | typeof nothing {
  if (word === null) return nothing;
  const words = t("sheet.key-alone", { key: typed.trim(), word: t(`sheet.${word}`) });
  return html`<p class="words words-warn" role="alert">${words}</p>`;
}

/** A colleague's answer that one has just answered otherwise: a press may not have been meant for it. */
export function overAnswer(
  { question }: PlannedQuestion,
  answer: AnswerView | null,
  act: (act: AnswerAct) => void,
): TemplateResult | typeof nothing {
  if (!answer?.over) return nothing;
  const { value, author } = answer.over;
  const isOwn = author.id === answer.author?.id;
  if (value === null) {
    const words = isOwn ? t("sheet.over-device-too") : t("sheet.over-too", { who: author.name });
    return html`<p class="note q-over" role="status">${words}</p>`;
  }
  const theirs = valueWords(question, value);
  return html`<p class="note q-over" role="status">
    ${isOwn ? t("sheet.over-device", { theirs }) : t("sheet.over", { who: author.name, theirs })}
    <button type="button" class="link" @click=${() => act({ kind: "set", value })}>${t("methodology.undo")}</button>
  </p>`;
}

/** What another answered in the place of one's own. */
export function replacedAnswer(
  { question }: PlannedQuestion,
  answer: AnswerView | null,
  act: (act: AnswerAct) => void,
): TemplateResult | typeof nothing {
  if (!answer || answer.replaced === null) return nothing;
  const mine = valueWords(question, answer.replaced);
  const who = answer.author?.name ?? t("methodology.somebody");
  const theirs = answer.value === null ? t("sheet.not-answered") : valueWords(question, answer.value);
  const words = answer.mine
    ? t("sheet.replaced-device", { mine, theirs })
    : answer.value === null
      ? t("sheet.replaced-cleared", { mine, who })
      : t("sheet.replaced", { mine, who, theirs });
  const { replaced } = answer;
  return html`<div class="alert q-replaced" role="status">
    <div class="grow">
      <p>${words}</p>
      <p class="wording-acts">
        <button type="button" class="button button-small" @click=${() => act({ kind: "set", value: replaced })}>
          ${t("sheet.put-back")}
        </button>
        <button type="button" class="button button-small" @click=${() => act({ kind: "accept" })}>
          ${t("sheet.let-stand")}
        </button>
      </p>
    </div>
  </div>`;
}

/** What tells of an earlier answer. */
interface Asked {
  planned: PlannedQuestion;
  answer: AnswerView | null;
  given: GivenAnswer | null;
  readonly: boolean;
}

/** What somebody else had answered before what stands; null where that is the same. */
function earlierOf({ answer, given }: Pick<Asked, "answer" | "given">): GivenAnswer["earlier"] {
  const earlier = given?.earlier ?? null;
  return earlier && JSON.stringify(earlier.value) !== JSON.stringify(answer?.value ?? null) ? earlier : null;
}

/** The answer in whose place another stands, with the way back; what has happened since the page was opened says so by itself. */
export function earlierAnswer(asked: Asked, act: (act: AnswerAct) => void): TemplateResult | typeof nothing {
  const earlier = earlierOf(asked);
  const { answer, planned, readonly } = asked;
  if (!earlier || answer?.over || (answer && answer.replaced !== null)) return nothing;
  const { value, author, at } = earlier;
  const words = { who: author?.name ?? t("methodology.somebody"), theirs: valueWords(planned.question, value) };
  return html`<p class="note q-over q-earlier">
    ${at ? t("sheet.earlier", { ...words, when: formatDate(at) }) : t("sheet.over", words)}
    ${
      readonly
        ? nothing
        : html`<button type="button" class="link" @click=${() => act({ kind: "set", value })}>
            ${t("sheet.put-it-back")}
          </button>`
    }
  </p>`;
}

/**
 * Passages that proved a colleague's answer in whose place this one stands, and of which nobody has said that they prove it too: those that the
 * server kept of the earlier answer, and until it is stored those that the colleague gave.
 */
export function fromEarlier(asked: Pick<Asked, "answer" | "given">): ReadonlySet<string> {
  const { evidence = [], author, value = null, over = null } = asked.answer ?? {};
  if (value === null) return new Set();
  const rested = new Set(earlierOf(asked)?.evidence);
  const isTheirs = (by: MemberCard | null): boolean => over !== null && by?.id === over.author.id;
  return new Set(
    evidence.flatMap(({ id, author: by }) => (by?.id !== author?.id && (rested.has(id) || isTheirs(by)) ? [id] : [])),
  );
}

/** An answer that the version in force has no place for. */
export function misfit(
  { question, isAnswered }: PlannedQuestion,
  answer: AnswerView | null,
): TemplateResult | typeof nothing {
  if (!answer || answer.value === null || isAnswered) return nothing;
  const value = valueWords(question, answer.value);
  return html`<p class="words words-warn">${t("sheet.misfit", { value, version: String(answer.version ?? 1) })}</p>`;
}

/** Who answered, by which version of the methodology, and when; `when` is "" where it is not known. Of what was put back also whose it was. */
export function provenance(answer: AnswerView | null, when: string, given: GivenAnswer | null): string {
  if (!answer?.author) return "";
  const who = answer.author.initials;
  if (answer.value === null) return t("sheet.cleared-by", { who });
  const { author: by = null, value = null } = given?.earlier ?? {};
  const isAgain = by !== null && by.id !== answer.author.id && JSON.stringify(value) === JSON.stringify(answer.value);
  const version = String(answer.version ?? "?");
  const words = isAgain
    ? t("sheet.answered-again", { who, theirs: by.name, version })
    : t("sheet.answered-by", { who, version });
  return when ? `${words}, ${when}` : words;
}

/** What a question shows its passages with. */
interface EvidenceShown {
  planned: PlannedQuestion;
  answer: AnswerView | null;
  given: GivenAnswer | null;
  readonly: boolean;
  revision: Revision;
  texts: ReadonlyMap<number, string | null>;
  numberAt: (offset: number) => string;
  textLang: string;
  gives: string;
}

/** The passages on which the answer rests, and what can be added to them. */
export function evidenceOf(shown: EvidenceShown, act: (act: AnswerAct) => void): TemplateResult {
  const { answer, readonly, planned } = shown;
  const evidence = answer?.evidence ?? [];
  // Before it is answered, too: an answer moves nothing that stands below it.
  const isWanted = planned.question.evidenceExpected && answer?.value !== NOT_MENTIONED;
  return html`<div class="q-evidence">
    ${
      evidence.length > 0
        ? html`<coram-evidence
            .evidence=${evidence}
            .revision=${shown.revision}
            .texts=${shown.texts}
            .numberAt=${shown.numberAt}
            .textLang=${shown.textLang}
            .readonly=${readonly}
            .earlier=${fromEarlier(shown)}
            .canKeep=${answer?.mine ?? false}
            @coram-evidence-act=${(event: HTMLElementEventMap["coram-evidence-act"]) => act(event.detail)}
          ></coram-evidence>`
        : isWanted
          ? html`<p class="note q-wanted">${t("sheet.evidence-expected")}</p>`
          : nothing
    }
    ${
      readonly
        ? nothing
        : shown.gives
          ? html`<button type="button" class="button button-small" @click=${() => act({ kind: "give" })}>
              <coram-icon name="plus"></coram-icon>${shown.gives}<kbd class="key">Q</kbd>
            </button>`
          : evidence.length === 0
            ? html`<p class="note sub">
                ${TOUCH.matches ? t("sheet.give-hint-touch", { button: t("verdict.select-evidence") }) : t("sheet.give-hint")}
              </p>`
            : nothing
    }
  </div>`;
}

/** What its author wrote beside the answer. */
export function noteBeside(
  answer: AnswerView | null,
  wording: OpenWording,
  readonly: boolean,
  act: (act: AnswerAct) => void,
): TemplateResult {
  return html`<div class="q-note">
    <coram-wording
      .wording=${wording}
      .stored=${answer?.note ?? ""}
      .label=${t("sheet.note")}
      .textLang=${language()}
      .rows=${2}
      .readonly=${readonly}
      .author=${answer?.noteAuthor ?? null}
      @coram-wording-set=${(event: HTMLElementEventMap["coram-wording-set"]) => act({ kind: "note", note: event.detail.value })}
    ></coram-wording>
    ${answer?.noteAuthor ? html`<p class="note sub">${t("sheet.note-by", { who: answer.noteAuthor.name })}</p>` : nothing}
  </div>`;
}
