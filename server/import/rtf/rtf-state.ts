/** Where letters of a group go. */
export type Destination =
  | "text"
  | "skip"
  | "object"
  | "unicode-pair"
  | "fonts"
  | "styles"
  | "lists"
  | "overrides"
  | "list-text";

/** What holds inside a group and ends with it. */
export interface GroupState {
  destination: Destination;
  /** Characters after a `\uN` that stand for readers without Unicode. */
  fallback: number;
  font: number | null;
  hidden: boolean;
  deleted: boolean;
  bold: boolean;
  /** The group is a note or a box with text of its own. */
  isInner: boolean;
  paragraph: ParagraphState;
}

export interface ParagraphState {
  style: number | null;
  outline: number | null;
  centred: boolean;
  pageBefore: boolean;
  /** Depth of the table it stands in; 0 = none. */
  table: number;
  list: number | null;
  level: number;
}

export function emptyParagraphState(): ParagraphState {
  return { style: null, outline: null, centred: false, pageBefore: false, table: 0, list: null, level: 0 };
}

export function emptyState(): GroupState {
  return {
    destination: "text",
    fallback: 1,
    font: null,
    hidden: false,
    deleted: false,
    bold: false,
    isInner: false,
    paragraph: emptyParagraphState(),
  };
}

/** What holds at the beginning of a group inside another one. */
export function innerState(outer: GroupState): GroupState {
  return { ...outer, isInner: false, paragraph: { ...outer.paragraph } };
}

/** Tables before the text, and the other groups whose letters have a meaning of their own. */
export const TABLES: Readonly<Record<string, Destination>> = {
  fonttbl: "fonts",
  stylesheet: "styles",
  listtable: "lists",
  listoverridetable: "overrides",
  listtext: "list-text",
  pntext: "list-text",
  object: "object",
  upr: "unicode-pair",
};

/** Destinations that are not the text of the document, with or without the mark that lets old readers pass them over. */
export const SKIPPED = new Set(
  (
    "colortbl filetbl info header headerl headerr headerf footer footerl footerr footerf ftnsep ftnsepc ftncn aftnsep " +
    "aftnsepc aftncn fldinst nonshppict shprslt sp xe tc tcn rxe nonesttables bkmkstart bkmkend revtbl rsidtbl stylesheet2 " +
    "objdata objclass objname objalias objsect atnid atnauthor atntime atndate atnref atnparent atrfstart atrfend template " +
    "comment private datafield"
  ).split(" "),
);

/** Marked destinations whose words are part of the text: shapes, pictures, nested tables. */
export const PASSED = new Set("shpinst shppict do dptxbx nesttableprops shpgrp".split(" "));

/** Signs that RTF writes as words. */
export const SIGNS: Readonly<Record<string, string>> = {
  tab: "\t",
  "~": "\u00a0",
  "-": "\u00ad",
  _: "-",
  lquote: "‘",
  rquote: "’",
  ldblquote: "“",
  rdblquote: "”",
  emdash: "—",
  endash: "–",
  bullet: "•",
  emspace: " ",
  enspace: " ",
  qmspace: " ",
  zwj: "\u200d",
  zwnj: "\u200c",
  zwbo: "\u200b",
};
