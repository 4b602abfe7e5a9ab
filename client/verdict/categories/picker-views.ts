import { html, nothing, type TemplateResult } from "lit";
import "../../elements/coram-code-chip.ts";
import "../../elements/coram-icon.ts";
import { keepWords } from "../../typed/keep-words.ts";
import { TOUCH } from "../../elements/screen.ts";
import { t } from "../../i18n/t.ts";
import type { CategoryView } from "../model/view-model.ts";
import { takesNote, type PickerMode } from "./picker-options.ts";

/** What ends the picker: a note to the tag, arming, and the button that picks. */
export interface PickerFoot {
  chosen: CategoryView | undefined;
  mode: PickerMode;
  note: string;
  /** Under which the note is kept while it is not sent; null = not at all. */
  noteKey: string | null;
  arm: boolean;
  onNote: (note: string) => void;
  onArm: () => void;
  pick: (category: CategoryView) => void;
}

/** Why nothing is offered: categories are still to come, or none answers the words. */
export function pickerNone(waits: string, unanswered: string | null): TemplateResult | typeof nothing {
  if (!waits && unanswered === null) return nothing;
  const why = waits || t("verdict.picker-none", { words: unanswered?.trim() ?? "" });
  return html`<p class="none" role="status">${why}</p>`;
}

/** The note comes right after the list: whoever has found the category goes on with it by Tab. */
export function pickerNote(foot: PickerFoot): TemplateResult | typeof nothing {
  if (!takesNote(foot.mode)) return nothing;
  const label = t(foot.mode === "suggest" ? "verdict.picker-comment" : "verdict.picker-note");
  return html`<label class="noteline">
    <coram-icon name="message"></coram-icon>
    <input
      aria-label=${label}
      placeholder=${label}
      .value=${foot.note}
      ${keepWords(foot.noteKey)}
      @input=${(event: InputEvent) => foot.onNote((event.target as HTMLInputElement).value)}
    />
  </label>`;
}

export function pickerActs(foot: PickerFoot): TemplateResult {
  const { chosen } = foot;
  return html`<div class="foot">
    <div class="acts">
      ${
        foot.mode === "tag"
          ? html`<button
              type="button"
              class="button button-quiet button-small arm"
              aria-pressed=${foot.arm}
              title=${TOUCH.matches ? t("verdict.picker-arm-title-touch", { button: t("verdict.stop") }) : t("verdict.picker-arm-title")}
              @click=${foot.onArm}
            >
              <span class="box" aria-hidden="true"></span>${t("verdict.picker-arm", { code: chosen?.code ?? "…" })}
            </button>`
          : nothing
      }
      ${
        !takesNote(foot.mode) || !chosen
          ? nothing
          : html`<span class="note sub stay"
              ><kbd class="key">Shift</kbd> <kbd class="key">Enter</kbd> ${t("verdict.picker-stay")}</span
            >`
      }
      <button
        type="button"
        class="button button-primary button-small"
        ?disabled=${!chosen}
        @click=${() => chosen && foot.pick(chosen)}
      >
        ${
          chosen
            ? html`${t(`verdict.picker-do-${foot.mode}`, { code: chosen.code })} <span class="k">Enter</span>`
            : t(
                foot.mode === "recategorise" || foot.mode === "mark" || foot.mode === "decide"
                  ? `verdict.picker-title-${foot.mode}`
                  : `verdict.select-${foot.mode}`,
              )
        }
      </button>
    </div>
  </div>`;
}

/** What was used last, a press away while one types. */
export function pickedLately(
  recent: readonly CategoryView[],
  pick: (category: CategoryView) => void,
): TemplateResult | typeof nothing {
  if (recent.length === 0) return nothing;
  return html`<div class="recent">
    <span class="sub">${t("verdict.picker-recent")}</span>
    ${recent.map(
      (category) =>
        html`<button type="button" @click=${() => pick(category)}>
          ${category.digit === null ? nothing : html`<kbd class="key">${category.digit}</kbd>`}
          <coram-code-chip code=${category.code}></coram-code-chip><span class="ellipsis">${category.label}</span>
        </button>`,
    )}
  </div>`;
}
