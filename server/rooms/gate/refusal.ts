import { CLOSE, type CloseCode } from "../../../schema/protocol/close-codes.ts";
import type { Refused } from "../../../schema/protocol/sync-messages.ts";

/** Bytes that are not of the protocol. The socket closes with 4400. */
export class Malformed extends Error {}

/** A change that the gate does not let in. The whole update is refused, never half of it. */
export class GateRefusal extends Error {
  readonly code: Refused["code"];

  constructor(code: Refused["code"], detail: string) {
    super(detail);
    this.code = code;
  }
}

/** Words of an erasure that is not through all rooms yet: they may have stood there before. */
export class BeingErased extends GateRefusal {
  constructor() {
    super("erased", "what is being erased from a verdict");
  }
}

/** The close code that ends a socket after this refusal. */
export function closeCodeOf(refusal: GateRefusal): CloseCode {
  if (refusal.code === "identity") return CLOSE.identityConflict;
  return refusal.code === "too-large" ? CLOSE.tooLarge : CLOSE.refused;
}
