import { ProblemError } from "../api/http.ts";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { blindPart } from "../../schema/domain/blind-part.ts";
import type { LayerId, VerdictId } from "../../schema/domain/ids.ts";
import type { FrozenLayer, RoundView, StandingView } from "../../schema/protocol/http/rounds.ts";
import type { VerdictView } from "../../schema/protocol/http/verdicts.ts";
import type { ClearingView } from "../../schema/protocol/http/clearing.ts";
import { keepClearingWork } from "../api/clearing.ts";
import { readFrozenLayer, readRounds, readStanding, sendSeen } from "../api/rounds.ts";
import { stepsTold } from "../api/steps-told.ts";
import { markRead, readNetwork } from "../api/verdicts.ts";
import { READ_PARAGRAPHS } from "../steps/reading.ts";
import { redrawHeld } from "../elements/input/coram-held-words.ts";
import { onceFor } from "../../schema/once-for.ts";
import type { MethodologyContent } from "../../schema/domain/methodology/methodology.ts";
import { language } from "../i18n/t.ts";
import { planSheet, type Progress } from "../verdict/sheet/sheet-plan.ts";
import { leftOpen, type LeftOpen } from "./left-open.ts";
import type { VerdictModel } from "../verdict/model/verdict-model.ts";
import { mayReveal } from "./round-steps.ts";
import { layerChoices, type LayerChoice } from "./layer-choices.ts";
import { seenOf, SeenParagraphs, type SeenSoFar } from "./seen-paragraphs.ts";
import { TextInSight } from "./stays-in-sight.ts";
import { SeenSender } from "./seen-sender.ts";

const NO_QUESTIONS: Pick<MethodologyContent, "groups" | "questions"> = { groups: [], questions: [] };

/** Rounds on the verdict page: one's own part in a blind one, what has been seen, and which layers are shown. */
export class PageRounds implements ReactiveController {
  /** Which of the layers are shown; null = as nobody has asked for others. */
  private chosen: string | null = null;
  private choices: readonly LayerChoice[] = [];
  private view: VerdictView | null = null;
  private seen: SeenParagraphs | null = null;
  /** Whoever moves the verdict to its next stage says that they have read it. */
  private read: SeenParagraphs | null = null;
  /** The verdict of which the server was told that it was read. */
  private readTold: VerdictId | null = null;
  private seenKey: string | null = null;
  private sender: SeenSender | null = null;
  private readSender: SeenSender | null = null;
  private readonly inSight: TextInSight;
  private asked: AbortController | null = null;
  /** The asker's own line of the round, where there is one. */
  private due: string | null = null;
  /** Of the blind round, for who reveals it. */
  private coders: RoundView["coders"] = [];
  private changes: StandingView | null = null;
  private failed: unknown = null;
  /** What is shown is there. */
  private brought: Promise<void> = Promise.resolve();
  /** A round has begun on the open page, and its coder has not said yet that they go on alone. */
  awaits = false;
  private readonly planOnce = onceFor(planSheet);
  private readonly host: ReactiveControllerHost;
  private readonly opened: { readonly model: VerdictModel | null };

  constructor(host: ReactiveControllerHost, opened: { readonly model: VerdictModel | null }) {
    this.host = host;
    this.opened = opened;
    this.inSight = new TextInSight(
      host,
      () => this.view?.revision.blocks ?? null,
      (numbers) => this.takeSeen(numbers),
    );
    host.addController(this);
  }

  hostDisconnected(): void {
    this.asked?.abort();
    this.sender?.end();
    this.readSender?.end();
    this.readSender = null;
    // Should the page come back, it takes up its round anew.
    this.sender = this.view = this.seenKey = null;
  }

  /** Before each drawing. */
  update(): void {
    const { model } = this.opened;
    if (!model) return;
    if (model.view !== this.view) this.take(model);
    model.isHeld = this.awaits;
    redrawHeld();
  }

