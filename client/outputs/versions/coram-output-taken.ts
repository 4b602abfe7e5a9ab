import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { MemberId, OutputId } from "../../../schema/domain/ids.ts";
import type { MemberCard } from "../../../schema/domain/member.ts";
import type { OutputView } from "../../../schema/protocol/http/outputs.ts";
import type { TakenFromOwn } from "../../../schema/protocol/http/parts/output-versions.ts";
import { describeProblem } from "../../api/http.ts";
import { putBackOutputVersion } from "../../api/outputs.ts";
import { announce } from "../../elements/announce.ts";
import "../../elements/coram-icon.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { formatWhen, t } from "../../i18n/t.ts";
import { takenWords } from "../../i18n/taken-words.ts";
import { isAway, keepAway } from "../../network/told-away.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-output-taken": CoramOutputTaken;
  }
  interface HTMLElementEventMap {
    /** Back into the text. */
    "coram-write-on": CustomEvent<void>;
  }
}

/** Versions are numbered in their document. */
const keyOf = (output: OutputId, { version }: TakenFromOwn): string => ["taken", output, version].join("|");

/** At the foot of what one sees of a document: what a colleague took out of one's own work, and the way back. Of several the newest; the others are in the versions. */
@customElement("coram-output-taken")
export class CoramOutputTaken extends LightElement {
  @property({ attribute: false }) output!: OutputView;
  @property({ attribute: false }) members: ReadonlyMap<MemberId, MemberCard> = new Map();
  /** Counts up when the server says that something has changed: `members` is the same map always. */
  @property({ attribute: false }) turn = 0;
  @state() private problem: unknown = null;
  /** What was asked for changes something, and is not done. */
  @state() private isBusy = false;

  protected override render(): TemplateResult | typeof nothing {
    const { id, taken = [], may } = this.output;
    const told = taken.find((each) => !isAway(keyOf(id, each)));
    if (!told) return nothing;
    const name = this.members.get(told.by)?.name ?? t("network.somebody");
    return html`${errorLine(this.problem === null ? null : describeProblem(this.problem))}
      <div class="alert output-taken" role="status">
        <coram-icon name="triangle-alert"></coram-icon>
        <span class="grow"
          >${t("outputs.taken", { name, what: takenWords(told) })}
          <time class="sub" datetime=${told.at}>${formatWhen(told.at)}</time></span
        >
        ${
          may.write
            ? html`<button
                type="button"
                class="button button-small button-primary"
                ?disabled=${this.isBusy}
                @click=${() => void this.putBack(told)}
              >
                ${t("outputs.version-put-back")}
              </button>`
            : nothing
        }
        <button type="button" class="link" @click=${this.toVersions}>${t("outputs.side-versions")}</button>
        <button
          type="button"
          class="icon-button"
          title=${t("steps.hide")}
          aria-label=${t("steps.hide")}
          @click=${() => this.putAway(told)}
        >
          <coram-icon name="x"></coram-icon>
        </button>
      </div>`;
  }

  private async putBack({ version }: TakenFromOwn): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      await putBackOutputVersion(this.output.id, version);
      announce(t("outputs.taken-is-back"));
      // What was pressed goes, and one writes on.
      this.dispatchEvent(new CustomEvent("coram-write-on", { bubbles: true }));
    } catch (error) {
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private putAway(told: TakenFromOwn): void {
    keepAway(keyOf(this.output.id, told));
    this.requestUpdate();
    document.querySelector<HTMLElement>("#main")?.focus();
  }

  private readonly toVersions = (): void => {
    this.dispatchEvent(new CustomEvent("coram-output-side", { bubbles: true, detail: { side: "versions" } }));
  };
}
