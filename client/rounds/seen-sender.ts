import type { ParagraphRanges } from "../../schema/text/paragraph-ranges.ts";
import type { Block } from "../../schema/text/revision.ts";
import { mayPass } from "../api/http.ts";
import { serverReach } from "../api/reach.ts";
import type { SeenParagraphs } from "./seen-paragraphs.ts";

/** Somebody who reads on passes many paragraphs: they go together. */
const REST_MS = 3_000;

/** Brings what somebody has seen, who codes or prepares, to the server, when they rest, leave the page or are in reach of it again. */
export class SeenSender {
  private readonly bring: (paragraphs: ParagraphRanges) => Promise<void>;
  private readonly seen: SeenParagraphs;
  private blocks: readonly Block[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isSending = false;
  private isRefused = false;
  private isOver = false;
  private callOff: (() => void) | null = null;

  /** `bring`: to the server. */
  constructor(seen: SeenParagraphs, bring: (paragraphs: ParagraphRanges) => Promise<void>) {
    this.seen = seen;
    this.bring = bring;
    addEventListener("pagehide", this.send);
    document.addEventListener("visibilitychange", this.onVisibility);
  }

  /** Sends what is there, unless the round is over for its reader and the server takes nothing of it; nothing more is sent later. */
  end(isRoundOver = false): void {
    this.isOver = true;
    this.isRefused ||= isRoundOver;
    this.send();
    removeEventListener("pagehide", this.send);
    document.removeEventListener("visibilitychange", this.onVisibility);
  }

  /** There may be something to send. `blocks`: of the text. */
  wake(blocks: readonly Block[]): void {
    this.blocks = blocks;
    if (this.timer !== undefined || this.isRefused || this.seen.unsent === "") return;
    this.timer = setTimeout(() => (this.callOff = serverReach.whenReached(this.send)), REST_MS);
  }

  private readonly onVisibility = (): void => {
    if (document.visibilityState === "hidden") this.send();
  };

  private readonly send = (): void => {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.callOff?.();
    const { unsent, revision } = this.seen;
    if (unsent === "" || this.isSending || this.isRefused) return;
    this.isSending = true;
    this.bring(unsent)
      .then(
        // Of a text that has changed meanwhile it may have taken none.
        () => void (this.seen.revision === revision && this.seen.sent(unsent)),
        // What was refused once is refused again: the round was revealed, or one codes it no more.
        (error: unknown) => (this.isRefused = !mayPass(error)),
      )
      .finally(() => {
        this.isSending = false;
        if (!this.isOver) this.wake(this.blocks);
      });
  };
}
