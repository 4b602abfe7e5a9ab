import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { UI_LANGUAGES, type UiLanguage } from "../../../../schema/domain/language.ts";
import type { MethodologyVersion } from "../../../../schema/domain/methodology/methodology.ts";
import type { EarlierWording } from "../../../../schema/protocol/http/methodology.ts";
import { DRAFT_ROOTS, type DraftRoot } from "../../../../schema/rooms/draft/draft-room.ts";
import { announce } from "../../../elements/announce.ts";
import { LightElement } from "../../../elements/light-element.ts";
import { formatWhen, language, languageName, t } from "../../../i18n/t.ts";
import type { DraftModel } from "../draft-model.ts";
import { textsOf } from "./version-texts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-earlier-words": CoramEarlierWords;
  }
}

const TEXTS = ["label", "definition", "include", "exclude", "example", "nearMiss", "spanRule", "help"] as const;

/** Texts of the draft that somebody else than their writer changed or emptied: who and when, what stood there, and the way back. */
@customElement("coram-earlier-words")
export class CoramEarlierWords extends LightElement {
  @property({ attribute: false }) model!: DraftModel;
  @property({ attribute: false }) wordings: readonly EarlierWording[] = [];
  /** The version in force. What it says was put into the draft by the server, in the name of whoever was at hand. */
  @property({ attribute: false }) version: Pick<MethodologyVersion, "number" | "content"> | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const rows = this.wordings.filter(({ root, entry, field, was }) => {
      const of = rootOf(root);
      return of !== null && this.model.text(of, entry, field) !== was;
    });
    if (rows.length === 0) return nothing;
    return html`<section class="earlier-words">
      <div class="section-head"><h3 class="grow">${t("methodology.overwritten")}</h3></div>
      <ul class="changes">
        ${rows.map((row) => this.renderRow(row))}
      </ul>
    </section>`;
  }

  private renderRow(wording: EarlierWording): TemplateResult {
    const { root, entry, field, was, by, author, at } = wording;
    const [name = "", lang = ""] = field.split(":");
    const text = TEXTS.find((each) => each === name) ?? "label";
    const nameOf = (id: typeof by): string => this.model.members.get(id)?.name ?? t("methodology.somebody");
    const made = { name: nameOf(by), when: formatWhen(at) };
    const of = rootOf(root);
    return html`<li class="is-question">
      <div>
        <b>${of ? this.placeName(of, entry) : ""}</b>
        <p>
          ${t(`methodology.text-${text}`)}, ${languageName(lang as UiLanguage)}:
          ${
            this.version && textsOf(this.version.content).has(was)
              ? t("methodology.overwritten-version", { ...made, number: this.version.number })
              : t("methodology.overwritten-by", { ...made, author: nameOf(author) })
          }
        </p>
        <p><del lang=${lang}>${was}</del></p>
        ${
          of && this.model.canEdit
            ? html`<p>
                <button type="button" class="button button-small" @click=${() => this.putBack(of, wording)}>
                  ${t("methodology.overwritten-back")}
                </button>
              </p>`
            : nothing
        }
      </div>
    </li>`;
  }

  /** Its code and name as they stand now. */
  private placeName(root: DraftRoot, entry: string): string {
    const { categories } = this.model.state;
    const code = root === "categories" ? (categories.find((each) => each.entry === entry)?.code ?? "") : "";
    const name = root === "outputs" || root === "sections" || root === "about" ? "title" : "label";
    const inOrder = [language(), ...UI_LANGUAGES];
    const label = inOrder.map((lang) => this.model.text(root, entry, `${name}:${lang}`)).find((each) => each !== "");
    return [code, label ?? ""].filter(Boolean).join(" ");
  }

  private putBack(root: DraftRoot, { entry, field, was }: EarlierWording): void {
    this.model.set(root, entry, { [field]: was });
    announce(t("methodology.overwritten-done"));
    this.requestUpdate();
  }
}

function rootOf(root: string): DraftRoot | null {
  return DRAFT_ROOTS.find((each) => each === root) ?? null;
}
