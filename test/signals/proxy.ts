// A TCP proxy that stands between the signals and Redis, to take Redis away and bring it back.
import { createServer, connect as dial, type Server, type Socket } from 'node:net';

export class TcpProxy {
  readonly #sockets = new Set<Socket>();
  #server: Server | undefined;
  #port = 0;
  #isStalled = false;
  readonly #target: { host: string; port: number };

  constructor(target: URL) {
    this.#target = { host: target.hostname, port: Number(target.port || 6379) };
  }

  get port(): number {
    return this.#port;
  }

  /** Listens, each time on the same port. */
  async open(): Promise<void> {
    this.#server = createServer((near) => {
      const far = dial(this.#target);
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on('data', (bytes) => this.#isStalled || to.write(bytes));
        from.on('error', () => to.destroy());
        from.on('close', () => to.destroy());
      }
    });
    await new Promise<void>((resolve) => this.#server?.listen(this.#port, '127.0.0.1', resolve));
    const address = this.#server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
  }

  /** Cuts every connection and takes no new one. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => (this.#server ? this.#server.close(resolve) : resolve(undefined)));
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
    await closed;
  }

  /** Keeps the connections and loses every byte: a Redis, or a network, that hangs. */
  stall(isStalled: boolean): void {
    this.#isStalled = isStalled;
  }
}
