/** Structured log without personal data: ids and closed words. A pino logger is one. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The time; handed in so that tests own it. */
export type Clock = () => Date;

export const SYSTEM_CLOCK: Clock = () => new Date();

/** Milliseconds from some moment on, which nobody sets back as they do a clock; handed in as the time is. */
export type Elapsed = () => number;

export const SYSTEM_ELAPSED: Elapsed = () => performance.now();
