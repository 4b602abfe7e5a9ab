/** Forms of a message that depends on `{count}`, by the categories of Intl.PluralRules; `other` is always there. */
export interface PluralMessage {
  zero?: string;
  one?: string;
  two?: string;
  few?: string;
  many?: string;
  other: string;
}

/** One message: a sentence with `{placeholders}`, or its plural forms. */
export type Message = string | PluralMessage;

/** The shape of an English module: `export const shell = {…} as const satisfies Messages`. */
export type Messages = Record<string, Message>;

/** The same module in another language. A key that is missing falls back to English, so nothing ever blocks. */
export type Translation<English extends Messages> = {
  [Key in keyof English]?: English[Key] extends string ? string : PluralMessage;
};

/** Names of the placeholders of a message, read from its English literal. */
export type Placeholders<M> = M extends string
  ? NamesIn<M>
  : M extends PluralMessage
    ? "count" | NamesIn<Extract<M[keyof M], string>>
    : never;
type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
