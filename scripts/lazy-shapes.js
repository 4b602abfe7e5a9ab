// A plugin of the bundlers. A program knows some four thousand shapes of data, and a page or a process meets a few hundred of them; to make
// them all was a twentieth of the time in which a verdict opens, and a tenth of that in which the server begins.
const MAKERS = new Set(["object", "extend"]);

/** Calls `found` with each call outside of functions: what is made while the module begins. */
function eachCall(node, found) {
  if (!node || typeof node !== "object") return;
  if (Array.isArray(node)) {
    for (const each of node) eachCall(each, found);
    return;
  }
  if (/Function/.test(node.type)) return;
  // What stands within it is made with it.
  if (node.type === "CallExpression" && found(node)) return;
  for (const each of Object.values(node)) eachCall(each, found);
}

/** The fields of `z.object({ … })` and `Shape.extend({ … })` that are made by a call: where they begin, and the name and the call of each. */
function fieldsOf(call) {
  const { callee, arguments: given } = call;
  const isMaker = callee.type === "MemberExpression" && !callee.computed && MAKERS.has(callee.property.name);
  const [shape] = given;
  if (!isMaker || shape?.type !== "ObjectExpression") return null;
  return shape.properties.filter(
    ({ type, kind, computed, key, value }) =>
      type === "Property" &&
      kind === "init" &&
      !computed &&
      key.type === "Identifier" &&
      value.type === "CallExpression",
  );
}

/** Makes each such field a getter, which Zod reads when data of that shape is first parsed. */
export const lazyShapes = {
  name: "coram-lazy-shapes",
  enforce: "pre",
  transform(code, id) {
    if (!/\/(?:schema|server)\/.*\.ts$/.test(id) || !code.includes("z.object({")) return null;
    const edits = [];
    eachCall(this.parse(code, { lang: "ts" }).body, (call) => {
      const fields = fieldsOf(call);
      for (const { start, end, key, value } of fields ?? [])
        edits.push({ start, end, words: `get ${key.name}() { return ${code.slice(value.start, value.end)}; }` });
      return fields !== null;
    });
    let lazy = code;
    for (const { start, end, words } of edits.sort((a, b) => b.start - a.start))
      lazy = lazy.slice(0, start) + words + lazy.slice(end);
    return { code: lazy, map: null };
  },
};
