import { consume } from "@lit/context";
import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { VerdictId } from "../../schema/domain/ids.ts";
import type { ErasureStep } from "../../schema/protocol/http/erasure.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import { LightElement } from "../elements/light-element.ts";
import { t } from "../i18n/t.ts";

declare global {
  interface HTMLElementTagNameMap {
    "coram-erasing": CoramErasing;
  }
}

const PARTS = ["search", "text", "rooms", "rows", "files"] as const;

/** What one reads of each step, which comes next or is under way. */
const PART_OF: Record<ErasureStep, (typeof PARTS)[number]> = {
  screen: "search",
  text: "text",
  data: "text",
  rooms: "rooms",
  rows: "rows",
  files: "files",
  forget: "files",
  log: "files",
  ledger: "files",
  record: "files",
  done: "files",
};

/** Where an erasure is that is under way: it takes seconds, and on a busy machine minutes. */
@customElement("coram-erasing")
export class CoramErasing extends LightElement {
  @property({ attribute: false }) verdict!: VerdictId;
  @consume({ context: sessionContext, subscribe: true }) @state() private session: Session | null = null;
  @state() private step: ErasureStep = "screen";
  private stop: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.stop = null;
  }

  protected override willUpdate(): void {
    this.stop ??=
      this.session?.events.listen((event) => {
        if (event.type === "erasing" && event.verdict === this.verdict) this.step = event.step;
      }) ?? null;
  }

  protected override render(): TemplateResult {
    const part = PART_OF[this.step];
    return html`<p class="note" role="status">
      ${t("erase.at", { number: PARTS.indexOf(part) + 1, of: PARTS.length, what: t(`erase.at-${part}`) })}
    </p>`;
  }
}
