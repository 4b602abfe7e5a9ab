import { toCyrillic } from "../../schema/language/script.ts";
import type { English } from "./en.ts";
import type { Message, Translation } from "./message.ts";
import { srLatn } from "./sr-latn.ts";

// Written in Latin letters in Cyrillic text too: placeholders, names of products, formats and encodings, keys of the keyboard,
// and what one types as it stands.
const KEPT =
  /\{\w+\}|--url\b|\bdocs\/operating\.md\b|\.(?:qdc|xlsx)\b|\bATLAS\.ti\b|\b(?:REFI-QDA|NVivo|MAXQDA|QualCoder|Taguette|ID|Coram|Word|Excel|LibreOffice|DOS|CP\d+|Windows|ISO|Unicode|UTF-\d+(?: [LB]E)?|Web Annotation|https?|mailto|IP|EUR|Yjs|ProseMirror|[A-Z]*(?:CSV|XLSX|DOCX|JSON-LD|JSON|PDF|HTML|TXT|RTF|ODT|PNG|JPEG|TIFF|URL|W3C|OCR)|Ctrl|Shift|Alt|Enter|Esc|Delete|Tab|Home|End)\b/;

/** One Serbian sentence from Latin to Cyrillic script, without what stays Latin. */
export function toCyrillicMessage(text: string): string {
  return text
    .split(new RegExp(`(${KEPT.source})`))
    .map((part, index) => (index % 2 === 1 ? part : toCyrillic(part)))
    .join("");
}

function convert(message: Message): Message {
  if (typeof message === "string") return toCyrillicMessage(message);
  const forms = Object.entries(message).map(([form, text]) => [form, toCyrillicMessage(text as string)]);
  return Object.fromEntries(forms) as Message;
}

/** Made from the Latin dictionary, so that the two scripts can never disagree. */
export const srCyrl = Object.fromEntries(
  Object.entries(srLatn).map(([key, message]) => [key, convert(message)]),
) as Translation<English>;
