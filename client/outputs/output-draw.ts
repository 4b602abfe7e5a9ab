import type { DrawNode, ViewedNode } from "../editor/output-views.ts";
import { t } from "../i18n/t.ts";

/** How the page draws nodes that show what is read elsewhere. What has no entry says what it is. */
export function drawnNodes(): Partial<Record<ViewedNode, DrawNode>> {
  return {
    recommendation: (node, element) => {
      const label = document.createElement("span");
      label.className = "label";
      label.textContent = t("outputs.node-recommendation");
      const { addressee, deadline } = node.attrs;
      element.replaceChildren(label, ` ${[addressee, deadline].filter(Boolean).join(", ")}`);
    },
  };
}
