type Evaluate = (this: unknown, node: Element, options: unknown, virtual: unknown, context: object) => unknown;

/**
 * Runs in a page that has axe: of texts of one kind it judges the contrast of the first two in each look. Colours were half of a look, most
 * of it for hundreds of paragraphs and rows that differ in their words alone. Of one kind are those that stand in the same elements
 * with the same classes, painted in the same colours up to the root; what could not be judged, as something lies over it, is no example.
 */
export function judgeKindsOfText(): void {
  const { axe: inPage } = window as unknown as { axe: { _audit: { checks: Record<string, { evaluate: Evaluate }> } } };
  const check = inPage._audit.checks["color-contrast"];
  if (!check) throw new Error("axe has no check of contrast");
  const { evaluate } = check;
  interface Look {
    kinds: Map<Element, number>;
    numbers: Map<string, number>;
    judged: Map<number, number>;
  }
  // A look has a context of its own: what is seen in one says nothing of the next.
  const looks = new WeakMap<object, Look>();
  const kindOf = (element: Element | null, look: Look): number => {
    if (!element) return 0;
    const known = look.kinds.get(element);
    if (known !== undefined) return known;
    const { color, backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const own = [element.localName, element.getAttribute("class"), color, backgroundColor, backgroundImage, opacity];
    const words = `${kindOf(element.parentElement, look)} ${own.join("|")}`;
    const kind = look.numbers.get(words) ?? look.numbers.size + 1;
    look.numbers.set(words, kind);
    look.kinds.set(element, kind);
    return kind;
  };
  check.evaluate = function (node, options, virtual, context) {
    const look = looks.get(context) ?? { kinds: new Map(), numbers: new Map(), judged: new Map() };
    looks.set(context, look);
    const kind = kindOf(node, look);
    const judged = look.judged.get(kind) ?? 0;
    if (judged === 2) return true;
    const result = evaluate.call(this, node, options, virtual, context);
    if (typeof result === "boolean") look.judged.set(kind, judged + 1);
    return result;
  };
}
