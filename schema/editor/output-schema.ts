import { Schema, type Attrs, type DOMOutputSpec, type MarkSpec, type NodeSpec } from "prosemirror-model";
import { MARKS, NODES, type AttributeRule, type MarkName, type NodeName, type NodeRule } from "./output-nodes.ts";

/** What the browser adds to a node of the table: how it is drawn, and how it is read from what was pasted. */
type Looks = Partial<
  Pick<NodeSpec, "toDOM" | "parseDOM" | "atom" | "selectable" | "draggable" | "defining" | "isolating"> & {
    tableRole: string;
  }
>;

function forEach<K extends string, T>(table: Record<K, unknown>, make: (name: K) => T): Record<K, T> {
  return Object.fromEntries((Object.keys(table) as K[]).map((name) => [name, make(name)])) as Record<K, T>;
}

function specOf(name: NodeName, rule: NodeRule): NodeSpec {
  const isInline = rule.groups.includes("inline");
  return {
    content: rule.holds === "nothing" ? "" : `${rule.holds}*`,
    group: rule.groups.join(" "),
    inline: isInline,
    ...(name === "text" ? {} : { attrs: attrsOf(rule.attributes) }),
  };
}

function attrsOf(rules: Readonly<Record<string, AttributeRule>>): Record<string, { default: unknown }> {
  return Object.fromEntries(Object.entries(rules).map(([name, { missing }]) => [name, { default: missing }]));
}

const text = (attrs: Attrs, name: string): string => String(attrs[name] ?? "");

/** A node without content of its own; the editor draws it by a view, and a copy of it is pasted with all it holds. */
function atom(name: NodeName, tag: "div" | "span"): Looks {
  return {
    selectable: true,
    draggable: true,
    toDOM: ({ attrs }) => [tag, { "data-node": name, "data-attrs": JSON.stringify(attrs) }],
    parseDOM: [{ tag: `${tag}[data-node=${name}]`, getAttrs: (dom) => readAttrs(name, dom) }],
  };
}

/** The same of a node whose entries are written by what draws it: no cursor goes into it. */
function wired(name: NodeName): Looks {
  return {
    ...atom(name, "div"),
    atom: true,
    toDOM: ({ attrs }) => ["div", { "data-node": name, "data-attrs": JSON.stringify(attrs) }, 0],
  };
}

/** What a copied node holds; what is none of the table's is left out, since anybody may put anything into a clipboard. */
function readAttrs(name: NodeName, dom: HTMLElementLike): Attrs {
  try {
    const values = JSON.parse(dom.getAttribute("data-attrs") ?? "{}") as Record<string, unknown>;
    const rules: Readonly<Record<string, AttributeRule>> = NODES[name].attributes;
    return Object.fromEntries(
      Object.entries(rules)
        .filter(([key, { value }]) => value.safeParse(values[key]).success)
        .map(([key]) => [key, values[key]]),
    );
  } catch {
    return {};
  }
}

/** As much of an element as reading one needs: schema/ knows no DOM. */
interface HTMLElementLike {
  getAttribute(name: string): string | null;
}

const numberOf = (dom: HTMLElementLike, name: string, least: number, most: number): number => {
  const value = Number(dom.getAttribute(name) ?? least);
  return Number.isInteger(value) && value >= least && value <= most ? value : least;
};

const withId = (attrs: Attrs, more: Record<string, string> = {}): Record<string, string> =>
  attrs["id"]
    ? {
        "data-block": text(attrs, "id"),
        ...(attrs["was"] ? { "data-was": text(attrs, "was") } : {}),
        ...(attrs["pair"] ? { "data-pair": text(attrs, "pair") } : {}),
        ...more,
      }
    : more;

/** What is cut and pasted is what it was; what is none of the table's is left out. */
const idOf = (dom: HTMLElementLike): { id: string | null; was: string | null; pair: string | null } => {
  const { id, was, pair } = NODES.paragraph.attributes;
  const read = (name: string, { value }: AttributeRule): string | null => {
    const found = dom.getAttribute(name);
    return value.safeParse(found).success ? found : null;
  };
  return { id: read("data-block", id), was: read("data-was", was), pair: read("data-pair", pair) };
};

