import { TypedOver } from "../../reader/erased/typed-over.ts";
import { ofMember } from "../../typed/of-member.ts";
import { unsentWords } from "../../typed/typed-on.ts";

/** What was typed over words and not sent, by what it is kept under. */
const begun = ofMember(new Map<string, TypedOver>());

/** What is typed under a key over words, as it was left where it is begun and not sent. */
export function typedOver(key: string, was: string): TypedOver {
  const own = (unsentWords.has(key) && begun.get(key)) || new TypedOver(was);
  begun.set(key, own);
  return own;
}
