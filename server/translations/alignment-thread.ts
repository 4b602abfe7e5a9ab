import type { Recognised } from "../../schema/protocol/http/imports.ts";
import type { Alignment } from "../../schema/protocol/http/translations.ts";
import type { Revision } from "../../schema/text/revision.ts";
import { inWorker } from "../workers/thread.ts";
import { proposeAlignment } from "./alignment.ts";
import { builtModule } from "../workers/built-module.ts";

/** So many pairs of paragraphs are compared in less time than a thread takes to begin. */
const FEW = 10_000;

export interface AlignmentJob {
  revision: Revision;
  translation: Recognised;
}

/** `proposeAlignment`, for long texts in a thread of its own. */
export async function proposeAlignmentInWorker(job: AlignmentJob): Promise<Alignment> {
  const { revision, translation } = job;
  if (revision.blocks.length * translation.blocks.length <= FEW) return proposeAlignment(revision, translation);
  return inWorker<Alignment>(builtModule("translations/alignment-worker"), job);
}
