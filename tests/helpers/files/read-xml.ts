import { SaxesParser } from "saxes";

/** An element of an XML part, with its text and elements in order. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: (XmlElement | string)[];
}

/** Reads well-formed XML; throws on everything else. */
export function readXml(xml: string): XmlElement {
  const root: XmlElement = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const element: XmlElement = { name, attributes: { ...attributes }, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => void open.pop());
  parser.on("text", (text) => open.at(-1)?.children.push(text));
  parser.write(xml).close();
  const [top] = root.children;
  if (!top || typeof top === "string") throw new Error("no element");
  return top;
}

/** An element and all below it, in document order. */
export function* allOf(element: XmlElement): Generator<XmlElement> {
  yield element;
  for (const child of element.children) if (typeof child !== "string") yield* allOf(child);
}

/** All elements of a name. */
export function named(element: XmlElement, name: string): XmlElement[] {
  return [...allOf(element)].filter((each) => each.name === name);
}

/** The text of an element and of all below it. */
export function textOfXml(element: XmlElement): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOfXml(child))).join("");
}
