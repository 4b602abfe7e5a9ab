import type { VerdictId } from "../../schema/domain/ids.ts";
import { NamesApplied, type NamesPost, NamesView, SealedKey } from "../../schema/protocol/http/pseudonyms.ts";
import { command, request } from "./http.ts";

/** The names of a verdict that is prepared; looks the text over anew where it has changed. */
export const readNames = (id: VerdictId, signal?: AbortSignal): Promise<NamesView> =>
  request("GET", `/api/verdicts/${id}/names`, NamesView, undefined, signal);
/** One decision, made on state `number`; done once, however often it is asked for as `asked`. Throws names-moved where somebody was quicker. */
export const decideName = (
  id: VerdictId,
  number: number,
  { asked, command }: Pick<NamesPost, "command"> & { asked: string },
): Promise<NamesView> => request("POST", `/api/verdicts/${id}/names/commands`, NamesView, { number, asked, command });
/** Replaces all confirmed ones in one revision; with a passphrase (12 to 200 characters) the mapping is sealed. */
export const applyNames = (id: VerdictId, number: number, passphrase: string | null): Promise<NamesApplied> =>
  request("POST", `/api/verdicts/${id}/names/apply`, NamesApplied, { number, passphrase });
/** Takes the last application back as one, until the verdict is cleared. */
export const unapplyNames = (id: VerdictId): Promise<void> => command("POST", `/api/verdicts/${id}/names/unapply`, {});
/** Who stands behind which token. The answer is for the screen alone: keep it nowhere. */
export const openSealedKey = (id: VerdictId, passphrase: string): Promise<SealedKey> =>
  request("POST", `/api/verdicts/${id}/sealed-key/open`, SealedKey, { passphrase });
/** Destroys it for good. */
export const destroySealedKey = (id: VerdictId): Promise<void> => command("DELETE", `/api/verdicts/${id}/sealed-key`);
