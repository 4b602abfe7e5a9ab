const FIELDS = "textarea:not([autocomplete]), input:not([autocomplete])";

/**
 * Keeps what stands in fields out of the browser's own memory: it writes them into the file from which it restores tabs, and
 * offers them in other forms, where no erasure reaches them. A field that says itself what it is for (sign-in) is left as it is.
 */
export function forgetTyped(page: Document): void {
  const see = (root: ParentNode): void => {
    for (const field of root.querySelectorAll(FIELDS)) field.setAttribute("autocomplete", "off");
  };
  see(page);
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof Element) {
          if (node.matches(FIELDS)) node.setAttribute("autocomplete", "off");
          see(node);
        }
  }).observe(page, { childList: true, subtree: true });
}
