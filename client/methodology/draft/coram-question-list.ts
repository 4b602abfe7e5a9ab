import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import type { QuestionId } from "../../../schema/domain/ids.ts";
import { localise } from "../../../schema/domain/language.ts";
import type { DraftGroup, DraftQuestion } from "../../../schema/rooms/draft/draft-room.ts";
import "../../elements/coram-icon.ts";
import "../../elements/coram-initials.ts";
import { language, t } from "../../i18n/t.ts";
import { VerdictElement } from "../../elements/verdict-element.ts";
import type { DraftPerson } from "./draft-people.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-question-list": CoramQuestionList;
  }
  interface HTMLElementEventMap {
    "coram-question-select": CustomEvent<{ entry: string; by: "focus" | "press" | "enter" }>;
    /** One up or down: a question also into the group before or after, a group with all of its questions. */
    "coram-question-move": CustomEvent<{ entry: string; by: 1 | -1 }>;
    "coram-question-remove": CustomEvent<{ entry: string }>;
  }
}

interface Row {
  entry: string;
  /** How many open threads it has. */
  talked: number;
  label: string;
  group: DraftGroup | null;
  setSize: number;
  position: number;
}

/** The groups and their questions. The selection follows the focus; Alt with up and down moves, Delete takes away. */
@customElement("coram-question-list")
export class CoramQuestionList extends VerdictElement {
  @property({ attribute: false }) groups: readonly DraftGroup[] = [];
  @property({ attribute: false }) questions: readonly DraftQuestion[] = [];
  @property({ attribute: false }) selected: string | null = null;
  @property({ attribute: false }) people: readonly DraftPerson[] = [];
  @property({ type: Boolean }) readonly = false;
  /** How many open threads a question has. */
  @property({ attribute: false }) talked: ReadonlyMap<QuestionId, number> = new Map();

  focusOn(entry: string): void {
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entry)}"]`)?.focus(),
    );
  }

  private get rows(): Row[] {
    const lang = language();
    return this.groups.flatMap((group, at): Row[] => {
      const own = this.questions.filter((question) => question.group === group.id);
      return [
        {
          entry: group.entry,
          talked: 0,
          label: localise(group.label, lang),
          group,
          setSize: this.groups.length,
          position: at + 1,
        },
        ...own.map(({ entry, label, id }, index) => ({
          entry,
          talked: this.talked.get(id) ?? 0,
          label: localise(label, lang),
          group: null,
          setSize: own.length,
          position: index + 1,
        })),
      ];
    });
  }

  protected override render(): TemplateResult {
    const { rows } = this;
    const stop = rows.find(({ entry }) => entry === this.selected) ?? rows[0];
    if (rows.length === 0) return html`<p class="note sub empty-tree">${t("methodology.no-questions")}</p>`;
    return html`<ul role="tree" aria-label=${t("network.questions")} @keydown=${this.onKey}>
      ${repeat(
        rows,
        ({ entry }) => entry,
        (row) => this.renderRow(row, row === stop),
      )}
    </ul>`;
  }

  private renderRow({ entry, label, talked, group, setSize, position }: Row, isStop: boolean): TemplateResult {
    const here = this.people.filter((person) => person.entry === entry);
    return html`<li
      role="treeitem"
      data-entry=${entry}
      class="draft-row ${group ? "is-group" : "is-question"}"
      style="--depth: ${group ? 0 : 1}"
      tabindex=${isStop ? 0 : -1}
      aria-level=${group ? 1 : 2}
      aria-setsize=${setSize}
      aria-posinset=${position}
      aria-expanded=${group ? "true" : nothing}
      aria-selected=${entry === this.selected}
      @focus=${() => entry !== this.selected && this.emit("coram-question-select", { entry, by: "focus" })}
      @click=${() => this.emit("coram-question-select", { entry, by: "press" })}
    >
      <span class="grow name">${label || html`<i>${t("methodology.unnamed")}</i>`}</span>
      ${
        talked > 0
          ? html`<span class="talked note sub"
              ><coram-icon name="message"></coram-icon><span aria-hidden="true">${talked}</span
              ><span class="visually-hidden">${t("methodology.threads", { count: talked })}</span></span
            >`
          : nothing
      }
      ${here.map(
        ({ member }) =>
          html`<coram-initials
            initials=${member.initials}
            name=${t("methodology.here", { name: member.name })}
            small
          ></coram-initials>`,
      )}
    </li>`;
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const rows = [...this.querySelectorAll<HTMLElement>("[data-entry]")];
    const at = rows.indexOf(event.target as HTMLElement);
    const entry = rows[at]?.dataset["entry"];
    if (entry === undefined || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
    if (event.altKey && (key === "ArrowUp" || key === "ArrowDown")) {
      if (!this.readonly) this.emit("coram-question-move", { entry, by: key === "ArrowUp" ? -1 : 1 });
    } else if (event.altKey) return;
    else if (to !== undefined) rows[Math.max(0, Math.min(to, rows.length - 1))]?.focus();
    else if (key === "Enter") this.emit("coram-question-select", { entry, by: "enter" });
    else if (key === "Delete" && !this.readonly) this.emit("coram-question-remove", { entry });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}