  private take(model: VerdictModel): void {
    const before = this.view;
    if (before?.verdict.id !== model.view.verdict.id) {
      this.inSight.leave();
      this.chosen = null;
    }
    const isMoved = before?.verdict.stage !== model.view.verdict.stage;
    if (before?.verdict.id !== model.view.verdict.id || isMoved) {
      // A guest's browser keeps nothing, and no guest is asked how much they read.
      this.readSender?.end();
      this.readSender = null;
      this.read = model.isGuest ? null : seenOf(model.view.verdict, model.view.revision, model.me);
    }
    this.view = model.view;
    // What is in sight as the verdict comes to its stage is seen at it, and so is what has changed there.
    if (this.read?.revise(model.view.revision) || isMoved) this.inSight.beginAnew();
    this.choices = layerChoices(model.view);
    if (!this.choices.some(({ id }) => id === this.chosen)) this.chosen = null;
    // An open round turns blind under the same id.
    const key =
      blindPart(model.me, model.view.round, model.view.layers) === "none" ? null : `${model.view.round.id} ${model.me}`;
    if (key === null || before?.verdict.id !== model.view.verdict.id) this.awaits = false;
    else if (this.seenKey === null) this.awaits = true;
    if (this.seenKey !== key) {
      // Who begins to code alone begins with a layer of their own, and a reveal shows what was coded, whatever they looked at before.
      this.chosen = null;
      this.seenKey = key;
      const { round, layers } = model.view;
      const own = layers.find(({ owner, round: of }) => owner === model.me && of === round.id);
      this.seen = key === null ? null : new SeenParagraphs(key, own?.layer);
      this.sender?.end(before?.verdict.id === model.view.verdict.id);
      const bring = sendSeen.bind(null, model.verdictId, model.view.round.id);
      this.sender = this.seen && new SeenSender(this.seen, bring);
      this.due = null;
      // What is in sight as it begins is seen in it.
      this.inSight.beginAnew();
    }
    const { revision, seen = "" } = model.view;
    this.seen?.keep(revision.blocks, seen);
    this.sender?.wake(revision.blocks);
    this.brought = this.bring(model);
  }

  /** Nothing to choose from where no layer is frozen. */
  get all(): readonly LayerChoice[] {
    return this.choices;
  }

  get current(): LayerChoice | null {
    return this.choices.find(({ id }) => id === this.chosen) ?? this.choices[0] ?? null;
  }

  /** Why the frozen layers are not there. */
  get problem(): unknown {
    return this.failed;
  }

  /** What is settled, and how it was changed since; null where nothing is. */
  get standing(): StandingView | null {
    return this.changes;
  }

  takeStanding(standing: StandingView): void {
    this.changes = standing;
    this.host.requestUpdate();
  }

  get dueDate(): string | null {
    return this.due;
  }

  /** How many coders of the blind round have handed in, for who reveals it; null for others, and before that is known. */
  get handIns(): { handedIn: number; all: number } | null {
    const handedIn = this.coders.filter(({ state }) => state === "handed-in").length;
    return this.coders.length > 0 ? { handedIn, all: this.coders.length } : null;
  }

  /** Null where one does not code blind. */
  get progress(): { seen: number; all: number } | null {
    return this.seen && this.view ? this.seen.count(this.view.revision.blocks) : null;
  }

  /** Where one who codes blind and has begun to read goes on; null = at the beginning, or all was seen. */
  get unread(): number | null {
    const { seen = 0, unread = null } = (this.view && this.seen?.count(this.view.revision.blocks)) ?? {};
    return seen > 0 ? (unread?.start ?? null) : null;
  }

  /** What one has left open in the layer that is handed in, whichever is shown; null where one does not code blind. */
  get left(): (LeftOpen & { progress: Progress }) | null {
    const { model } = this.opened;
    if (!this.seen || !model) return null;
    const { methodology, units, revision } = model.view;
    const content = methodology?.content ?? NO_QUESTIONS;
    const answers = model.answers.all;
    const plan = this.planOnce(content, units, answers, language());
    return { ...leftOpen(plan, answers, content, units, this.seen.unseen(revision.blocks)), progress: plan.progress };
  }

  /** The coder of the round that has begun goes on alone. */
  goOn(): void {
    this.awaits = false;
    this.host.requestUpdate();
  }

  /** Shows one's own layer of the round, whatever one looked at. */
  showOwn(): void {
    const own = this.choices.find(({ kind, owner }) => kind === "open" && owner !== null);
    if (own && own !== this.current) this.choose(own.id);
  }

  /** Who clears the verdict has seen this before, in another tab or on another day; from here on the server is told what more they see. */
  keepRead(list: Pick<ClearingView, "revision" | "seen" | "stage">): void {
    const { read, view } = this;
    if (!read || !view) return;
    const { id, stage } = view.verdict;
    // The list of another stage than the page shows, or of an earlier text: one of the two is about to follow.
    if (list.stage !== stage || list.revision < view.revision.number) return;
    read.keep(view.revision.blocks, list.seen);
    this.readSender ??= new SeenSender(read, (paragraphs) =>
      keepClearingWork(id, { stage, revision: read.revision, paragraphs }),
    );
    this.readSender.wake(view.revision.blocks);
    this.host.requestUpdate();
  }

  get reading(): SeenSoFar | null {
    return this.read && this.view ? this.read.count(this.view.revision.blocks) : null;
  }

  readonly choose = (id: string): void => {
    this.chosen = id;
    const { model } = this.opened;
    if (model) this.brought = this.bring(model);
  };

