import type { ReactiveControllerHost } from "lit";
import { langOf } from "../../../schema/domain/language.ts";
import type { VerdictView } from "../../../schema/protocol/http/verdicts.ts";
import type { Range } from "../../../schema/text/revision.ts";
import { tokensOf, withStoredTokens } from "../../../schema/text/token-words.ts";
import { ProblemError } from "../../api/http.ts";
import { correctText, takeTextBack } from "../corrections/change-text.ts";
import { correctionOf } from "./scan-correction.ts";
import type { ScanWork } from "./scan-work.ts";

/** A word by where it begins in revision 1, and what was done with it. */
type Done = { start: number } & ({ what: "looked" } | { what: "corrected"; revision: number });

/** What one person does with uncertain words, and takes back, the last thing first. Changes of the text go one at a time. */
export class ScanActs {
  private readonly host: Pick<ReactiveControllerHost, "requestUpdate">;
  private readonly work: ScanWork;
  /** The text was changed, here or by a colleague who was quicker. */
  private readonly onChanged: () => void;
  private done: Done[] = [];
  private busy: AbortController | null = null;
  private failed: unknown = null;

  constructor(host: Pick<ReactiveControllerHost, "requestUpdate">, work: ScanWork, onChanged: () => void) {
    this.host = host;
    this.work = work;
    this.onChanged = onChanged;
  }

  /** A change of the text is on its way. */
  get isBusy(): boolean {
    return this.busy !== null;
  }

  /** Why the last change of the text was refused; null where it was not. */
  get problem(): unknown {
    return this.failed;
  }

  get canTakeBack(): boolean {
    return this.done.length > 0 && !this.busy;
  }

  /** As for another verdict. */
  forget(): void {
    this.done = [];
    this.failed = null;
  }

  /** The word is what stands on the page. */
  async look(start: number): Promise<void> {
    const act: Done = { what: "looked", start };
    this.done.push(act);
    if (!(await this.work.look(start, true))) this.drop(act);
  }

  /** Whoever made the change that is on its way has left it. */
  leave(): void {
    this.busy?.abort();
  }

  /** Puts other words in the place of one; false where that was refused, or left. */
  async correct(view: VerdictView, { start, now }: { start: number; now: Range }, words: string): Promise<boolean> {
    const { verdict, revision } = view;
    const kept = withStoredTokens(words, langOf(verdict.language, verdict.script), tokensOf(revision.text));
    const edits = [correctionOf(revision, now, kept)];
    const made = await this.change((left) =>
      correctText(verdict.id, { baseRevision: revision.number, kind: "correct", edits }, left),
    );
    if (made?.revision) this.done.push({ what: "corrected", start, revision: made.revision.number });
    return made !== null;
  }

  /** Takes back the last thing done here; answers with where its word begins, null where that was refused. */
  async takeBack({ verdict }: VerdictView): Promise<number | null> {
    const last = this.done.at(-1);
    if (!last || this.busy) return null;
    const isBack =
      last.what === "looked"
        ? await this.work.look(last.start, false)
        : (await this.change((left) => takeTextBack(verdict.id, last.revision, left))) !== null;
    if (!isBack) return null;
    this.drop(last);
    return last.start;
  }

  private drop(act: Done): void {
    this.done = this.done.filter((each) => each !== act);
    this.host.requestUpdate();
  }

  private async change<T>(make: (left: AbortSignal) => Promise<T | null>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = new AbortController();
    this.failed = null;
    this.host.requestUpdate();
    try {
      const made = await make(this.busy.signal);
      if (made !== null) this.onChanged();
      return made;
    } catch (error) {
      this.failed = error;
      // Their text comes, and the word may be corrected there.
      if (error instanceof ProblemError && error.code === "edits-conflict") this.onChanged();
      return null;
    } finally {
      this.busy = null;
      this.host.requestUpdate();
    }
  }
}
