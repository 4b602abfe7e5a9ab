/** Folder of the origin's private files in which the halves lie. */
const FOLDER = "coram-keys";
const BYTES = 32;

/**
 * One half of each key, in a file of its own. A database keeps what was deleted from it in its files until it tidies them
 * up, and so it would keep a key; a file that is removed is gone from the browser's profile at once.
 */
export class KeyHalves {
  /** Rejects where the browser has no private files. */
  static async open(): Promise<KeyHalves> {
    const halves = new KeyHalves();
    await halves.folder();
    return halves;
  }

  async make(id: string): Promise<Uint8Array<ArrayBuffer>> {
    const half = crypto.getRandomValues(new Uint8Array(BYTES));
    await this.put(id, half);
    return half;
  }

  async put(id: string, half: Uint8Array<ArrayBuffer>): Promise<void> {
    const file = await (await this.folder()).getFileHandle(id, { create: true });
    const writable = await file.createWritable();
    await writable.write(half);
    await writable.close();
  }

  /** Null where it is gone. Rejects where it may be there and cannot be read now: nothing may be taken for lost then. */
  async read(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const file = await this.file(id);
    const half = file && new Uint8Array(await file.arrayBuffer());
    if (half && half.byteLength !== BYTES) throw new Error("half a key that is not whole");
    return half;
  }

  /**
   * Whether it is there and not whole. While none is being made, and so by whoever has the keys alone, it stays so for ever: the
   * machine stopped before all of it was on the disk.
   */
  async isTorn(id: string): Promise<boolean> {
    const file = await this.file(id).catch(() => null);
    return file !== null && file.size !== BYTES;
  }

  private async file(id: string): Promise<File | null> {
    try {
      return await (await (await this.folder()).getFileHandle(id)).getFile();
    } catch (error) {
      if (error instanceof DOMException && error.name === "NotFoundError") return null;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    // Another tab may have been first.
    await (await this.folder()).removeEntry(id).catch(() => undefined);
  }

  async ids(): Promise<string[]> {
    const ids: string[] = [];
    for await (const id of (await this.folder()).keys()) ids.push(id);
    return ids;
  }

  /** Asked for each time: a browser may lose it, with all in it, under an open page. */
  private async folder(): Promise<FileSystemDirectoryHandle> {
    return (await navigator.storage.getDirectory()).getDirectoryHandle(FOLDER, { create: true });
  }
}
