import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import type { Organisation } from "../../schema/domain/member.ts";
import { langOf } from "../../schema/domain/language.ts";
import type { ImportConfirm, ImportDraft, ImportWarning } from "../../schema/protocol/http/imports.ts";
import { describeProblem } from "../api/http.ts";
import { confirmImport, dropImport, importFile, importText } from "../api/imports.ts";
import { announce } from "../app/announce.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, t, translateCode } from "../i18n/t.ts";
import { type BlockChange, mergeChanges } from "./block-changes.ts";
import "./coram-import-form.ts";
import "./coram-import-preview.ts";

/** A file or a pasted text to import; `key` tells cards apart. */
export interface ImportSource {
  key: number;
  name: string;
  file?: File;
  text?: string;
}

type State =
  | { at: "sending"; share: number }
  | { at: "failed"; problem: unknown }
  | { at: "recognised"; draft: ImportDraft }
  | { at: "done"; verdict: string };

// One file after the other: the server reads each in its own process, and nine at once would starve the readers.
let queue: Promise<unknown> = Promise.resolve();

/** One file on its way: sent, recognised, looked at, corrected, confirmed. Then it fires `coram-import-done`. */
@customElement("coram-import-card")
export class CoramImportCard extends LightElement {
  @property({ attribute: false }) source: ImportSource = { key: 0, name: "" };
  @property({ attribute: false }) organisations: Organisation[] = [];
  @state() private state: State = { at: "sending", share: 0 };
  @state() private changes: BlockChange[] = [];
  @state() private confirmProblem: unknown = null;
  @state() private isBusy = false;
  @state() private script = "";
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private readonly gone = new AbortController();
  private hasBegun = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasBegun) return;
    this.hasBegun = true;
    queue = queue.then(() => this.send());
  }

  private async send(): Promise<void> {
    const { signal } = this.gone;
    if (signal.aborted) return;
    const { file, text = "" } = this.source;
    this.state = { at: "sending", share: 0 };
    try {
      const draft = file
        ? await importFile(file, (share) => (this.state = { at: "sending", share }), signal)
        : await importText(text, signal);
      this.script = langOf(draft.recognised.language, draft.recognised.script);
      this.state = { at: "recognised", draft };
      announce(t("import.recognised", { name: this.source.name }));
    } catch (problem) {
      if (!signal.aborted) this.state = { at: "failed", problem };
    }
  }

  protected override render(): TemplateResult {
    return html`<div class="head">
        <coram-icon name="file-text"></coram-icon>
        <h2>${this.source.name}</h2>
        <span class="note sub grow">${this.describeState()}</span>
        ${
          this.state.at === "done"
            ? html`<a class="button button-small" href="/verdicts/${this.state.verdict}/prepare"
                >${t("prepare.open")}</a
              >`
            : html`<button
                class="button button-quiet button-small"
                aria-label=${t("import.drop-named", { name: this.source.name })}
                @click=${this.drop}
              >
                ${t("import.drop-it")}
              </button>`
        }
      </div>
      ${this.renderState()}`;
  }

  private describeState(): string {
    const { state } = this;
    if (state.at === "sending") return state.share < 1 && this.source.file ? t("import.sending") : t("import.reading");
    if (state.at === "done") return t("import.done");
    if (state.at === "failed") return t("import.failed");
    const { recognised } = state.draft;
    const blocks = recognised.blocks.filter((block) => block.kind !== "page").length;
    const parts = [t("import.paragraph-count", { count: blocks })];
    if (recognised.pages !== null) parts.unshift(t("import.page-count", { count: recognised.pages }));
    return formatList(parts);
  }

  private renderState(): TemplateResult | typeof nothing {
    const { state } = this;
    if (state.at === "sending") {
      const isSent = state.share >= 1 || !this.source.file;
      // Without a value the bar says "at work": how long reading takes nobody knows.
      return isSent
        ? html`<progress aria-label=${t("import.reading")}></progress>`
        : html`<progress max="1" .value=${state.share} aria-label=${t("import.sending")}></progress>`;
    }
    if (state.at === "failed")
      return html`<div class="inside form">
        ${errorLine(describeProblem(state.problem))}
        <div class="row">
          <button class="button button-small" @click=${() => void this.send()}>${t("shell.retry")}</button>
        </div>
      </div>`;
    if (state.at === "done") return nothing;
    const { recognised } = state.draft;
    return html`${
        recognised.warnings.length
          ? html`<ul class="warnings" aria-label=${t("import.warnings")}>
              ${recognised.warnings.map(
                (warning) =>
                  html`<li class="alert">
                    <coram-icon name="triangle-alert"></coram-icon><span>${describeWarning(warning)}</span>
                  </li>`,
              )}
            </ul>`
          : nothing
      }
      <div class="sides">
        <coram-import-form
          class="data"
          .recognised=${recognised}
          .organisations=${this.organisations}
          owner=${this.session?.member?.organisation ?? ""}
          country=${this.session?.member?.country ?? "rs"}
          ?busy=${this.isBusy}
          .problem=${this.confirmProblem === null ? null : describeProblem(this.confirmProblem)}
          @coram-import-language=${(event: CustomEvent<string>) => (this.script = event.detail)}
          @coram-import-confirm=${(event: CustomEvent<Pick<ImportConfirm, "data" | "owner">>) => this.confirm(event.detail)}
        ></coram-import-form>
        <coram-import-preview
          .recognised=${recognised}
          .changes=${this.changes}
          .textLang=${this.script}
          @coram-blocks-changed=${(event: CustomEvent<BlockChange[]>) =>
            (this.changes = mergeChanges(this.changes, event.detail))}
        ></coram-import-preview>
      </div>`;
  }

  private async confirm(form: Pick<ImportConfirm, "data" | "owner">): Promise<void> {
    if (this.state.at !== "recognised") return;
    this.isBusy = true;
    this.confirmProblem = null;
    try {
      const { verdict } = await confirmImport(this.state.draft.id, { ...form, blockEdits: this.changes });
      this.state = { at: "done", verdict };
      announce(t("import.done"));
      this.dispatchEvent(new CustomEvent("coram-import-done", { detail: { verdict } }));
      await this.updateComplete;
      this.querySelector<HTMLElement>(".head a")?.focus();
    } catch (error) {
      this.confirmProblem = error;
    } finally {
      this.isBusy = false;
    }
  }

  private drop(): void {
    this.gone.abort();
    if (this.state.at === "recognised") dropImport(this.state.draft.id).catch(() => undefined);
    this.dispatchEvent(new CustomEvent("coram-import-drop"));
  }
}

function describeWarning(warning: ImportWarning): string {
  return (
    translateCode(`import.warning.${warning.code}`, warning.params) ??
    t("import.warning-unknown", { code: warning.code })
  );
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-import-card": CoramImportCard;
  }
  interface HTMLElementEventMap {
    "coram-import-done": CustomEvent<{ verdict: string }>;
  }
}
