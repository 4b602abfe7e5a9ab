import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { DraftView } from "../../../schema/protocol/http/methodology.ts";
import { describeProblem } from "../../api/http.ts";
import { takeFileBack } from "../../api/methodology/methodology-files.ts";
import { announce } from "../../elements/announce.ts";
import { errorLine } from "../../elements/form.ts";
import "../../elements/coram-icon.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatWhen, t } from "../../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-draft-taken": CoramDraftTaken;
  }
}

/** Closed by the reader, while the page lives. */
const closed = new Set<string>();

/** What took the draft's place, a file or an earlier version, to whoever has the draft open, with the way back. */
@customElement("coram-draft-taken")
export class CoramDraftTaken extends LightElement {
  @property({ attribute: false }) taken: DraftView["taken"] = null;
  @property({ attribute: false }) me: MemberId | null = null;
  /** Of who brought it. */
  @property() name = "";
  @property({ type: Boolean }) mayWrite = false;
  @state() private isBusy = false;
  @state() private problem: unknown = null;

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    const before = changed.get("taken");
    if (changed.has("taken") && this.taken && before?.id !== this.taken.id) announce(this.words(this.taken));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { taken } = this;
    if (!taken || closed.has(taken.id)) return errorLine(this.problem === null ? null : describeProblem(this.problem));
    return html`<div class="alert draft-taken" role="status">
        <coram-icon name="undo"></coram-icon>
        <span class="grow">${this.words(taken)}</span>
        ${
          this.mayWrite
            ? html`<button
                type="button"
                class="link"
                ?disabled=${this.isBusy}
                @click=${() => void this.takeBack(taken.id)}
              >
                ${t("handbook.undo")}
              </button>`
            : nothing
        }
        <button
          type="button"
          class="button button-quiet icon-button"
          aria-label=${t("shell.close")}
          @click=${() => {
            closed.add(taken.id);
            this.requestUpdate();
          }}
        >
          <coram-icon name="x"></coram-icon>
        </button>
      </div>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}`;
  }

  private words({ by, at, version: number }: NonNullable<DraftView["taken"]>): string {
    const [name, time] = [this.name, formatWhen(at)];
    if (by === this.me) return number === null ? t("handbook.done") : t("handbook.done-version", { number });
    return number === null ? t("handbook.taken", { name, time }) : t("handbook.taken-version", { name, time, number });
  }

  private async takeBack(id: string): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await takeFileBack(id);
      this.taken = null;
      announce(t("handbook.undone"));
    } catch (error) {
      this.problem = error;
    }
    this.isBusy = false;
  }
}
