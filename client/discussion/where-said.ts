import type { RoomId } from "../../schema/domain/ids.ts";
import type { ForWhom } from "../typed/for-whom.ts";
import type { TypedOn } from "../typed/typed-on.ts";

declare global {
  interface HTMLElementEventMap {
    /** A box asks its page in which room its words will stand; whoever knows puts it into `room`. */
    "coram-where-said": CustomEvent<{ audience: ForWhom; room: RoomId | null }>;
  }
}

/** What a page knows of the boxes within it. */
interface Typing {
  noteTyped(on: TypedOn, body: string): void;
  /** The room of the discussion that is for them; null where there is none to be spoken in with others. */
  roomOf(audience: ForWhom): RoomId | null;
}

/** Lets a page keep what is typed in the boxes within it, and say where it is said. */
export class AnsweredBoxes {
  constructor(page: HTMLElement, model: () => Typing | null) {
    page.addEventListener("coram-words-typed", ({ detail }) => model()?.noteTyped(detail.on, detail.body));
    page.addEventListener("coram-where-said", ({ detail }) => {
      detail.room ??= model()?.roomOf(detail.audience) ?? null;
    });
  }
}

/** The room in which words of a box will stand; null where no page says so. */
export function whereSaid(box: HTMLElement, audience: ForWhom): RoomId | null {
  const detail: HTMLElementEventMap["coram-where-said"]["detail"] = { audience, room: null };
  box.dispatchEvent(new CustomEvent("coram-where-said", { detail, bubbles: true, composed: true }));
  return detail.room;
}
