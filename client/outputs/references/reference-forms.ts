/** With its word, or the number alone. */
export const REFERENCE_FORMS = ["named", "number"] as const;
export type ReferenceForm = (typeof REFERENCE_FORMS)[number];
