/**
 * Whether a line that starts with a number starts a paragraph: it goes on with the count of the numbers before, or
 * begins one after a colon. "388. stav 1" at a line end's other side is the middle of "člana 388. stav 1".
 */
export function beginsNumbered(before: string, number: string, last: string | null): boolean {
  const finished = /[.;:,!?]["”“»)]?$/.test(before);
  return (finished && isNextNumber(last, number)) || (before.endsWith(":") && isNextNumber(null, number));
}

/**
 * Whether a number continues a count: 42 after 41, II after I, 3.2 after 3.1, 1 or 3.1 after 3; with nothing counted
 * yet, only a beginning (1, I, a). A line that starts with another number is the middle of "člana 388. stav 1".
 */
export function isNextNumber(last: string | null, number: string): boolean {
  const parts = number.split(".");
  const final = valueOf(parts.at(-1) ?? "");
  if (final === null) return false;
  if (last === null) return parts.length === 1 && final === 1;
  const before = last.split(".");
  const head = parts.slice(0, -1).join(".");
  // One level deeper, the next one of the same level, or the next one of a level above.
  if (head === last && final === 1) return true;
  if (before.slice(0, parts.length - 1).join(".") !== head) return false;
  const value = valueOf(before[parts.length - 1] ?? "");
  return value !== null && final === value + 1;
}

const ROMAN: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10, L: 50, C: 100 };

function valueOf(part: string): number | null {
  if (/^\d+$/.test(part)) return Number(part);
  if (/^[IVXLC]+$/.test(part)) {
    const values = Array.from(part, (sign) => ROMAN[sign] ?? 0);
    return values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
  }
  const letter = part.toLowerCase();
  if (/^[a-z]$/.test(letter)) return letter.charCodeAt(0) - 96;
  const cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш".indexOf(letter);
  return part.length === 1 && cyrillic >= 0 ? cyrillic + 1 : null;
}
