/**
 * What is put in another place of the page keeps the focus, with the caret in it: a list that is drawn in another order moves its rows
 * (Lit's `repeat`, by `insertBefore`), and a browser takes the focus from what is moved so.
 */
export {};

// oxlint-disable-next-line typescript/unbound-method -- called with the node that it is asked of.
const insert = Node.prototype.insertBefore;

/** The focus is taken and given back: as where a browser moves what has it, nobody has left it. */
let isGivenBack = false;
for (const kind of ["blur", "focusout", "focus", "focusin"])
  addEventListener(kind, (event) => isGivenBack && event.stopImmediatePropagation(), { capture: true });

Node.prototype.insertBefore = function insertBefore<T extends Node>(this: Node, node: T, before: Node | null): T {
  const focused = node.isConnected ? document.activeElement : null;
  if (!focused || !node.contains(focused) || !(this instanceof Element) || !this.isConnected)
    return insert.call(this, node, before) as T;
  if ("moveBefore" in Element.prototype) {
    this.moveBefore(node, before);
    return node;
  }
  // Firefox before 144, Safari.
  isGivenBack = true;
  try {
    insert.call(this, node, before);
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  } finally {
    isGivenBack = false;
  }
  return node;
};
