/** Structured log without personal data: ids and closed words. A pino logger is one. */
export interface Log {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The time; handed in so that tests own it. */
export type Clock = () => Date;

export const SYSTEM_CLOCK: Clock = () => new Date();
