import { StoreError } from "../store/store-error.ts";
import { Malformed, GateRefusal } from "./gate/refusal.ts";
import { TripwireFired } from "./gate/tripwire.ts";

/** What the log says of an error: never a message that could hold words. */
export function nameOf(error: unknown): string {
  if (error instanceof StoreError || error instanceof GateRefusal) return error.code;
  return error instanceof TripwireFired || error instanceof Malformed
    ? error.message
    : error instanceof Error
      ? error.name
      : "unknown";
}