  /**
   * Shows the layer that holds a tag, where what is shown does not: those that are open to the reader are looked through. False where
   * none of them has it; what was shown stays then.
   */
  async seek(tag: string): Promise<boolean> {
    await this.brought;
    const { model } = this.opened;
    if (!model) return true;
    if (model.tag(tag)) return true;
    const { chosen, current } = this;
    // All coders together hold no tag that one of them does not.
    for (const choice of this.choices.filter((each) => each !== current && each.kind !== "coders")) {
      const frozen = await Promise.all(
        choice.layers.map((layer) => readFrozenLayer(model.verdictId, layer).catch(() => null)),
      );
      const isThere = frozen.some((layer) => layer?.annotations.some(({ id }) => id === tag));
      if (!isThere && choice.kind !== "open") continue;
      this.choose(choice.id);
      await this.brought;
      if (model.tag(tag)) return true;
    }
    this.chosen = chosen;
    this.brought = this.bring(model);
    return false;
  }

  /** These blocks are on the screen. */
  see(visible: { first: number; last: number }): void {
    this.inSight.see(visible);
  }

  /** Paragraphs of these numbers were on the screen for long enough. */
  private takeSeen(numbers: readonly string[]): void {
    const { view } = this;
    if (!view) return;
    // An open checklist says what was not in sight.
    if (this.read?.add(numbers)) {
      this.readSender?.wake(view.revision.blocks);
      this.host.requestUpdate();
    }
    this.noteReading(view);
    if (!this.seen?.add(numbers)) return;
    this.sender?.wake(view.revision.blocks);
    this.host.requestUpdate();
  }

  /** To have read is a first step of theirs: the server is told once, and the steps with it. */
  private noteReading({ verdict: { id }, revision: { blocks } }: VerdictView): void {
    const isStep = stepsTold()?.steps.some(({ step, state }) => step === "read" && state !== "done") ?? false;
    if (!this.read || !isStep || this.readTold === id) return;
    const { seen, all } = this.read.count(blocks);
    if (seen < Math.min(READ_PARAGRAPHS, all)) return;
    this.readTold = id;
    // Out of reach, it is told the next time that something comes into sight.
    markRead(id).then(
      () => void readNetwork().catch(() => {}),
      () => (this.readTold = null),
    );
  }

  /** Whether what is shown is what stands, and that is settled. */
  private showsSettled({ stands, layers }: VerdictView): boolean {
    const { current } = this;
    const layer = layers.find((each) => each.layer === stands);
    return layer?.kind === "adjudicated" && current?.layers.length === 1 && current.layers[0] === layer.layer;
  }

  /** Fetches what is shown, anew each time: an erasure or a ruling may have changed it. */
  private async bring(model: VerdictModel): Promise<void> {
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    const { verdictId, view } = model;
    const layers = this.current?.layers ?? [];
    if (this.current?.kind === "open" || !this.current) model.showLayers(null);
    model.chooseLayer(this.current?.open ?? null);
    // What is shown is not what is to be shown: after a reveal nobody is told that there is nothing.
    model.awaitsLayers = layers.length > 0 && layers.join() !== model.shownLayers.join();
    try {
      const stands = layers.length > 1 && view.layers.find(({ layer, frozenAt }) => layer === view.stands && frozenAt);
      const [frozen, rounds, standing, sheet] = await Promise.all([
        Promise.all(layers.map((layer: LayerId) => readFrozenLayer(verdictId, layer, asked.signal))),
        this.seen || mayReveal(model, view.round) ? readRounds(verdictId, asked.signal) : ([] as RoundView[]),
        // Who changed what, and why, is not for guests.
        this.showsSettled(view) && !model.isGuest ? readStanding(verdictId, asked.signal) : null,
        stands ? readFrozenLayer(verdictId, stands.layer, asked.signal) : null,
      ]);
      if (asked.signal.aborted) return;
      this.failed = null;
      this.changes = standing?.layer ? standing : null;
      const canRule = this.changes?.can.change ?? false;
      if (layers.length > 0) model.showLayers(frozen satisfies FrozenLayer[], { canRule, standing: sheet });
      this.coders = (mayReveal(model, view.round) && rounds.at(-1)?.coders) || [];
      this.due =
        rounds.find(({ id }) => id === view.round.id)?.coders.find(({ member }) => member === model.me)?.due ?? null;
    } catch (error) {
      if (asked.signal.aborted) return;
      this.failed = layers.length > 0 ? error : null;
      // Out of reach they are not on this device, which says nothing of how many there are.
      model.awaitsLayers &&= error instanceof ProblemError && error.code === "offline";
    }
    this.host.requestUpdate();
  }
}
