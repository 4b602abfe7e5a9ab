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
import type { NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { placeToRewrite } from "./names-marks.ts";
import type { NamesPlace } from "./names-place.ts";
import type { NamesWork } from "./names-work.ts";
import { rowOf, thingInHand } from "./walk/names-keyboard.ts";

/** A place of a thing in the text that is put in other words. */
export interface Rewritten {
  id: string;
  range: Range;
}

/** Under what a field keeps the words that are typed into it for a place. */
export const rewriteKey = ({ id, range }: Rewritten): string => `rewrite ${id} ${range.start}`;

interface Panel {
  goto(range: Range): void;
  showRow(id: string, isFocused: boolean): Promise<void>;
  focusHead(): Promise<void>;
  fail(problem: unknown): void;
}

/** Puts names and other words of the text in other words, one at a time, while decisions on them wait. */
export class NamesRewriting {
  private readonly host: VerdictElement;
  private readonly work: NamesWork;
  private readonly place: NamesPlace;
  private readonly panel: Panel;
  private revision: Revision | null = null;
  private rewritten: (Rewritten & { revision: number }) | null = null;
  private isSaving = false;

  constructor(host: VerdictElement, work: NamesWork, place: NamesPlace, panel: Panel) {
    this.host = host;
    this.work = work;
    this.place = place;
    this.panel = panel;
  }

  /** What of the list is rewritten. */
  get of(): Rewritten | null {
    return this.rewritten;
  }

  /** Before each update of the panel. In another text its place is another one, and in the walk it has its own field. */
  follow(revision: Revision | null, isWalking: boolean): void {
    this.revision = revision;
    if (this.rewritten && (isWalking || this.rewritten.revision !== revision?.number)) this.rewritten = null;
  }

  /** Opens the field at a row of the list, else at the one in hand; whether there is one. */
  begin(names: NamesView, row?: string): boolean {
    const { revision } = this;
    const looked = this.place.current(names);
    const id = row ?? thingInHand(this.host, names, looked);
    const range = id === null ? null : placeToRewrite(names, id, looked);
    if (!id || !range || !revision) return false;
    this.place.look(range);
    this.panel.goto(range);
    this.rewritten = { id, range, revision: revision.number };
    void this.panel.showRow(id, false).then(() => this.host.querySelector<HTMLElement>("coram-names-rewrite")?.focus());
    return true;
  }

  /** The words are saved, or left: one is at the row again. */
  async end(): Promise<void> {
    if (!this.rewritten) return;
    const { id } = this.rewritten;
    this.rewritten = null;
    this.host.requestUpdate();
    await this.panel.showRow(id, true);
    if (!rowOf(this.host, id)) await this.panel.focusHead();
  }

  /** False where it was refused, or another one is on its way. */
  async save(verdict: VerdictId, of: Rewritten, words: string): Promise<boolean> {
    const { revision } = this;
    if (this.isSaving || !revision) return false;
    this.isSaving = true;
    try {
      const edits = wordEdits(revision, of.range, normaliseText(words));
      if (edits.length > 0)
        await this.work.change(async () => {
          const map = await correctWords(verdict, revision, edits);
          this.tell("coram-prepare-changed");
          return map;
        });
      wordsSent(this.host, rewriteKey(of));
    } catch (error) {
      this.panel.fail(error);
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
