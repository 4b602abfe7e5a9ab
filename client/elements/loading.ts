import { Task, type TaskFunction, TaskStatus } from "@lit/task";
import type { ReactiveControllerHost } from "lit";

/**
 * Fetches what an element shows, and again whenever its arguments change. A fetch is given up when its element goes, and begun again
 * when that comes back. What is fetched again because the server says that it is old is `Refetch`'s.
 */
export class Loading<Args extends readonly unknown[], Answer> extends Task<Args, Answer> {
  private last: Answer | null = null;
  private isGivenUp = false;

  constructor(host: ReactiveControllerHost, args: () => Args, task: TaskFunction<Args, Answer>) {
    super(host, { args, task, onComplete: (answer) => (this.last = answer) });
  }

  /** What was fetched last: it stays while something else is under way, and where that fails. */
  get answer(): Answer | null {
    return this.last;
  }

  /** Why the last fetch failed; null while one is under way, and after one that did not. */
  get problem(): unknown {
    return this.status === TaskStatus.ERROR ? this.error : null;
  }

  hostConnected(): void {
    if (this.isGivenUp) void this.run();
    this.isGivenUp = false;
  }

  hostDisconnected(): void {
    this.isGivenUp = this.status === TaskStatus.PENDING;
    this.abort();
  }
}
