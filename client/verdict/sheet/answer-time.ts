import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { LayerId } from "../../../schema/domain/ids.ts";
import { answerEntry } from "../../../schema/rooms/answer-keys.ts";
import { readAnswerTimes } from "../../api/answers.ts";
import type { GivenAnswer } from "./answer-view.ts";
import type { RememberedWords } from "../../sync/pending-store.ts";
import type { VerdictModel } from "../model/verdict-model.ts";
import type { AnswerPlace } from "../../../schema/domain/answer.ts";

/** When the answer in hand was given, and in whose place: asked of the server whenever another is in hand, or it has become another. */
export class AnswerTime implements ReactiveController, RememberedWords {
  private readonly host: ReactiveControllerHost;
  private asked: AbortController | null = null;
  private of: string | null = null;
  private given: GivenAnswer | null = null;
  /** Perhaps something is erased from the answer in whose place this one was given. */
  private isCovered = false;
  private rememberedIn: VerdictModel | null = null;
  private stopRemembering = (): void => undefined;

  constructor(host: ReactiveControllerHost) {
    this.host = host;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.asked?.abort();
    this.of = null;
    this.follow(null);
  }

  private follow(model: VerdictModel | null): void {
    if (model === this.rememberedIn) return;
    this.stopRemembering();
    this.rememberedIn = model;
    this.stopRemembering = model?.remember(this) ?? ((): void => undefined);
  }

  cover(): string[] {
    const value = this.given?.earlier?.value;
    this.isCovered = typeof value === "string";
    if (typeof value !== "string") return [];
    this.host.requestUpdate();
    return [value];
  }

  uncover(left: (words: string) => string): void {
    const { given } = this;
    this.isCovered = false;
    if (given?.earlier && typeof given.earlier.value === "string")
      this.given = { ...given, earlier: { ...given.earlier, value: left(given.earlier.value) } };
    this.host.requestUpdate();
  }

  /** Null where it is not known: in a frozen layer its rows say so, and without the server nobody does. */
  when(model: VerdictModel, place: AnswerPlace | null): GivenAnswer | null {
    const answer = place && !model.showsFrozen ? model.answers.get(place.question, place.subject) : null;
    if (!place || !answer?.author || answer.pending) return null;
    // A guest is not told.
    if (model.isGuest) return null;
    const { question, subject } = place;
    const layer = model.openLayer;
    if (!layer) return null;
    const of = [layer, answerEntry(question, subject), answer.author.id, JSON.stringify(answer.value)].join(" ");
    this.follow(model);
    if (of !== this.of) void this.ask(of, model, place, layer);
    return this.given && this.isCovered ? { ...this.given, earlier: null } : this.given;
  }

  private async ask(of: string, { verdictId, view }: VerdictModel, place: AnswerPlace, layer: LayerId): Promise<void> {
    this.of = of;
    this.given = null;
    this.asked?.abort();
    const asked = new AbortController();
    this.asked = asked;
    try {
      const { times } = await readAnswerTimes(verdictId, place, asked.signal);
      if (asked.signal.aborted) return;
      const told = times.find(({ layer: each }) => each === layer);
      if (told) {
        const { at, before } = told;
        const author = view.members.find(({ id }) => id === before?.by) ?? null;
        this.given = { at, earlier: before ? { ...before, author } : null };
      }
      this.host.requestUpdate();
    } catch {
      // Out of reach, or not to be seen any more: it is not shown.
    }
  }
}
