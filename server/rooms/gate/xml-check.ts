import type { AttributeRule } from "../../../schema/editor/output-nodes.ts";
import type { Actor } from "../../../schema/domain/can.ts";
import { verdictsNamedBy } from "../../../schema/editor/drawn-on.ts";
import { isClean } from "../../../schema/rooms/field-rule.ts";
import type { StructContent } from "./decode-update.ts";
import type { Facts } from "./facts.ts";
import { GateRefusal } from "./refusal.ts";
import { innerHolder, type XmlPlace } from "./xml-place.ts";

/**
 * Whether content may stand at a place of XML: only nodes, attributes and marks of the table, each where it may be. So every
 * client of this version can show whatever is in the room, and none has a reason to take anything out. Throws GateRefusal.
 */
export function checkXml(content: StructContent, { holder, attribute }: XmlPlace, facts: Facts, actor: Actor): void {
  // What was deleted before it came here leaves its length.
  if (content.type === "deleted") return;
  if (attribute !== null) {
    const rules: Readonly<Record<string, AttributeRule>> = holder.rule.attributes;
    const rule = Object.hasOwn(rules, attribute) ? rules[attribute] : undefined;
    if (!rule || holder.isText || holder.depth === 0) throw new GateRefusal("shape", "an unknown attribute");
    if (content.type !== "value" || !rule.value.safeParse(content.value).success)
      throw new GateRefusal("shape", `value of attribute ${attribute}`);
    if (typeof content.value === "string" && facts.isErased(content.value))
      throw new GateRefusal("erased", "what was erased from a verdict");
    if (!verdictsNamedBy(attribute, content.value).every((verdict) => facts.mayQuote(actor, verdict)))
      throw new GateRefusal("right", "words of a verdict that this member only reads, or that is in preparation");
    return;
  }
  if (!holder.isText) {
    if ((content.type !== "element" && content.type !== "text") || !innerHolder(holder, content))
      throw new GateRefusal("shape", "a node that may not stand there");
    return;
  }
  if (content.type === "letters") return checkLetters(content.text, facts);
  if (content.type !== "format") throw new GateRefusal("shape", `${content.type} in a text`);
  const rules = holder.xml.mark(content.key);
  if (!rules) throw new GateRefusal("shape", "an unknown mark");
  if (content.value === null) return;
  if (typeof content.value !== "object" || Array.isArray(content.value))
    throw new GateRefusal("shape", "value of a mark");
  for (const [name, value] of Object.entries(content.value)) {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule?.value.safeParse(value).success) throw new GateRefusal("shape", `value of mark ${content.key}`);
    if (typeof value === "string" && facts.isErased(value))
      throw new GateRefusal("erased", "what was erased from a verdict");
  }
}

function checkLetters(text: string, facts: Facts): void {
  if (!isClean(text)) throw new GateRefusal("shape", "letters that are no text");
  if (facts.isErased(text)) throw new GateRefusal("erased", "what was erased from a verdict");
}
