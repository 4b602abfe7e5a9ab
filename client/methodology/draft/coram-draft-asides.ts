import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { type Localised, localise, UI_LANGUAGES } from "../../../schema/domain/language.ts";
import type { DraftRoot } from "../../../schema/rooms/draft/draft-room.ts";
import { copy } from "../../elements/clipboard.ts";
import "../../elements/coram-discard.ts";
import { LightElement } from "../../elements/light-element.ts";
import { language, LANGUAGE_NAMES, t, translateCode } from "../../i18n/t.ts";
import { type Draft, wordsOf } from "../../sync/draft.ts";
import { type WhichWording, wordingActs, wordingQuestion } from "../../typed/wording-choice.ts";
import { boxOf } from "../draft-discussion.ts";
import type { DraftModel } from "./draft-model.ts";
import type { DraftPlace } from "./words/problem-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-asides": CoramDraftAsides;
  }
}

/** Above the draft: wordings that met a colleague's while one was away, to be chosen from, and work that found no place. */
@customElement("coram-draft-asides")
export class CoramDraftAsides extends LightElement {
  @property({ attribute: false }) model!: DraftModel;
  /** Given so that a change of the draft shows. */
  @property({ type: Number }) turn = 0;

  protected override render(): TemplateResult | typeof nothing {
    const { drafts } = this.model;
    if (drafts.length === 0) return nothing;
    return html`<section class="alert draft-asides" role="alert">
      <ul>
        ${repeat(
          drafts,
          ({ id }) => id,
          (draft) =>
            html`<li data-why=${draft.why}>
              ${draft.why === "overlap" ? this.renderOverlap(draft) : this.renderAside(draft)}
            </li>`,
        )}
      </ul>
    </section>`;
  }

  private renderOverlap(draft: Draft): TemplateResult | typeof nothing {
    const { model } = this;
    const [change] = draft.entries;
    const [field = ""] = Object.keys(change?.fields ?? {});
    if (!change) return nothing;
    const root = change.root as DraftRoot;
    const theirs = model.text(root, change.id, field);
    const name = model.writerOf(root, change.id, field)?.name;
    const lang = UI_LANGUAGES.find((each) => field.endsWith(`:${each}`)) ?? nothing;
    const choose = (which: WhichWording): void => model.choose(root, change.id, field, which);
    return html`<p><b>${this.placeOf(root, change.id, field)}.</b> ${wordingQuestion(name)}</p>
      <dl class="draft-overlap">
        <dt>${t("methodology.theirs")}</dt>
        <dd lang=${lang}>${theirs || html`<i>${t("methodology.emptied")}</i>`}</dd>
        <dt>${t("methodology.mine")}</dt>
        <dd lang=${lang}>${wordsOf(draft) || html`<i>${t("methodology.emptied")}</i>`}</dd>
      </dl>
      ${wordingActs(choose, { canKeep: model.canEdit, canBoth: true })}`;
  }

  private renderAside(draft: Draft): TemplateResult {
    const words = wordsOf(draft);
    const said = this.saidAt(draft);
    return html`<p>
        ${said ? html`<b>${said.name}.</b> ` : nothing}${words ? html`<q>${words}</q>` : t("sync.draft-bare")}
        <span class="sub">${t(`sync.draft-${draft.why}`)}</span>
      </p>
      <div class="draft-acts">
        ${
          said && draft.why === "typed"
            ? html`<button
                type="button"
                class="link"
                @click=${() => this.dispatchEvent(new CustomEvent("coram-draft-place", { detail: said }))}
              >
                ${t("sync.draft-go-on")}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="link"
          ?hidden=${words === ""}
          @click=${() => void copy({ "text/plain": words }, t("shell.copied"))}
        >
          ${t("shell.copy")}
        </button>
        <coram-discard @coram-discard=${() => this.model.drop(draft.id)}></coram-discard>
      </div>`;
  }

  /** Where words of the discussion were begun, and how that is called; null for other work, or where it is not in the draft. */
  private saidAt({ entries }: Draft): (DraftPlace & { name: string }) | null {
    const fields = entries[0]?.fields ?? {};
    const thread = typeof fields["thread"] === "string" ? fields["thread"] : null;
    const on: Record<string, unknown> = (thread === null ? fields : this.model.discussion?.subjectOf(thread)) ?? {};
    const { nodes, questions } = this.model.state;
    const category = nodes.find((node) => node.category.id === on["category"])?.category;
    const question = questions.find(({ id }) => id === on["question"]);
    const at = { thread, box: thread === null ? boxOf(on) : null };
    const nameOf = (label: Localised): string => localise(label, language());
    if (category)
      return { ...at, root: "categories", id: category.id, name: `${category.code} ${nameOf(category.label)}` };
    return question ? { ...at, root: "questions", id: question.id, name: nameOf(question.label) } : null;
  }

  /** "B1 Coercion, Definition, English". */
  private placeOf(root: DraftRoot, entry: string, field: string): string {
    const { state } = this.model;
    const [name = "", textLang] = field.split(":");
    const lang = UI_LANGUAGES.find((each) => each === textLang);
    const category = state.categories.find((each) => each.entry === entry);
    const labelled = [...state.groups, ...state.questions, ...state.choices].find((each) => each.entry === entry);
    const titled = [...state.outputs, ...state.sections].find((each) => each.entry === entry);
    const what = category
      ? `${category.code} ${localise(category.label, language())}`
      : localise(labelled?.label ?? titled?.title ?? {}, language());
    const text =
      name === "title" || root === "about"
        ? t("handbook.title")
        : (translateCode(`methodology.text-${name}`, {}) ?? t("handbook.prompt"));
    return [what, text, lang ? LANGUAGE_NAMES[lang] : ""].filter(Boolean).join(", ");
  }
}
