import { html, nothing, type TemplateResult } from "lit";
import { describeProblem } from "../../api/http.ts";
import { removeTranslation } from "../../api/translations.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-dialog.ts";
import { t } from "../../i18n/t.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { PageTranslation } from "./page-translation.ts";

/** The dialogs about whole translations, as far as somebody has opened one; each brings its own code when it is first opened. */
export function renderTranslationDialogs(
  translation: PageTranslation,
  model: VerdictModel,
  textLang: string,
): TemplateResult {
  const { dialog, edited, language, dialogLanguage, closeDialogs } = translation;
  return html`${
    dialog === "bring"
      ? html`<coram-translation-dialog
          .verdict=${model.verdictId}
          .revision=${model.view.revision}
          .heads=${translation.heads}
          .textLang=${textLang}
          .language=${dialogLanguage}
          .open=${true}
          @coram-dialog-close=${closeDialogs}
          @coram-translated=${translation.onTranslated}
        ></coram-translation-dialog>`
      : nothing
  }
  ${removeDialog(translation, model)}
  ${
    dialog === "removed"
      ? html`<coram-removed-translations
          .view=${model.view}
          .open=${true}
          @coram-dialog-close=${closeDialogs}
        ></coram-removed-translations>`
      : nothing
  }
  ${
    edited && language
      ? html`<coram-paragraph-dialog
          .verdict=${model.verdictId}
          .language=${language}
          .textLang=${textLang}
          .edited=${edited}
          .now=${translation.paragraph(edited.number)}
          .revision=${model.view.revision}
          .maps=${model.view.maps}
          @coram-dialog-close=${closeDialogs}
        ></coram-paragraph-dialog>`
      : nothing
  }`;
}

function removeDialog(
  { dialog, dialogLanguage, closeDialogs }: PageTranslation,
  { verdictId }: VerdictModel,
): TemplateResult {
  const remove = async (): Promise<void> => {
    try {
      await removeTranslation(verdictId, dialogLanguage);
      closeDialogs();
    } catch (error) {
      announce(describeProblem(error));
    }
  };
  return html`<coram-dialog
    .open=${dialog === "remove"}
    heading=${t("translation.remove-title")}
    @coram-dialog-close=${closeDialogs}
  >
    ${
      dialog === "remove"
        ? html`<p>${t("translation.remove-lead")}</p>
            <div class="dialog-acts">
              <button type="button" class="button" autofocus @click=${closeDialogs}>${t("verdict.cancel")}</button>
              <button type="button" class="button button-danger" @click=${() => void remove()}>
                ${t("translation.remove-do")}
              </button>
            </div>`
        : nothing
    }
  </coram-dialog>`;
}
