import type { VerdictId } from "../../../schema/domain/ids.ts";
import { normaliseText } from "../../../schema/text/normalise.ts";
import type { Range, Revision } from "../../../schema/text/revision.ts";
import { ProblemError } from "../../api/http.ts";
import { announce } from "../../elements/announce.ts";
import type { VerdictElement } from "../../elements/verdict-element.ts";
import { t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { wordEdits } from "../corrections/block-acts.ts";
import { correctWords } from "../corrections/correct-words.ts";
import "../prepare-events.ts";
import type { NamesWork } from "./names-work.ts";

/** Under what a field keeps the words that are typed into it for a thing in the text. */
export const rewriteKey = (id: string): string => `rewrite ${id}`;

/** Puts names and other words of the text in other words, one at a time, while decisions on them wait. */
export class NamesRewriting {
  private readonly host: VerdictElement;
  private readonly work: NamesWork;
  private readonly onProblem: (problem: unknown) => void;
  private isSaving = false;

  constructor(host: VerdictElement, work: NamesWork, onProblem: (problem: unknown) => void) {
    this.host = host;
    this.work = work;
    this.onProblem = onProblem;
  }

  /** False where it was refused, or another one is on its way. */
  async save(verdict: VerdictId, id: string, revision: Revision, range: Range, words: string): Promise<boolean> {
    if (this.isSaving) return false;
    this.isSaving = true;
    try {
      const edits = wordEdits(revision, range, normaliseText(words));
      if (edits.length > 0)
        await this.work.change(async () => {
          const map = await correctWords(verdict, revision, edits);
          this.tell("coram-prepare-changed");
          return map;
        });
      wordsSent(this.host, rewriteKey(id));
    } catch (error) {
      this.onProblem(error);
      if (error instanceof ProblemError && error.code === "edits-conflict") this.tell("coram-prepare-changed");
      return false;
    } finally {
      this.isSaving = false;
    }
    announce(t("correct.saved"));
    this.tell("coram-prepare-unselect");
    return true;
  }

  private tell(what: "coram-prepare-changed" | "coram-prepare-unselect"): void {
    this.host.dispatchEvent(new CustomEvent(what, { detail: {}, bubbles: true, composed: true }));
  }
}
