import type { OutputDocument } from "../../schema/editor/output-document.ts";
import type { OutputRoom } from "../../schema/rooms/output-room.ts";

/** How many times longer than a reading took the next one waits: a long document takes a small part of the time that one types. */
const REST = 25;
/** Readings that take less than this, in milliseconds, are done at once. */
const QUICK_MS = 4;

/** A document as plain data, read again after changes: the longer it is, the rarer, so that typing never waits for it. */
export class DocumentReading {
  private readonly onRead: () => void;
  private last: { room: OutputRoom; turn: number; doc: OutputDocument; took: number; at: number } | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** `onRead`: what was shown is old, and may be drawn again. */
  constructor(onRead: () => void) {
    this.onRead = onRead;
  }

  /** The document as of `turn`, or as it was a moment before. */
  of(room: OutputRoom, turn: number): OutputDocument {
    const { last } = this;
    const now = performance.now();
    if (last?.room === room) {
      if (last.turn === turn) return last.doc;
      const rest = last.took < QUICK_MS ? 0 : last.took * REST - (now - last.at);
      if (rest > 0) {
        this.timer ??= setTimeout(() => {
          this.timer = null;
          this.onRead();
        }, rest);
        return last.doc;
      }
    }
    const doc = room.document();
    const at = performance.now();
    this.last = { room, turn, doc, took: at - now, at };
    return doc;
  }

  close(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}

/** A function that answers again what it answered last while it is asked the same. */
export function onceFor<Asked extends readonly unknown[], Answer>(
  make: (...asked: Asked) => Answer,
): (...asked: Asked) => Answer {
  let last: { asked: Asked; answer: Answer } | null = null;
  return (...asked) => {
    if (!last || asked.some((each, i) => each !== last?.asked[i])) last = { asked, answer: make(...asked) };
    return last.answer;
  };
}
