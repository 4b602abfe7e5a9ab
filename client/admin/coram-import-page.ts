import { type TemplateResult, html } from "lit";
import { customElement, state } from "lit/decorators.js";
import { repeat } from "lit/directives/repeat.js";
import { leadersIn } from "../../schema/domain/people/place-rights.ts";
import type { ScanJob } from "../../schema/protocol/http/scans.ts";
import { describeProblem } from "../api/http.ts";
import { readMembers } from "../api/people.ts";
import { readScans } from "../api/scans.ts";
import { navigate } from "../app/router.ts";
import "../elements/coram-icon.ts";
import { errorLine } from "../elements/form.ts";
import { LightElement } from "../elements/light-element.ts";
import { Loading } from "../elements/loading.ts";
import { formatWhen, t } from "../i18n/t.ts";
import "./admin.css";
import "./coram-import-card.ts";
import type { ImportSource } from "./coram-import-card.ts";
import type { OwnerChoice } from "./coram-import-form.ts";

const ACCEPT = ".txt,.html,.htm,.docx,.odt,.rtf,.pdf,.png,.jpg,.jpeg,.tif,.tiff";

/** Adds verdicts: files dropped or chosen, several at once, or pasted text; each becomes a card that a person confirms. */
@customElement("coram-import-page")
export class CoramImportPage extends LightElement {
  @state() private sources: ImportSource[] = [];
  private readonly members = new Loading(
    this,
    () => [],
    () => readMembers(),
  );
  @state() private problem: unknown = null;
  @state() private isOver = false;
  @state() private isPasting = false;
  private next = 1;

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("coram-leaving", this.onLeaving);
    addEventListener("beforeunload", this.onUnload);
    readScans().then(
      (scans) => this.takeUp(scans),
      (error: unknown) => (this.problem = error),
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("coram-leaving", this.onLeaving);
    removeEventListener("beforeunload", this.onUnload);
  }

  /** Whether leaving loses something: a file or text that is not confirmed, or one that is being pasted. */
  private get isLosing(): boolean {
    const pasted = this.pasted?.value.trim();
    return Boolean(pasted) || [...this.querySelectorAll("coram-import-card")].some((card) => card.isUnconfirmed);
  }

  private readonly onLeaving = (event: Event): void => {
    if (this.isLosing && !confirm(t("import.leave"))) event.preventDefault();
  };

  private readonly onUnload = (event: Event): void => {
    if (this.isLosing) event.preventDefault();
  };

  /** Scans of earlier visits: the server has read on, or waits for somebody to look at what it read. */
  private takeUp(scans: readonly ScanJob[]): void {
    const sources = scans.map((scan) => ({
      key: this.next++,
      name: t("scan.of", { when: formatWhen(scan.createdAt) }),
      scan,
    }));
    this.sources = [...this.sources, ...sources];
  }

  protected override render(): TemplateResult {
    const problem = this.problem ?? this.members.problem;
    return html`<div class="page">
      <div class="page-lead">
        <div class="grow">
          <h1 class="page-title">${t("import.title")}</h1>
          <p class="sub">${t("import.lead")}</p>
        </div>
        <a class="button" href="/">${t("shell.back")}</a>
      </div>
      ${errorLine(problem === null ? null : describeProblem(problem))}
      <div
        class="drop-zone ${this.isOver ? "drop-zone-over" : ""}"
        @dragover=${this.onDragOver}
        @dragleave=${() => (this.isOver = false)}
        @drop=${this.onDrop}
      >
        <p>${t("import.drop")}</p>
        <div class="row">
          <button class="button button-primary" @click=${() => this.picker?.click()}>
            <coram-icon name="upload"></coram-icon>${t("import.choose")}
          </button>
          <button class="button" aria-expanded=${String(this.isPasting)} @click=${this.togglePaste}>
            ${t("import.paste")}
          </button>
        </div>
        <p class="note sub">${t("import.formats")}</p>
        <input type="file" hidden multiple accept=${ACCEPT} aria-label=${t("import.choose")} @change=${this.onChosen} />
      </div>
      ${this.renderPaste()}
      <div class="import-cards">
        ${repeat(
          this.sources,
          (source) => source.key,
          (source) =>
            html`<coram-import-card
              .source=${source}
              .organisations=${this.owners}
              @coram-import-done=${(event: HTMLElementEventMap["coram-import-done"]) => this.goOn(event.detail.verdict)}
              @coram-import-drop=${() => (this.sources = this.sources.filter((each) => each !== source))}
            ></coram-import-card>`,
        )}
      </div>
    </div>`;
  }

  private get owners(): OwnerChoice[] {
    const { organisations = [], members = [] } = this.members.answer ?? {};
    const led = new Set(leadersIn(members).map(({ organisation }) => organisation));
    return organisations.map((each) => ({ ...each, isUnled: !led.has(each.id) }));
  }

  /** Where it was the only one, the work goes on with it; else the others are looked at first. */
  private goOn(verdict: string | null): void {
    if (verdict && this.sources.length === 1) navigate(`/verdicts/${verdict}/prepare`);
  }

  /** Hidden, not gone: the text is still there when the field is shown again. */
  private renderPaste(): TemplateResult {
    return html`<form class="form" style="margin-top: var(--s-4)" ?hidden=${!this.isPasting} @submit=${this.onPaste}>
      <label class="form-row"
        ><span>${t("import.paste-label")}</span>
        <textarea class="field" name="text" rows="10" required></textarea>
      </label>
      <div class="form-actions"><button class="button button-primary">${t("import.read-text")}</button></div>
    </form>`;
  }

  private readonly togglePaste = async (): Promise<void> => {
    this.isPasting = !this.isPasting;
    await this.updateComplete;
    this.pasted?.focus();
  };

  private get pasted(): HTMLTextAreaElement | null {
    return this.querySelector<HTMLTextAreaElement>('textarea[name="text"]');
  }

  private get picker(): HTMLInputElement | null {
    return this.querySelector<HTMLInputElement>('input[type="file"]');
  }

  private onDragOver(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.isOver = true;
  }

  private onDrop(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    this.addFiles([...(event.dataTransfer?.files ?? [])]);
  }

  private onChosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    this.addFiles([...(input.files ?? [])]);
    // The same file may be chosen again after it was corrected.
    input.value = "";
  }

  private onPaste(event: SubmitEvent): void {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = new FormData(form).get("text");
    if (typeof text !== "string" || text.trim() === "") return;
    this.sources = [{ key: this.next++, name: t("import.pasted"), text }, ...this.sources];
    this.isPasting = false;
    form.reset();
  }

  private addFiles(files: File[]): void {
    this.sources = [...files.map((file) => ({ key: this.next++, name: file.name, file })), ...this.sources];
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "coram-import-page": CoramImportPage;
  }
}
