import { WIRED_BLOCKS } from "../../../schema/editor/output-nodes.ts";

/** What can be put in at the cursor from the tools. */
export const EVIDENCE_TOOLS = ["tray", "figure", ...WIRED_BLOCKS, "recommendation", "reference"] as const;
export type QuoteTool = (typeof EVIDENCE_TOOLS)[number];

/** Their keys in the editor. */
export const EVIDENCE_KEYS = {
  tray: "Mod-Alt-e",
  figure: "Mod-Alt-n",
  reference: "Mod-Alt-r",
} as const satisfies Partial<Record<QuoteTool, string>>;
