import { consume } from "@lit/context";
import { html, type TemplateResult } from "lit";
import { customElement, state } from "lit/decorators.js";
import type { Attending } from "../../../schema/protocol/http/workshops/attending.ts";
import { describeProblem } from "../../api/http.ts";
import { raiseGuestHand, readAttending } from "../../api/workshops/door.ts";
import { Refetch } from "../../app/refetch.ts";
import { type Session, sessionContext } from "../../app/session-context.ts";
import { errorLine, skeleton } from "../../elements/form.ts";
import { LightElement } from "../../elements/light-element.ts";
import { t } from "../../i18n/t.ts";
import "./coram-shown-step.ts";

/** All that a guest of a workshop has: its running step, and their hand. */
@customElement("coram-attending")
export class CoramAttending extends LightElement {
  @state() private attending: Attending | null = null;
  @state() private refused: unknown = null;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private readonly refetch = new Refetch(this, {
    session: () => this.session,
    isOld: ({ type }) => type === "workshop" || type === "hello",
    fetch: (signal) => readAttending(signal),
    take: (attending) => void (this.attending = attending),
  });

  protected override render(): TemplateResult {
    const { attending, refused } = this;
    const problem = refused ?? this.refetch.problem;
    return html`<div class="page page-narrow attending">
      ${errorLine(problem === null ? null : describeProblem(problem))}
      ${attending ? this.renderIn(attending) : problem === null ? skeleton(6, t("shell.loading")) : ""}
    </div>`;
  }

  private renderIn(attending: Attending): TemplateResult {
    const isUp = attending.seat.handAt !== null;
    return html`<h1 class="page-title">${attending.title}</h1>
      <p class="sub">${t("attending.seat", { name: attending.name })}</p>
      <coram-shown-step .shown=${attending}></coram-shown-step>
      <p class="attending-acts">
        <button type="button" class="button button-large" aria-pressed=${isUp} @click=${() => void this.raise(!isUp)}>
          ${t(isUp ? "attending.hand-down" : "attending.hand-up")}
        </button>
      </p>`;
  }

  private async raise(up: boolean): Promise<void> {
    this.refused = null;
    try {
      this.attending = await raiseGuestHand(up);
    } catch (error) {
      this.refused = error;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-attending": CoramAttending;
  }
}
