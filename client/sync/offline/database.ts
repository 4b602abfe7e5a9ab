/** The answer of the browser's database to one request. */
export function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("refused")));
  });
}

/** The end of a transaction. */
export function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener("complete", () => resolve());
    transaction.addEventListener("abort", () => reject(transaction.error ?? new Error("aborted")));
  });
}

/** All keys that begin with some parts. */
export function beginningWith(parts: readonly string[]): IDBKeyRange {
  // An empty array sorts after every string.
  return IDBKeyRange.bound([...parts], [...parts, []]);
}

/** Whether there is a database of that name. */
export async function isThere(name: string): Promise<boolean> {
  try {
    return (await indexedDB.databases()).some((each) => each.name === name);
  } catch {
    return false;
  }
}
