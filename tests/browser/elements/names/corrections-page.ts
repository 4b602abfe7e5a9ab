import { page as browser } from "vitest/browser";
import "../../../../client/prepare/corrections/coram-corrections-panel.ts";
import type { CoramCorrectionsPanel } from "../../../../client/prepare/corrections/coram-corrections-panel.ts";
import type { VerdictView } from "../../../../schema/protocol/http/verdicts.ts";
import { applyEdits } from "../../../../schema/text/edits/edits.ts";
import type { Block } from "../../../../schema/text/revision.ts";
import { FACILITATOR, VERDICTS } from "../../../helpers/browser/shell-data.ts";
import { bodies } from "../../../helpers/browser/shell-answers.ts";
import { mount } from "../../../helpers/browser/shell-page.ts";

export const LINES = ["Svedok je dao iskaz.", "Sud je iskaz prihvatio."];
export const TEXT = LINES.join("\n");
export const NAMED = "Svedok 0101990710006 je dao iskaz.";
const blockOf = (line: string, i: number): Block => ({
  kind: "paragraph",
  start: TEXT.indexOf(line),
  end: TEXT.indexOf(line) + line.length,
  page: null,
  level: null,
  cell: null,
  printed: null,
  number: String(i + 1),
  section: null,
});
export const REVISION = { number: 2, text: TEXT, blocks: LINES.map(blockOf) };
export const VERDICT = { ...VERDICTS.open, stage: "cleared" as const };
export const VIEW = { verdict: VERDICT, revision: REVISION, maps: [], members: [] } as unknown as VerdictView;
export const EDITS = `POST /api/verdicts/${VERDICT.id}/edits`;
export const DONE = { touchedTags: 0, touchedThreads: 0, edits: [], revision: null, map: null };
export const FINDINGS = [{ text: "0101990710006", kind: "jmbg" }];
export const NAMES_COME = {
  status: 409,
  problem: { code: "names-come", params: { sure: "these" }, findings: FINDINGS },
};

export const question = (): string => document.querySelector("coram-ask p")?.textContent ?? "";
export const button = (name: string) => browser.getByRole("button", { name, exact: true });

export const openPanel = (answers: Record<string, unknown>) =>
  mount<CoramCorrectionsPanel>("coram-corrections-panel", FACILITATOR, answers, {
    view: VIEW,
    selection: [{ start: 0, end: 0 }],
  });

/** Commands that were sent to be written, each with what its writer was sure of. */
export const sent = (asked: Awaited<ReturnType<typeof openPanel>>["asked"], what = EDITS): unknown[] =>
  (bodies(asked, what) as { preview?: boolean; sure?: string }[])
    .filter(({ preview }) => !preview)
    .map(({ sure }) => sure);

export const WRITTEN = applyEdits(REVISION, [{ start: 0, end: 6, insert: "Veštak" }], [], "correct", []);
export const WRITE = { ...DONE, revision: WRITTEN.revision, map: WRITTEN.map };
