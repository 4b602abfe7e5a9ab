import type { OutputLoading } from "../output-loading.ts";
import type { OutputReadings } from "../output-readings.ts";
import type { OutputWriting } from "../output-writing.ts";

/** One of two documents beside each other. */
export interface PairSide {
  loading: OutputLoading;
  writing: OutputWriting;
  readings: OutputReadings;
}
