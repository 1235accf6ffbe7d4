// A pool of Vitest whose thread outlives a run. Loading what the tests need takes seconds, most mutants some milliseconds:
// so the modules stay, and only the test files are read anew.
import type { PoolOptions, PoolRunnerInitializer, WorkerRequest } from 'vitest/node';
import { ThreadsPoolWorker } from 'vitest/node';

type Listener = (message: unknown) => void;

class KeptThread extends ThreadsPoolWorker {
  #listeners: [event: string, listener: Listener][] = [];
  #runs = 0;
  #config: unknown;

  override async start(): Promise<void> {
    if (this.#runs++ === 0) await super.start();
  }

  override on(event: string, listener: Listener): void {
    this.#listeners.push([event, listener]);
    super.on(event, listener);
  }

  /** It is started once; each run brings its own settings. Asked to stop, it says that it has, and goes on. */
  override send(message: WorkerRequest): void {
    if (message.type === 'start') this.#config = message.context.config;
    if (message.type === 'stop') this.#answer('stopped');
    else if (message.type === 'start' && this.#runs > 1) this.#answer('started');
    else if (message.type === 'run')
      super.send({ ...message, context: Object.assign({ config: this.#config }, message.context) });
    else super.send(message);
  }

  #answer(type: string): void {
    const heard = this.#listeners.filter(([event]) => event === 'message');
    for (const [, listener] of heard) listener({ type, __vitest_worker_response__: true });
  }

  override async stop(): Promise<void> {
    for (const [event, listener] of this.#listeners) super.off(event, listener);
    this.#listeners = [];
  }

  end(): Promise<void> {
    return super.stop();
  }
}

let kept: KeptThread | undefined;

export const keptThreads: PoolRunnerInitializer = {
  name: 'kept-threads',
  createPoolWorker: (options: PoolOptions) => {
    kept ??= new KeptThread(options);
    return kept;
  },
};

export const endThread = async (): Promise<void> => kept?.end();