/** How each node is drawn and read, but for blocks of text that are like no element of HTML (`textBlock`). */
const LOOKS: Partial<Record<NodeName, Looks>> = {
  doc: {},
  text: {},
  paragraph: { toDOM: ({ attrs }) => ["p", withId(attrs), 0], parseDOM: [{ tag: "p", getAttrs: idOf }] },
  heading: {
    defining: true,
    // The page's title is the h1: a document's headings begin at h2.
    toDOM: ({ attrs }): DOMOutputSpec => [
      `h${Number(attrs["level"]) + 1}`,
      withId(attrs, attrs["section"] ? { "data-section": text(attrs, "section") } : {}),
      0,
    ],
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (dom: HTMLElementLike) => ({
        ...idOf(dom),
        level: Math.min(4, Math.max(1, level - 1)),
        section: dom.getAttribute("data-section"),
      }),
    })),
  },
  blockquote: {
    defining: true,
    toDOM: ({ attrs }) => ["blockquote", withId(attrs), 0],
    parseDOM: [{ tag: "blockquote", getAttrs: idOf }],
  },
  bulletList: { toDOM: ({ attrs }) => ["ul", withId(attrs), 0], parseDOM: [{ tag: "ul", getAttrs: idOf }] },
  orderedList: {
    toDOM: ({ attrs }) => ["ol", withId(attrs, { start: text(attrs, "start") }), 0],
    parseDOM: [
      {
        tag: "ol",
        getAttrs: (dom: HTMLElementLike) => ({ ...idOf(dom), start: numberOf(dom, "start", 1, 9999) }),
      },
    ],
  },
  listItem: { defining: true, toDOM: () => ["li", 0], parseDOM: [{ tag: "li" }] },
  table: {
    tableRole: "table",
    isolating: true,
    toDOM: ({ attrs }) => ["table", withId(attrs), ["tbody", 0]],
    parseDOM: [{ tag: "table", getAttrs: idOf }],
  },
  tableRow: { tableRole: "row", toDOM: () => ["tr", 0], parseDOM: [{ tag: "tr" }] },
  tableCell: cell("td", "cell"),
  headerCell: cell("th", "header_cell"),
  footnote: {
    selectable: true,
    isolating: true,
    toDOM: ({ attrs }) => ["span", withId(attrs, { "data-node": "footnote", class: "footnote" }), 0],
    parseDOM: [{ tag: "span[data-node=footnote]", getAttrs: idOf }],
  },
  hardBreak: { selectable: false, toDOM: () => ["br"], parseDOM: [{ tag: "br" }] },
  evidence: atom("evidence", "div"),
  timeline: wired("timeline"),
  actors: wired("actors"),
  comparison: wired("comparison"),
  chart: wired("chart"),
  entry: {
    toDOM: ({ attrs }) => ["div", { "data-node": "entry", "data-attrs": JSON.stringify(attrs) }, 0],
    parseDOM: [{ tag: "div[data-node=entry]", getAttrs: (dom) => readAttrs("entry", dom) }],
  },
  evidenceNote: atom("evidenceNote", "span"),
  figure: atom("figure", "span"),
  record: atom("record", "span"),
  reference: atom("reference", "span"),
};

/** A block of text that is named by its class; what else it holds is pasted with it. */
function textBlock(name: NodeName): Looks {
  const { groups, holds }: NodeRule = NODES[name];
  if (!groups.includes("block") || holds !== "inline") throw new Error(`nothing says how ${name} is drawn`);
  return {
    defining: true,
    toDOM: ({ attrs }) => ["div", { "data-node": name, "data-attrs": JSON.stringify(attrs), class: name }, 0],
    parseDOM: [{ tag: `div[data-node=${name}]`, getAttrs: (dom: HTMLElementLike) => readAttrs(name, dom) }],
  };
}

function cell(tag: "td" | "th", tableRole: string): Looks {
  return {
    tableRole,
    isolating: true,
    toDOM: ({ attrs }) => [tag, { colspan: text(attrs, "colspan"), rowspan: text(attrs, "rowspan") }, 0],
    parseDOM: [
      {
        tag,
        getAttrs: (dom: HTMLElementLike) => ({
          colspan: numberOf(dom, "colspan", 1, 100),
          rowspan: numberOf(dom, "rowspan", 1, 100),
        }),
      },
    ],
  };
}

function markLooksOf(name: MarkName): Pick<MarkSpec, "toDOM" | "parseDOM" | "inclusive"> {
  switch (name) {
    case "strong":
      // Google Docs wraps a whole document into a `b` that is not bold.
      return {
        toDOM: () => ["strong", 0],
        parseDOM: [
          { tag: "strong" },
          { tag: "b", getAttrs: (dom) => dom.style.fontWeight !== "normal" && null },
          { style: "font-weight=400", clearMark: (mark) => mark.type.name === "strong" },
          { style: "font-weight", getAttrs: (value) => /^(?:bold(?:er)?|[6-9]00)$/.test(value) && null },
        ],
      };
    case "em":
      return { toDOM: () => ["em", 0], parseDOM: [{ tag: "i" }, { tag: "em" }, { style: "font-style=italic" }] };
    case "superscript":
      return { toDOM: () => ["sup", 0], parseDOM: [{ tag: "sup" }, { style: "vertical-align=super" }] };
    case "language":
      return {
        toDOM: ({ attrs }) => ["span", { lang: text(attrs, "lang") }, 0],
        parseDOM: [
          {
            tag: "span[lang]",
            getAttrs: (dom) => {
              const lang = dom.getAttribute("lang") ?? "";
              return MARKS.language.lang.value.safeParse(lang).success ? { lang } : false;
            },
          },
        ],
      };
    case "link":
      return {
        inclusive: false,
        toDOM: ({ attrs }) => ["a", { href: text(attrs, "href"), rel: "noopener noreferrer", target: "_blank" }, 0],
        parseDOM: [
          {
            tag: "a[href]",
            getAttrs: (dom) => {
              const href = dom.getAttribute("href") ?? "";
              return href !== "" && MARKS.link.href.value.safeParse(href).success ? { href } : false;
            },
          },
        ],
      };
  }
}

/** The schema of the output editor. It is total: see the table that it is made from. */
export const outputSchema: Schema<NodeName, MarkName> = new Schema<NodeName, MarkName>({
  nodes: forEach(NODES, (name): NodeSpec => ({ ...specOf(name, NODES[name]), ...(LOOKS[name] ?? textBlock(name)) })),
  marks: forEach(MARKS, (name): MarkSpec => ({ attrs: attrsOf(MARKS[name]), ...markLooksOf(name) })),
});
