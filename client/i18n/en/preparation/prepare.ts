import type { Messages } from "../../message.ts";

/** The preparation page: its frame, not its panels. */
export const prepare = {
  "prepare.title": "Prepare {case}",
  "prepare.printed-names": "In preparation, with people’s names: not for passing on",
  "prepare.open": "Prepare the verdict",
  "prepare.open-apart": "Prepare the verdict (new tab)",
  "prepare.read": "Reading page",
  "prepare.panels": "Panels of the preparation",
  "prepare.drawer": "Show or hide the panel",
  "prepare.panel-names": "Names",
  "prepare.panel-corrections": "Corrections",
  "prepare.panel-scan": "Scan",
  "prepare.panel-check": "Check",
  "prepare.lost-short": "Offline",
  "prepare.lost":
    "The server cannot be reached. A text that is being prepared is never kept on a device: the page continues when the server is back. Decisions on names wait here until then.",
  "prepare.no-access": "Only facilitators of the organisation that owns this verdict prepare it.",
} as const satisfies Messages;
