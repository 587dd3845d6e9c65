// The engines, as the page sees them: a worker that is started when first needed, stopped when it takes too long, and
// started anew after a crash.

import type { Operation, Operations, Request } from "./protocol";

/** Why there is no answer; the message is for readers. */
export class NoAnswer extends Error {}

interface Waiting {
  id: number;
  request: Request;
  resolve(answer: unknown): void;
  reject(error: NoAnswer): void;
}

/** An answer may take this long, loading apart. */
const LIMIT_MS = 10_000;

export class Engines {
  private worker: Worker | undefined;
  private isReady = false;
  private queue: Waiting[] = [];
  private current: Waiting | undefined;
  private clock: ReturnType<typeof setTimeout> | undefined;
  private count = 0;

  /** `table`: a file that the page's examples will need beside the engines. */
  constructor(
    private readonly workerUrl: URL,
    private readonly table: string | undefined,
  ) {}

  /** Starts the worker, so that the first run waits less. */
  wake(): void {
    if (this.worker) return;
    this.worker = new Worker(this.workerUrl);
    if (this.table !== undefined) this.worker.postMessage({ fetch: this.table });
    this.worker.onmessage = (event: MessageEvent<Record<string, unknown>>) => this.hear(event.data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.end(`The engines could not be started: ${event.message || "the worker failed"}`);
    };
  }

  ask<O extends Operation>(request: Operations[O][0] & { op: O }): Promise<Operations[O][1]> {
    this.wake();
    return new Promise((resolve, reject) => {
      const id = (this.count += 1);
      this.queue.push({ id, request, resolve: resolve as (answer: unknown) => void, reject });
      this.next();
    });
  }

  /** Ends what is running; the next request starts afresh. */
  stop(): void {
    this.end("Stopped.");
  }

  /** Whether an answer can come at once. */
  get isAwake(): boolean {
    return this.isReady;
  }

  private next(): void {
    if (!this.isReady || this.current) return;
    this.current = this.queue.shift();
    if (this.current) {
      this.worker?.postMessage({ id: this.current.id, request: this.current.request });
      this.limit();
    }
  }

  private limit(): void {
    clearTimeout(this.clock);
    this.clock = setTimeout(() => this.end(`Stopped after ${LIMIT_MS / 1000} s without an answer.`), LIMIT_MS);
  }

  private hear(message: Record<string, unknown>): void {
    if (message["ready"]) {
      this.isReady = true;
      this.next();
      return;
    }
    if (typeof message["waits"] === "boolean") {
      // For the network, that is, which has its own time.
      if (message["waits"]) clearTimeout(this.clock);
      else this.limit();
      return;
    }
    if (typeof message["failed"] === "string") {
      this.end(`The engines could not be loaded: ${message["failed"]}`);
      return;
    }
    if (typeof message["crashed"] === "string") {
      this.end(`The engine crashed, which is our mistake: ${message["crashed"]}`);
      return;
    }
    clearTimeout(this.clock);
    const done = this.current;
    this.current = undefined;
    const answer = message["answer"] as { error?: { message: string; code: string } };
    if (answer.error?.code === "request") done?.reject(new NoAnswer(answer.error.message));
    else done?.resolve(answer);
    this.next();
  }

  private end(reason: string): void {
    clearTimeout(this.clock);
    this.worker?.terminate();
    this.worker = undefined;
    this.isReady = false;
    const left = [this.current, ...this.queue];
    this.current = undefined;
    this.queue = [];
    for (const waiting of left) waiting?.reject(new NoAnswer(reason));
  }
}
