import { COLUMNS } from "../rights/askers.ts";
import type { TestServer } from "../network/test-server.ts";

export interface Rule {
  /** The letters of those who may, as `tests/helpers/rights/askers.ts` has them. */
  may: string;
  /** What those who may not get, apart from nobody (401); 403 unless told. A verdict that one may not know of is 404. */
  refused?: 403 | 404;
  /** The path with its ids. */
  path?: (server: TestServer, verdict: string) => string | Promise<string>;
  body?: (server: TestServer) => unknown;
  /** The answer to who may, where it is no success: the token is no token, the draft is somebody else's. */
  answer?: { [letter: string]: number };
}

export const EVERYBODY = "F f L V R G g O W -";
/** But for guests of a workshop, who have one page. */
export const WITH_PLACES = "F f L V R G g O";
export const SIGNED_IN = `${WITH_PLACES} W`;
/** All who may see a tag. */
export const READERS = "F f L V R G g";
export const MEMBERS = "F f L V R";
export const FACILITATORS = "F f";
export const OWNER = "F";
export const TAGGERS = "F f L";

export const all = (status: number): Rule["answer"] => Object.fromEntries(COLUMNS.map((letter) => [letter, status]));
