import type { LightElement } from "../../elements/light-element.ts";
import { PHONE } from "../../elements/screen.ts";

/** On a narrow screen words take the place of the tree or list that they were chosen in: once they are drawn one begins at their top, below the bar. */
export function beginAtTop(host: LightElement): void {
  if (!PHONE.matches) return;
  void host.updateComplete.then(() =>
    host.parentElement?.querySelector(".draft-bar")?.scrollIntoView({ block: "start" }),
  );
}
