import type { CDPSession } from "playwright";

/** A paragraph, heading or cell as assistive technology gets it. */
export interface HeardBlock {
  role: string;
  /** Said before the words. */
  number: string;
  /** The words, with what is said of tags between angle brackets. */
  words: string;
}

/** The part of a node of the browser's accessibility tree that is read here. */
interface Node {
  nodeId: string;
  ignored: boolean;
  role?: { value?: string };
  name?: { value?: string };
  properties?: { name: string; value: { value?: string } }[];
  childIds?: string[];
}

const BLOCKS = ["paragraph", "heading", "cell"];

/** The text of a verdict out of the page's whole accessibility tree, in its order. The session has to have the tree enabled. */
export async function readAloud(session: CDPSession): Promise<HeardBlock[]> {
  const { nodes } = (await session.send("Accessibility.getFullAXTree")) as { nodes: Node[] };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const text = nodes.find((node) => roleOf(node) === "textbox" && node.name?.value === "Text of the verdict");
  if (!text) throw new Error("no text in the tree");
  const heard: HeardBlock[] = [];
  const walk = (node: Node): void => {
    const [role, name] = [roleOf(node), node.name?.value ?? ""];
    const block = heard.at(-1);
    // What a list marker shows is no word of the text.
    if (role === "ListMarker") return;
    if (BLOCKS.includes(role)) heard.push({ role, number: "", words: "" });
    else if (role === "image" && block) {
      const what = node.properties?.find((property) => property.name === "roledescription")?.value.value;
      if (what === "Paragraph") block.number += name;
      else block.words += `<${what} ${name}>`;
      return;
    } else if (role === "StaticText" && block) {
      block.words += name;
      return;
    }
    for (const id of node.childIds ?? []) {
      const child = byId.get(id);
      if (child) walk(child);
    }
  };
  walk(text);
  return heard;
}

function roleOf(node: Node): string {
  return node.ignored ? "" : (node.role?.value ?? "");
}
