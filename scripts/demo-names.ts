/** Whether words name somebody whom a verdict names, by the surname alone too. */
export function namingAnybody({
  persons,
}: {
  persons: readonly { forms: readonly string[] }[];
}): (words: string) => boolean {
  const names = new Set(persons.flatMap(({ forms }) => forms.flatMap((form) => form.match(/\p{Lu}\p{L}{3,}/gu) ?? [])));
  return (words) => (words.match(/\p{L}+/gu) ?? []).some((word) => names.has(word));
}
