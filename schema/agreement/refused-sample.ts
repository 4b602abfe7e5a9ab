/** What a sample asks for is not offered or does not fit its data; the message names it. */
export class RefusedSample extends Error {
  override name = "RefusedSample";
}
