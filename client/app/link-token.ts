/**
 * The one-time token of this page's address. It stands in the fragment, which browsers send to no server and which chat
 * programs that preview links never see.
 */
export function linkToken(): string {
  return location.hash.replace(/^#/, "");
}
