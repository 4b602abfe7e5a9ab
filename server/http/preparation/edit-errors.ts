import { EditError } from "../../../schema/text/widen.ts";
import { Refusal } from "../../refusal.ts";

/** What `work` gives; an edit that the text does not take is the asker's mistake. */
export function refusingEditErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof EditError) throw new Refusal("bad-request", { reason: error.reason, index: error.index });
    throw error;
  }
}
