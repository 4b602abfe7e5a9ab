/** What a case asks for is not offered or does not fit its data; the message names it. */
export class RefusedCase extends Error {
  override name = "RefusedCase";
}
