import { consume } from "@lit/context";
import { type TemplateResult, html, nothing } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { live } from "lit/directives/live.js";
import { langOf } from "../../schema/domain/language.ts";
import type { ScanId } from "../../schema/domain/ids.ts";
import { ENCODINGS, Encoding, type Recognised } from "../../schema/protocol/http/imports.ts";
import type { ScanJob, ScanView } from "../../schema/protocol/http/scans.ts";
import { TaskQueue } from "../../schema/task-queue.ts";
import { describeProblem, mayPass } from "../api/http.ts";
import { confirmImport, dropImport, importFile, importText } from "../api/imports.ts";
import { confirmScan, dropScan, resumeScan, startScan } from "../api/scans.ts";
import { announce } from "../elements/announce.ts";
import { type Session, sessionContext } from "../app/session-context.ts";
import "../elements/coram-icon.ts";
import { errorLine, ledToField } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { formatList, t } from "../i18n/t.ts";
import { type BlockChange, mergeChanges } from "./block-changes.ts";
import "../elements/coram-ask.ts";
import "./coram-import-form.ts";
import type { ImportData, OwnerChoice } from "./coram-import-form.ts";
import "./coram-import-preview.ts";
import { followScan } from "./follow-scan.ts";
import { describeWarning, isPicture, isScanned, knownIn } from "./import-answers.ts";
import { renderScan } from "./scan-state.ts";

/** A file or a pasted text to import, or a scan that is being read since an earlier visit; `key` tells cards apart. */
export interface ImportSource {
  key: number;
  name: string;
  file?: File;
  text?: string;
  scan?: ScanJob;
}

type State =
  | { at: "sending"; share: number }
  | { at: "failed"; problem: unknown }
  | { at: "scan"; job: ScanJob }
  | { at: "recognised"; id: string; recognised: Recognised }
  | { at: "done"; verdict: string; owner: string };

// One file after the other: the server reads each in its own process, and nine at once would starve the readers.
const QUEUE = new TaskQueue();

/**
 * One file on its way: sent, recognised, looked at, corrected, confirmed. Then it fires `coram-import-done`. A file of
 * pictures goes on as a scan, which the server reads page by page whether somebody waits for it or not.
 */
