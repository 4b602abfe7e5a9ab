import type { TokenKind } from "../../../schema/text/token.ts";

type Slug<Kind extends string> = Kind extends `${infer A} ${infer B} ${infer C}`
  ? Lowercase<`${A}-${B}-${C}`>
  : Kind extends `${infer A} ${infer B}`
    ? Lowercase<`${A}-${B}`>
    : Lowercase<Kind>;

/** A kind of token as the end of its message key, `verdict.token-date-of-birth`. */
export function tokenSlug(kind: TokenKind): Slug<TokenKind> {
  return kind.toLowerCase().replaceAll(" ", "-") as Slug<TokenKind>;
}
