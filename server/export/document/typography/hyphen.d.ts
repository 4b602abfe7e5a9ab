// Of `hyphen`, which has no types of its own: the languages that the typesetter has no patterns for.
declare module "hyphen/sh-latn/index.js" {
  export function hyphenateSync(text: string): string;
}
declare module "hyphen/mk/index.js" {
  export function hyphenateSync(text: string): string;
}
