/** What the rooms tell of themselves in numbers; nothing of it names a person or a room. */
export interface Meter {
  /** One durable transaction: how long it took and how many updates it held. */
  committed(seconds: number, updates: number): void;
  /** A transaction that failed. */
  commitFailed(): void;
  /** A change that was not let in, by the code that its sender was told. */
  refused(code: string): void;
  /** A socket that the server closed, by close code. */
  closed(code: number): void;
}

export const NO_METER: Meter = { committed() {}, commitFailed() {}, refused() {}, closed() {} };
