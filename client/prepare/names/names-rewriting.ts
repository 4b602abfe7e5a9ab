import type { VerdictId } from "../../../schema/domain/ids.ts";
import { normaliseText } from "../../../schema/text/normalise.ts";
import { resolveAnchor } from "../../../schema/text/anchors.ts";
import type { EditDone } from "../../../schema/protocol/http/verdicts.ts";
import type { Edit, EditMap, Range, Revision } from "../../../schema/text/revision.ts";
import { ProblemError } from "../../api/http.ts";
import { announce, tell } from "../../elements/announce.ts";
import type { VerdictElement } from "../../elements/verdict-element.ts";
import { t } from "../../i18n/t.ts";
import { wordsSent } from "../../typed/keep-words.ts";
import { wordEdits } from "../corrections/block-acts.ts";
import { correctText } from "../corrections/change-text.ts";
import "../prepare-events.ts";
import type { NamesView } from "../../../schema/protocol/http/pseudonyms.ts";
import { placeToRewrite } from "./names-marks.ts";
import type { NamesPlace } from "./names-place.ts";
import type { NamesWork } from "./names-work.ts";
import { rowOf, thingInHand } from "./walk/names-keyboard.ts";

/** A place of a thing in the text that is put in other words. */
export interface Rewritten {
  /** Names are numbered in each verdict for itself. */
  verdict: VerdictId;
  id: string;
  /** Which of the thing's places, from 0 (`placeToRewrite`). */
  nth: number;
  range: Range;
  /** What stands there. */
  words: string;
  /** What was decided on the thing when its field was opened in the list. */
  state?: string | undefined;
}

/** Under what a field keeps the words that are typed into it for a place: whoever corrects the text before it moves it. */
export const rewriteKey = ({ verdict, id, nth }: Rewritten): string => `rewrite ${verdict} ${id} ${nth}`;

interface Panel {
  verdict(): VerdictId;
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

  /**
   * Before each update of the panel. The field goes along with its place when others correct the text around it, and goes where they
   * correct the place itself; in the walk it is another one. `revision` is null while names and text are not of each other.
   */
  follow(revision: Revision | null, maps: readonly EditMap[], isWalking: boolean): void {
    this.revision = revision;
    if (revision) this.place.carry(maps, revision.number);
    if (isWalking) this.rewritten = null;
    if (!this.rewritten || !revision || this.isSaving || this.rewritten.revision === revision.number) return;
    this.rewritten = carried(this.rewritten, maps, revision.number);
    if (this.rewritten) this.place.look(this.rewritten.range);
  }

  /** Opens the field at a row of the list, else at the one in hand; whether there is one. */
  begin(names: NamesView, row?: string): boolean {
    const { revision } = this;
    const looked = this.place.current(names);
    const id = row ?? thingInHand(this.host, names, looked);
    const place = id === null ? null : placeToRewrite(names, id, looked);
    if (!id || !place) return false;
    // Somebody has just corrected the text: where a name stands in it is known in a moment.
    if (!revision) {
      tell(t("names.waiting-text"));
      return true;
    }
    const { range } = place;
    this.place.look(range);
    this.panel.goto(range);
    const words = revision.text.slice(range.start, range.end);
    const verdict = this.panel.verdict();
    this.rewritten = { verdict, id, ...place, words, state: stateOf(names, id), revision: revision.number };
    void this.panel.showRow(id, false).then(() => this.host.querySelector<HTMLElement>("coram-names-rewrite")?.focus());
    return true;
  }

  /** The words are saved, or left: one is at the row again. */
  async end(id = this.rewritten?.id): Promise<void> {
    if (id === undefined) return;
    this.rewritten = null;
    this.host.requestUpdate();
    await this.panel.showRow(id, true);
    if (!rowOf(this.host, id)) await this.panel.focusHead();
  }

  /** False where it was refused or left, or another one is on its way. */
  async save(of: Rewritten, words: string): Promise<boolean> {
    const { revision } = this;
    if (this.isSaving) return false;
    if (!revision) {
      tell(t("names.waiting-text"));
      return false;
    }
    this.isSaving = true;
    const now = this.work.view && stateOf(this.work.view, of.id);
    try {
      const edits = wordEdits(revision, of.range, normaliseText(words));
      if (edits.length > 0 && !(await this.write(of, revision, edits))) return false;
      wordsSent(this.host, rewriteKey(of));
    } catch (error) {
      this.panel.fail(error);
      if (error instanceof ProblemError && error.code === "edits-conflict") this.tell("coram-prepare-changed");
      return false;
    } finally {
      this.isSaving = false;
    }
    announce(t("correct.saved"));
    // The new words stand, and their writer did not see what was decided on the old ones meanwhile.
    if (of.state !== undefined && now && now !== of.state) tell(t("names.overtaken"));
    this.tell("coram-prepare-unselect");
    return true;
  }

  /** False where its writer left it. */
  private async write({ verdict }: Rewritten, { number }: Revision, edits: Edit[]): Promise<boolean> {
    const made: EditDone[] = [];
    await this.work.change(async () => {
      const done = await correctText(verdict, { baseRevision: number, kind: "correct", edits });
      if (!done) return null;
      made.push(done);
      this.tell("coram-prepare-changed");
      return done.map;
    });
    return made.length > 0;
  }

  private tell(what: "coram-prepare-changed" | "coram-prepare-unselect"): void {
    this.host.dispatchEvent(new CustomEvent(what, { detail: {}, bubbles: true, composed: true }));
  }
}

function stateOf({ entities, identifiers, quasi }: NamesView, id: string): string | undefined {
  return [...entities, ...identifiers, ...quasi].find((each) => each.id === id)?.state;
}

/** The same place in a later text; null where that has other words there. */
function carried(
  of: Rewritten & { revision: number },
  maps: readonly EditMap[],
  revision: number,
): (Rewritten & { revision: number }) | null {
  const { state, ranges } = resolveAnchor({ revision: of.revision, ranges: [of.range] }, maps, revision);
  const [range] = ranges;
  return state === "same" && range ? { ...of, range, revision } : null;
}
