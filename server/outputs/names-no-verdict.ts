import { kindOf } from "../../schema/editor/paper-kinds.ts";
import { anatomyOf } from "../export/document/manuscript/anatomy.ts";
import type { OutputRow } from "../store/output-store.ts";
import type { Store } from "../store/store.ts";
import { templateIn } from "./templates.ts";

/** Whether files of a document say of no verdict which it is, whatever is asked of them: by the kind of its template. */
export async function namesNoVerdict(
  { methodologies }: Pick<Store, "methodologies">,
  { methodologyVersion, template }: Pick<OutputRow, "methodologyVersion" | "template">,
): Promise<boolean> {
  const version = await methodologies.version(methodologyVersion);
  const sections = (version && templateIn(version.content, template)?.sections) ?? [];
  return !anatomyOf(
    kindOf(
      template,
      sections.map(({ id }) => id),
    ),
  ).namesVerdicts;
}
