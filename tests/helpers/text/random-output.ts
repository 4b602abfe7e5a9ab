import * as fc from "fast-check";
import { randomId } from "../../../schema/domain/ids.ts";
import type { OutputDocument, OutputNode } from "../../../schema/editor/output-document.ts";
import { mayHold, nodeRule, NODES, type NodeName } from "../../../schema/editor/output-nodes.ts";

/** Values that the attributes of the table may have, by name. */
const VALUES: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  id: fc.constantFrom(...Array.from({ length: 40 }, () => randomId())),
  level: fc.integer({ min: 1, max: 4 }),
  section: fc.constantFrom("facts", "victim", "findings"),
  start: fc.integer({ min: 0, max: 20 }),
  colspan: fc.integer({ min: 1, max: 3 }),
  rowspan: fc.integer({ min: 1, max: 3 }),
  verdict: fc.constant("verdictverdictverdict0"),
  annotation: fc.constant("annotationannotation00"),
  layer: fc.constantFrom("own", "shared", "adjudicated"),
  anchor: fc.constantFrom("1 0 5", "3 10 20 30 40"),
  translation: fc.constantFrom("en", "mk"),
  approved: fc.constant(null),
  shows: fc.constantFrom("words", "note"),
  to: fc.constant("referredtoreferredto00"),
  form: fc.constantFrom("named", "number"),
  note: fc.constantFrom("", "Corrected since."),
  subject: fc.constant('{"kind":"category","category":"means","counts":"verdicts"}'),
  scope: fc.constantFrom('"output"', '{"kind":"all"}'),
};

/** Any tree that the table allows, empty nodes and missing attributes included. */
export function anyOutput(): fc.Arbitrary<OutputDocument> {
  return content("doc", 4).map((nodes) => ({ type: "doc", content: nodes }));
}

function content(parent: NodeName, depth: number): fc.Arbitrary<OutputNode[]> {
  const rule = nodeRule(parent);
  const children = (Object.keys(NODES) as NodeName[]).filter((name) => rule && mayHold(rule, NODES[name]));
  if (children.length === 0 || depth === 0) return fc.constant([]);
  return fc.array(
    fc.constantFrom(...children).chain((name) => anyNode(name, depth - 1)),
    { maxLength: 4 },
  );
}

function anyNode(type: NodeName, depth: number): fc.Arbitrary<OutputNode> {
  if (type === "text")
    return fc.record({
      type: fc.constant("text" as const),
      text: fc.stringMatching(/^[a-zčšњљë ]{1,12}$/u),
      marks: fc.constantFrom<OutputNode["marks"]>(
        undefined,
        [{ type: "strong" }],
        [{ type: "em" }, { type: "language", attrs: { lang: "mk" } }],
        [{ type: "link", attrs: { href: "https://coram.example/" } }],
      ),
    });
  const names = Object.keys(NODES[type].attributes).filter((name) => VALUES[name]);
  const attrs = fc.record(Object.fromEntries(names.map((name) => [name, VALUES[name] as fc.Arbitrary<unknown>])), {
    requiredKeys: [],
  });
  return fc
    .record({ attrs, content: content(type, depth) })
    .map((made) => ({ type, attrs: made.attrs, content: made.content }));
}
