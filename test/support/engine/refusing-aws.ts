import { createServer, type IncomingMessage, type Server } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";

/** A refusal of AWS: the status of the answer, the code and the message of the error. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** A server that answers every request to S3 and KMS with the same refusal, in the form of each service. */
export class RefusingAws {
  private constructor(
    private readonly server: Server,
    /** Environment in which the Pulumi CLI sends its requests to this server, with credentials that no service knows. */
    public readonly variables: Readonly<Record<string, string>>,
  ) {}

  public static async start({ status, code, message }: Refusal): Promise<RefusingAws> {
    const server = createServer((request, response) => {
      request.resume().on("end", () => {
        response.writeHead(status, { "content-type": "application/xml" });
        response.end(
          isKms(request)
            ? JSON.stringify({ __type: code, message })
            : `<Error><Code>${code}</Code><Message>${message}</Message></Error>`,
        );
      });
    });
    await once(server.listen(0, "127.0.0.1"), "listening");
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return new RefusingAws(server, {
      AWS_ENDPOINT_URL_S3: address,
      AWS_ENDPOINT_URL_KMS: address,
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "unknown",
    });
  }

  public async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
  }
}

function isKms({ headers }: IncomingMessage): boolean {
  return headers["x-amz-target"] !== undefined;
}
