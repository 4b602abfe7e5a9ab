import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { can } from "../../../schema/domain/can.ts";
import type { MemberId } from "../../../schema/domain/ids.ts";
import type { WorkshopView } from "../../../schema/protocol/http/workshops/workshops.ts";
import { describeProblem } from "../../api/http.ts";
import { readScreens, turnScreensOff } from "../../api/workshops/door.ts";
import { errorLine } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { Loading } from "../../elements/loading.ts";
import { t } from "../../i18n/t.ts";
import { cardOf } from "../workshop-words.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-walls-left": CoramWallsLeft;
  }
}

/** Walls that still say of a workshop that it is closed, for its host to take off; nothing for anybody else, and where there are none. */
@customElement("coram-walls-left")
export class CoramWallsLeft extends LightElement {
  @property({ attribute: false }) view!: WorkshopView;
  @property({ attribute: false }) me!: MemberId;
  @state() private isOff = false;
  @state() private problem: unknown = null;
  private readonly read = new Loading(
    this,
    () => [this.view.workshop.id, this.isHost] as const,
    async ([id, isHost], { signal }) => (isHost ? (await readScreens(id, signal)).paired : 0),
  );

  private get isHost(): boolean {
    const { workshop } = this.view;
    const card = cardOf(this.view, this.me);
    if (!card || card.isGuest) return false;
    return can({ ...card, guest: null }, "workshop.screens", { ...workshop, holderSilentMs: 0 });
  }

  protected override render(): TemplateResult | typeof nothing {
    const count = this.read.answer ?? 0;
    if (count === 0 || this.isOff) return nothing;
    return html`<p>
        <span class="sub">${t("door.screens-on", { count })}</span>
        <button type="button" class="link" @click=${() => void this.turnOff()}>${t("door.screens-off")}</button>
      </p>
      ${errorLine(this.problem === null ? null : describeProblem(this.problem))}`;
  }

  private async turnOff(): Promise<void> {
    this.problem = null;
    try {
      await turnScreensOff(this.view.workshop.id);
      this.isOff = true;
    } catch (error) {
      this.problem = error;
    }
  }
}
