import { rmSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Cloud } from "../cloud/cloud";
import { isPackage } from "./packages";
import { serveProvider } from "./provider";

/** Connects every provider plugin that the engine starts with a provider in this process: all of them share one cloud. */
export class Broker {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(
    public readonly address: string,
    private readonly cloud: Cloud,
  ) {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on("close", () => this.#sockets.delete(socket));
      // A killed engine closes the connection silently.
      socket.on("error", () => socket.destroy());
      createInterface({ input: socket }).once("line", (line) => {
        void this.#serve(socket, line);
      });
    });
  }

  /** @param address Path of a socket that does not exist yet. */
  public static async start(address: string, cloud: Cloud): Promise<Broker> {
    const broker = new Broker(address, cloud);
    await new Promise<void>((resolve, reject) => {
      broker.#server.once("error", reject);
      broker.#server.listen(address, resolve);
    });
    return broker;
  }

  public async stop(): Promise<void> {
    this.#sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => this.#server.close(resolve));
    rmSync(this.address, { force: true });
  }

  async #serve(socket: Socket, line: string): Promise<void> {
    const request = JSON.parse(line) as { package: string };
    if (!isPackage(request.package)) {
      socket.destroy();
      return;
    }
    const provider = await serveProvider(request.package, this.cloud);
    socket.on("close", () => {
      provider.stop();
    });
    socket.write(`${provider.port}\n`);
  }
}
