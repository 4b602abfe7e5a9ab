import { keydownHandler } from "prosemirror-keymap";
import type { ReactiveController, ReactiveControllerHost } from "lit";
import { isInField } from "../../elements/key-press.ts";
import { isDialogOpen } from "../../elements/open-dialog.ts";
import type { OutputWriting } from "../output-writing.ts";

/**
 * The key that begins a comment, for who reads a document and does not write in it: a text in which nobody types never has the focus,
 * and its editor hears no keys.
 */
export class CommentKey implements ReactiveController {
  private readonly writing: OutputWriting;
  private readonly mayComment: () => boolean;
  private readonly begin: () => void;

  constructor(
    host: ReactiveControllerHost,
    writing: OutputWriting,
    of: { mayComment: () => boolean; begin: () => void },
  ) {
    this.writing = writing;
    this.mayComment = of.mayComment;
    this.begin = of.begin;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("keydown", this.onKey);
  }

  hostDisconnected(): void {
    document.removeEventListener("keydown", this.onKey);
  }

  private readonly onKey = (event: KeyboardEvent): void => {
    const { editor } = this.writing;
    // Where one writes the editor has taken it already.
    if (!editor || event.defaultPrevented || isInField(event) || isDialogOpen() || !this.mayComment()) return;
    const begin = (): boolean => {
      this.begin();
      return true;
    };
    if (keydownHandler({ "Mod-Alt-m": begin })(editor.view, event)) event.preventDefault();
  };
}
