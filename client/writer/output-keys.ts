import { baseKeymap, chainCommands } from "prosemirror-commands";
import { ellipsis, emDash, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { splitListItem } from "prosemirror-schema-list";
import { Plugin, TextSelection, type Command } from "prosemirror-state";
import { addRow, goToNextCell, isInTable, selectedRect } from "prosemirror-tables";
import { outputSchema } from "../../schema/editor/output-schema.ts";
import { OUTPUT_COMMANDS } from "./output-commands.ts";
import { headingAround } from "./section-walls.ts";

const { nodes } = outputSchema;
const C = OUTPUT_COMMANDS;

/** What is shown beside a command: `Mod` is Ctrl, or the command key of a Mac. */
export const OUTPUT_KEYS: Readonly<Partial<Record<keyof typeof C, string>>> = {
  undo: "Mod-z",
  redo: "Mod-Shift-z",
  strong: "Mod-b",
  em: "Mod-i",
  paragraph: "Mod-Alt-0",
  "heading-1": "Mod-Alt-1",
  "heading-2": "Mod-Alt-2",
  "heading-3": "Mod-Alt-3",
  "bullet-list": "Mod-Shift-8",
  "ordered-list": "Mod-Shift-7",
  quote: "Mod-Shift-9",
  footnote: "Mod-Alt-f",
};

/** A Cyrillic key is told by what it prints, as on other pages: by its place, which differs, З would do again what it takes back. */
const CYRILLIC: Readonly<Record<string, Command>> = {
  "Mod-з": chainCommands(C.undo, () => true),
  "Mod-Shift-З": chainCommands(C.redo, () => true),
  "Mod-ѕ": chainCommands(C.redo, () => true),
};

/** Keys of the editor, those of the page (a link, a comment) handed in. */
export function outputKeys(page: Readonly<Record<string, Command>>): Plugin[] {
  const own = Object.fromEntries(
    Object.entries(OUTPUT_KEYS).map(([name, key]): [string, Command] => [key, C[name as keyof typeof C]]),
  );
  return [
    keymap({
      ...page,
      ...own,
      "Mod-y": C.redo,
      ...CYRILLIC,
      Backspace: stayInNote("start"),
      Delete: stayInNote("end"),
      Enter: chainCommands(leaveNote, splitListItem(nodes.listItem)),
      "Shift-Enter": breakLine,
      Escape: leaveNote,
      Tab: chainCommands(goToNextCell(1), goToNewRow, C.indent),
      "Shift-Tab": chainCommands(goToNextCell(-1), C.outdent),
    }),
    keymap(baseKeymap),
  ];
}

/** What typing turns into: headings, lists and quotes as in Markdown, dashes and dots. A section's heading stays what it is. */
export function outputRules(): Plugin {
  const rules = inputRules({
    rules: [
      ellipsis,
      emDash,
      textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({ level: (match[1] ?? "#").length })),
      wrappingInputRule(/^\s*[-*]\s$/, nodes.bulletList),
      wrappingInputRule(
        /^(\d{1,3})[.)]\s$/,
        nodes.orderedList,
        (match) => ({ start: Number(match[1]) }),
        (match, node) => node.childCount + Number(node.attrs["start"]) === Number(match[1]),
      ),
      wrappingInputRule(/^>\s$/, nodes.blockquote),
    ],
  });
  const { handleTextInput } = rules.props;
  return new Plugin({
    ...rules.spec,
    props: {
      ...rules.props,
      handleTextInput: (view, from, ...typed) =>
        headingAround(view.state.doc.resolve(from)) === null && handleTextInput?.call(rules, view, from, ...typed),
    },
  });
}

const breakLine: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodes.hardBreak.create()).scrollIntoView());
  return true;
};

/** A note is no block that could be joined with what stands beside it: at its edge a deletion goes no further. */
export function stayInNote(edge: "start" | "end"): Command {
  return ({ selection: { $from, empty } }) => {
    if (!empty || $from.parent.type !== nodes.footnote) return false;
    return $from.parentOffset === (edge === "start" ? 0 : $from.parent.content.size);
  };
}

/** Behind the last cell of a table begins a row. */
const goToNewRow: Command = (state, dispatch, view) => {
  if (!isInTable(state)) return false;
  if (!dispatch || !view) return true;
  const row = selectedRect(state);
  dispatch(addRow(state.tr, row, row.map.height));
  return goToNextCell(1)(view.state, view.dispatch);
};

/** Enter and Escape in a note go on after it. */
const leaveNote: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== nodes.footnote) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, $from.after())).scrollIntoView());
  return true;
};
