/**
 * A message with its placeholders filled. What brings a period of its own, as Serbian dates and abbreviations do, ends its sentence
 * with that one.
 */
export function filled(
  message: string,
  values: Readonly<Record<string, string | number>>,
  number: (value: number) => string = String,
): string {
  return message.replace(/\{(\w+)\}(\.(?!\.))?/g, (whole, name: string, stop = "") => {
    const value = values[name];
    if (value === undefined) return whole;
    const words = typeof value === "number" ? number(value) : value;
    return words.endsWith(".") ? words : `${words}${stop}`;
  });
}