@customElement("coram-import-card")
export class CoramImportCard extends LightElement {
  @property({ attribute: false }) source: ImportSource = { key: 0, name: "" };
  @property({ attribute: false }) organisations: OwnerChoice[] = [];
  @state() private state: State = { at: "sending", share: 0 };
  @state() private changes: BlockChange[] = [];
  @state() private confirmProblem: unknown = null;
  @state() private isBusy = false;
  @state() private script = "";
  /** Whether it was asked to go though something would be lost. */
  @state() private isAsked = false;
  /** Somebody has written in its fields. */
  private isTouched = false;
  @consume({ context: sessionContext, subscribe: true })
  @state()
  private readonly session: Session | null = null;
  private readonly gone = new AbortController();
  private rereading: AbortController | null = null;
  private hasBegun = false;
  private scan: ScanId | null = null;
  /** Of a scan that is taken up again: its file's name is not kept, so it goes by the case number that was read. */
  private caseNumber: string | null = null;
  private unfollow: (() => void) | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasBegun) return;
    this.hasBegun = true;
    if (this.source.scan) this.goOnAsScan(this.source.scan);
    else void QUEUE.run(() => this.send());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopFollowing();
  }

  protected override updated(): void {
    if (this.state.at !== "scan" || this.unfollow || !this.session || !this.isConnected) return;
    this.unfollow = followScan(this.state.job.id, this.session.events, (view) => this.hearOfScan(view));
  }

  private stopFollowing(): void {
    this.unfollow?.();
    this.unfollow = null;
  }

  /** Whether leaving the page loses it: a scan is kept by the server, and of a refused file there is nothing to lose. */
  get isUnconfirmed(): boolean {
    const { at } = this.state;
    if (this.scan !== null || at === "done") return false;
    return at !== "failed" || this.source.text !== undefined;
  }

  private async send(): Promise<void> {
    const { signal } = this.gone;
    if (signal.aborted) return;
    const { file, text = "" } = this.source;
    this.state = { at: "sending", share: 0 };
    const progress = (share: number): void => void (this.state = { at: "sending", share });
    try {
      if (file && isPicture(file)) return this.goOnAsScan(await startScan(file, progress, signal));
      const draft = file ? await importFile(file, progress, signal) : await importText(text, signal);
      this.goOnAsRecognised(draft.id, draft.recognised);
    } catch (problem) {
      if (signal.aborted) return;
      if (file && isScanned(problem)) await this.sendAsScan(file);
      else this.state = { at: "failed", problem };
    }
  }

  /** Nothing of a refused import is kept: the file is sent once more, to be read from its pictures. */
  private async sendAsScan(file: File): Promise<void> {
    const { signal } = this.gone;
    try {
      this.state = { at: "sending", share: 0 };
      this.goOnAsScan(await startScan(file, (share) => (this.state = { at: "sending", share }), signal));
    } catch (problem) {
      if (!signal.aborted) this.state = { at: "failed", problem };
    }
  }

  private goOnAsScan(job: ScanJob): void {
    this.scan = job.id;
    this.state = { at: "scan", job };
  }

  private goOnAsRecognised(id: string, recognised: Recognised): void {
    this.script = langOf(recognised.language, recognised.script);
    if (this.source.scan) this.caseNumber = recognised.caseNumber;
    this.state = { at: "recognised", id, recognised };
    announce(t("import.recognised", { name: this.name }));
  }

  private get name(): string {
    return this.caseNumber ?? this.source.name;
  }

  private hearOfScan(view: ScanView | null): void {
    if (this.state.at !== "scan") return;
    if (view?.recognised) {
      this.stopFollowing();
      this.goOnAsRecognised(view.id, view.recognised);
    } else if (view) this.state = { at: "scan", job: view };
    else this.leave();
  }

  protected override render(): TemplateResult {
    return html`<div class="head">
        <coram-icon name="file-text"></coram-icon>
        <h2 tabindex="-1">${this.name}</h2>
        <span class="note sub grow">${this.describeState()}</span>
        ${
          this.state.at === "done"
            ? this.renderPrepare(this.state.verdict, this.state.owner)
            : html`<button
                class="button button-quiet button-small"
                aria-label=${t(this.state.at === "scan" ? "scan.cancel-named" : "import.drop-named", { name: this.name })}
                ?disabled=${this.isBusy}
                @click=${this.askToDrop}
              >
                ${t(this.state.at === "scan" ? "scan.cancel" : "import.drop-it")}
              </button>`
        }
      </div>
      ${this.renderState()}
      <coram-ask
        heading=${t("import.drop-title", { name: this.name })}
        lead=${t("import.drop-lead")}
        leave=${t("shell.cancel")}
        sure=${t("import.drop-do")}
        .isFinal=${true}
        ?open=${this.isAsked}
        @coram-dialog-close=${() => (this.isAsked = false)}
        @coram-ask-sure=${() => void this.drop()}
      ></coram-ask>`;
  }

  /** A file as it was sent is sent again; what was pasted, read from a scan or corrected is nowhere else. */
  private readonly askToDrop = (): void => {
    const isOnlyHere =
      this.source.text !== undefined || this.scan !== null || this.changes.length > 0 || this.isTouched;
    if (isOnlyHere && this.state.at !== "scan") this.isAsked = true;
    else void this.drop();
  };

  /** Verdicts are prepared by their owner only. In a tab of its own, and it says so: files that wait beside it stay. */
  private renderPrepare(verdict: string, owner: string): TemplateResult | typeof nothing {
    if (!this.isOurs(owner)) return nothing;
    return html`<a class="button button-small" href="/verdicts/${verdict}/prepare" target="_blank" rel="noopener"
      >${t("prepare.open-apart")}</a
    >`;
  }

  private isOurs(owner: string): boolean {
    return owner === this.session?.member?.organisation;
  }

  private describeState(): string {
    const { state } = this;
    if (state.at === "sending") return state.share < 1 && this.source.file ? t("import.sending") : t("import.reading");
    if (state.at === "done") {
      const owner = this.organisations.find(({ id }) => id === state.owner);
      return owner && !this.isOurs(owner.id) ? t("import.done-theirs", { organisation: owner.name }) : t("import.done");
    }
    if (state.at === "failed") return t("import.failed");
    if (state.at === "scan") return t(`scan.state-${state.job.state}`);
    const { recognised } = state;
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
        ${
          mayPass(state.problem)
            ? html`<div class="row">
                <button class="button button-small" @click=${() => void this.send()}>${t("shell.retry")}</button>
              </div>`
            : nothing
        }
      </div>`;
    if (state.at === "done") return nothing;
    if (state.at === "scan") return renderScan(state.job, this.confirmProblem, () => void this.resume(state.job.id));
    return this.renderRecognised(state.recognised);
  }

  private renderRecognised(recognised: Recognised): TemplateResult {
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
          .known=${knownIn(this.confirmProblem)}
          @input=${() => (this.isTouched = true)}
          @coram-import-language=${(event: CustomEvent<string>) => (this.script = event.detail)}
          @coram-import-confirm=${(event: CustomEvent<ImportData>) => this.confirm(event.detail)}
        ></coram-import-form>
        <div class="read">
          ${this.renderEncoding(recognised)}
          <coram-import-preview
            .recognised=${recognised}
            .changes=${this.changes}
            .textLang=${this.script}
            @coram-blocks-changed=${(event: CustomEvent<BlockChange[]>) =>
              (this.changes = mergeChanges(this.changes, event.detail))}
          ></coram-import-preview>
        </div>
      </div>`;
  }

  /** What the bytes of a text file stand for: whoever knows it chooses, and sees the letters at once. */
  private renderEncoding({ encoding }: Recognised): TemplateResult | typeof nothing {
    const { file } = this.source;
    if (!file || encoding === undefined) return nothing;
    return html`<label class="row encoding"
      >${t("import.encoding")}
      <select
        class="field field-soft"
        @change=${(event: Event) => void this.readAs(file, Encoding.parse((event.target as HTMLSelectElement).value))}
      >
        ${ENCODINGS.map(
          (each) =>
            html`<option value=${each} .selected=${live(each === encoding)}>${t(`import.encoding.${each}`)}</option>`,
        )}
      </select>
    </label>`;
  }

  /** Reads the file once more, with other letters. What was read before stays until then; corrections of its blocks go. */
  private async readAs(file: File, encoding: Encoding): Promise<void> {
    this.rereading?.abort();
    const rereading = (this.rereading = new AbortController());
    this.confirmProblem = null;
    this.isBusy = true;
    try {
      const { id, recognised } = await importFile(file, () => undefined, rereading.signal, encoding);
      if (this.state.at === "recognised") dropImport(this.state.id).catch(() => undefined);
      this.changes = [];
      this.goOnAsRecognised(id, recognised);
    } catch (error) {
      if (!rereading.signal.aborted) this.confirmProblem = error;
    } finally {
      if (this.rereading === rereading) this.isBusy = false;
      this.requestUpdate();
    }
  }

  private async confirm(form: ImportData): Promise<void> {
    if (this.state.at !== "recognised") return;
    this.isBusy = true;
    this.confirmProblem = null;
    try {
      const confirmation = { ...form, blockEdits: this.changes };
      const { verdict } = this.scan
        ? await confirmScan(this.scan, confirmation)
        : await confirmImport(this.state.id, confirmation);
      this.state = { at: "done", verdict, owner: form.owner };
      announce(this.describeState());
      this.dispatchEvent(
        new CustomEvent("coram-import-done", { detail: { verdict: this.isOurs(form.owner) ? verdict : null } }),
      );
      await this.updateComplete;
      (this.querySelector<HTMLElement>(".head a") ?? this.querySelector<HTMLElement>(".head h2"))?.focus();
    } catch (error) {
      const fields = this.querySelector("form");
      this.confirmProblem = fields ? ledToField(fields, error, { caseNumber: "case-number" }) : error;
    } finally {
      this.isBusy = false;
    }
  }

  private async resume(id: ScanId): Promise<void> {
    this.confirmProblem = null;
    try {
      this.goOnAsScan(await resumeScan(id));
    } catch (error) {
      this.confirmProblem = error;
    }
  }

  private async drop(): Promise<void> {
    this.isAsked = false;
    this.gone.abort();
    this.rereading?.abort();
    if (this.state.at === "recognised" && !this.scan) dropImport(this.state.id).catch(() => undefined);
    if (this.scan && !(await this.cancelled(this.scan))) return;
    this.leave();
  }

  /** A scan goes on until the server has heard that it must not. */
  private async cancelled(scan: ScanId): Promise<boolean> {
    this.isBusy = true;
    this.confirmProblem = null;
    try {
      await dropScan(scan);
      return true;
    } catch (error) {
      this.confirmProblem = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  private leave(): void {
    this.stopFollowing();
    this.dispatchEvent(new CustomEvent("coram-import-drop"));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-import-card": CoramImportCard;
  }
  interface HTMLElementEventMap {
    /** With the verdict, where its importer may prepare it. */
    "coram-import-done": CustomEvent<{ verdict: string | null }>;
  }
}
