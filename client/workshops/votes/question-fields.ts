import { html, nothing, type TemplateResult } from "lit";
import {
  BALLOT_KINDS,
  BALLOT_LIMITS,
  hasShare,
  needsChoices,
  ShareNeeded,
  type BallotQuestion,
} from "../../../schema/domain/workshop/ballot.ts";
import { t } from "../../i18n/t.ts";
import { keepInRoom } from "../keep-in-room.ts";
import { ballotKindWord } from "./ballot-words.ts";

/** A question as it is being written: choices as they are typed, one a line. */
export interface QuestionDraft extends Pick<BallotQuestion, "by" | "kind" | "secret" | "share" | "words"> {
  choices: string;
}

export const NEW_QUESTION: QuestionDraft = {
  words: "",
  kind: "yes-no",
  choices: "",
  by: "person",
  secret: false,
  share: "half",
};

export function draftOfQuestion({ words, kind, choices, by, secret, share }: BallotQuestion): QuestionDraft {
  return { words, kind, choices: choices.join("\n"), by, secret, share };
}

/** What it asks, about no wording; what its kind has no use for is left out. */
export function questionOf({ words, kind, choices, by, secret, share }: QuestionDraft): BallotQuestion {
  const lines = choices.split("\n").map((line) => line.trim());
  return {
    words: words.trim(),
    kind,
    choices: needsChoices(kind) ? [...new Set(lines.filter(Boolean))] : [],
    by: secret ? "person" : by,
    secret,
    share: hasShare(kind) ? share : null,
    wording: null,
  };
}

/**
 * The question and how it is taken, in fields; `set` is told of each key. `keep`: under what name words wait in the page until they are
 * sent; null where whoever draws it keeps them.
 */
export function renderQuestion(
  draft: QuestionDraft,
  set: (part: Partial<QuestionDraft>) => void,
  keep: { asked: string; given: QuestionDraft } | null = null,
): TemplateResult {
  const typed = (name: "choices" | "words"): unknown =>
    keep ? keepInRoom(`${name === "words" ? "ballot" : name} ${keep.asked}`, keep.given[name]) : nothing;
  return html`<label class="form-row"
      ><span>${t("vote.question")}</span>
      <input
        class="field"
        name="words"
        required
        maxlength=${BALLOT_LIMITS.words}
        ?autofocus=${keep !== null}
        autocomplete="off"
        .value=${draft.words}
        @input=${({ target }: Event) => set({ words: (target as HTMLInputElement).value })}
        ${typed("words")}
      />
    </label>
    <label class="form-row"
      ><span>${t("vote.kind")}</span>
      <select
        class="field"
        name="kind"
        @change=${({ target }: Event) => set({ kind: BALLOT_KINDS.find((kind) => kind === (target as HTMLSelectElement).value) ?? "yes-no" })}
      >
        ${BALLOT_KINDS.map((kind) => html`<option value=${kind} ?selected=${kind === draft.kind}>${ballotKindWord(kind)}</option>`)}
      </select>
    </label>
    ${
      needsChoices(draft.kind)
        ? html`<label class="form-row"
            ><span>${t("vote.choices")}</span>
            <textarea
              class="field"
              name="choices"
              rows="4"
              required
              .value=${draft.choices}
              @input=${({ target }: Event) => set({ choices: (target as HTMLTextAreaElement).value })}
              ${typed("choices")}
            ></textarea>
            <span class="note sub">${t("vote.choices-why", { count: BALLOT_LIMITS.choices })}</span></label
          >`
        : nothing
    }
    ${renderHow(draft, set)}`;
}

function renderHow(draft: QuestionDraft, set: (part: Partial<QuestionDraft>) => void): TemplateResult {
  const isChecked = ({ target }: Event): boolean => (target as HTMLInputElement).checked;
  return html`<label class="form-check"
      ><input
        type="checkbox"
        name="secret"
        .checked=${draft.secret}
        @change=${(event: Event) => set({ secret: isChecked(event) })}
      /><span>${t("vote.make-secret")} <span class="note sub">${t("vote.make-secret-why")}</span></span></label
    >
    ${
      draft.secret
        ? nothing
        : html`<label class="form-check"
            ><input
              type="checkbox"
              name="organisation"
              .checked=${draft.by === "organisation"}
              @change=${(event: Event) => set({ by: isChecked(event) ? "organisation" : "person" })}
            /><span
              >${t("vote.make-organisation")} <span class="note sub">${t("vote.make-organisation-why")}</span></span
            ></label
          >`
    }
    ${
      hasShare(draft.kind)
        ? html`<label class="form-row"
            ><span>${t("vote.share")}</span>
            <select
              class="field"
              name="share"
              @change=${({ target }: Event) => set({ share: ShareNeeded.safeParse((target as HTMLSelectElement).value).data ?? null })}
            >
              ${ShareNeeded.options.map((share) => html`<option value=${share} ?selected=${share === draft.share}>${t(`vote.share-${share}`)}</option>`)}
              <option value="" ?selected=${draft.share === null}>${t("vote.share-none")}</option>
            </select>
          </label>`
        : nothing
    }`;
}
