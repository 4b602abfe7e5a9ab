/** Whole months between two dates that have at least a month. */
export function monthsBetween(from: string | null, to: string | null): number | null {
  const [a, b] = [from, to].map((date) => /^(\d{4})-(\d{2})/.exec(date ?? ""));
  return a && b ? (Number(b[1]) - Number(a[1])) * 12 + Number(b[2]) - Number(a[2]) : null;
}
