/**
 * Reads `;`-separated text to the letter of RFC 4180: records end with CRLF, a field with `;`, a quote or a line break is
 * quoted, quotes are doubled, all records have as many fields as the first. Throws on everything else.
 */
export function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [field, next] = text[at] === '"' ? quoted(text, at + 1) : plain(text, at);
    record.push(field);
    if (text[next] === ";") {
      at = next + 1;
      continue;
    }
    if (!text.startsWith("\r\n", next)) throw new Error(`no record ends at ${next}`);
    if (records[0] && records[0].length !== record.length)
      throw new Error(`record ${records.length} has ${record.length} fields`);
    records.push(record);
    record = [];
    at = next + 2;
  }
  if (record.length > 0) throw new Error("the last record does not end");
  return records;
}

function quoted(text: string, from: number): [field: string, next: number] {
  for (let at = from, field = ""; ; at += 2) {
    const end = text.indexOf('"', at);
    if (end < 0) throw new Error(`a quote that opens before ${from} does not close`);
    field += text.slice(at, end);
    if (text[end + 1] !== '"') return [field, end + 1];
    field += '"';
    at = end;
  }
}

function plain(text: string, from: number): [field: string, next: number] {
  const found = /[;\r\n"]/g;
  found.lastIndex = from;
  const end = found.exec(text)?.index ?? text.length;
  if (text[end] === '"') throw new Error(`a quote inside a plain field at ${end}`);
  return [text.slice(from, end), end];
}
