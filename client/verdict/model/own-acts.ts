import type { OwnUndo } from "../../../schema/rooms/own-undo.ts";

/** This person's acts over all rooms of a verdict, in their order, to be undone and done again. */
export class OwnActs {
  /** Rooms' undo stacks in the order of the acts. */
  private done: OwnUndo[] = [];
  private undone: OwnUndo[] = [];

  /** Does an act that the room's stack records. */
  act(undo: OwnUndo, act: () => void): void {
    act();
    this.done.push(undo);
    this.undone.length = 0;
  }

  /** Undoes the newest act; false where there is none. */
  undo(): boolean {
    const undo = this.done.pop();
    if (!undo) return false;
    undo.undo();
    this.undone.push(undo);
    return true;
  }

  redo(): boolean {
    const undo = this.undone.pop();
    if (!undo) return false;
    undo.redo();
    this.done.push(undo);
    return true;
  }

  /** The room's document is gone, and with it all words that the stack holds: after an erasure they must not come back. */
  forget(undo: OwnUndo): void {
    this.done = this.done.filter((each) => each !== undo);
    this.undone = this.undone.filter((each) => each !== undo);
  }
}
