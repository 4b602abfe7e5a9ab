/** Runs something while the browser's private files are there and cannot be read. */
export async function whileFilesFail(run: () => Promise<unknown>): Promise<void> {
  const given = Object.getOwnPropertyDescriptor(FileSystemFileHandle.prototype, "getFile") ?? {};
  const value = (): Promise<never> => Promise.reject(new DOMException("busy", "NotReadableError"));
  Object.defineProperty(FileSystemFileHandle.prototype, "getFile", { ...given, value });
  try {
    await run();
  } finally {
    Object.defineProperty(FileSystemFileHandle.prototype, "getFile", given);
  }
}
