// Control characters but tab and line feed may not stand in XML at all.
// oxlint-disable-next-line no-control-regex
const NOT_XML = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;

/** Text that may stand in an XML part of a file: line breaks as LF, no control characters, no half surrogate pair. */
export function xmlText(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(NOT_XML, "")
    .replace(/\p{Surrogate}/gu, "\uFFFD");
}
