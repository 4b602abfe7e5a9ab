import { html, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import type { Localised, LocalisedLists } from "../../../../schema/domain/language.ts";
import type { DraftRoot } from "../../../../schema/rooms/draft/draft-room.ts";
import { LANGUAGE_NAMES } from "../../../i18n/t.ts";
import "./coram-wording.ts";
import type { DraftModel } from "../draft-model.ts";
import { isMissing, type LanguagePair } from "./language-pair.ts";

/** A text of the draft: which, and what it is called. */
export interface Worded {
  root: DraftRoot;
  entry: string;
  /** `definition`: the fields are `definition:mk` … */
  name: string;
  label: string;
  hint?: string;
  rows: number;
  /** Enter ends it, on however many rows it stands. */
  isLine?: boolean;
  text: Localised | LocalisedLists;
}

/** One text in the two languages side by side. */
export function wordingRow(model: DraftModel, pair: LanguagePair, worded: Worded): TemplateResult {
  const { root, entry, name, label, hint, rows, isLine = false, text } = worded;
  return html`<div class="wording-row">
    <div class="wording-name">
      <span class="wording-label">${label}</span>${hint ? html`<span class="note sub">${hint}</span>` : ""}
    </div>
    ${pair.map((language) => {
      const field = `${name}:${language}`;
      // An element for each text: what is open in one is not taken for another's.
      return keyed(
        `${entry}/${field}`,
        html`<coram-wording
          data-field=${field}
          data-language=${LANGUAGE_NAMES[language]}
          .wording=${model.wording(root, entry, field)}
          .stored=${model.text(root, entry, field)}
          .label=${`${label}, ${LANGUAGE_NAMES[language]}`}
          .textLang=${language}
          .rows=${rows}
          .isLine=${isLine}
          .readonly=${!model.canEdit}
          .takes=${() => model.canEdit}
          .missing=${isMissing(text, language)}
          .writer=${model.writingIn(entry, field)}
          .author=${model.writerOf(root, entry, field)}
          @coram-wording-set=${(event: HTMLElementEventMap["coram-wording-set"]) => model.set(root, entry, { [field]: event.detail.value })}
          @coram-wording-open=${(event: HTMLElementEventMap["coram-wording-open"]) => model.setPresence(entry, event.detail.isOpen ? field : null)}
        ></coram-wording>`,
      );
    })}
  </div>`;
}
