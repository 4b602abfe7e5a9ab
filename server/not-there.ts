/** For `catch`: null where a file or folder does not exist. A disk that cannot be read is no absence, and is thrown on. */
export function notThere(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}
