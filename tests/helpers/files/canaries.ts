import { unzipSync } from "fflate";

/** Strings that nobody may be sent; each is said under a name that tells where it was planted. */
export class Canaries {
  readonly #planted = new Map<string, string>();

  /** Plants a string and returns it. */
  plant<T extends string>(where: string, text: T): T {
    this.#planted.set(text, where);
    return text;
  }

  /** Where the strings were planted that occur in some bytes, compressed parts included. */
  in(bytes: Uint8Array): string[] {
    const found = [...this.#planted].filter(([text]) => Buffer.from(bytes).includes(text)).map(([, where]) => where);
    // Office files are zips.
    if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) return found;
    return [...found, ...Object.values(unzipSync(bytes)).flatMap((part) => this.in(part))];
  }
}
