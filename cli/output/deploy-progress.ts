import { clearScreenDown, cursorTo, moveCursor } from "node:readline";
import type { Activity } from "../deploy/changes";
import type { Operation } from "../deploy/messages";
import type { ProgressStream } from "./progress";
import { shortUrn } from "./summary";

/** Progress of stacks that run in parallel: on a terminal a line for each that changes, in a log two lines for each. */
export interface DeployProgress {
  start(stack: string, operation: Operation): void;
  step(stack: string, activity: Activity): void;
  end(stack: string, result: string): void;
  /** Prints text above the changing lines. */
  aside(print: () => void): void;
}

const verbs: Readonly<Record<Operation, string>> = { preview: "previewing", up: "deploying" };

const terminalWidth = 80;

export function makeDeployProgress(
  stream: ProgressStream & Partial<Pick<NodeJS.WriteStream, "columns">>,
): DeployProgress {
  if (!stream.isTTY) {
    return {
      start: (stack, operation) => {
        stream.write(`${verbs[operation]} ${stack}\n`);
      },
      step: () => undefined,
      end: (stack, result) => {
        stream.write(`${stack}: ${result}\n`);
      },
      aside: (print) => {
        print();
      },
    };
  }
  return new Block(stream);
}

/** Lines at the end of a terminal that change while stacks run. */
class Block implements DeployProgress {
  readonly #lines = new Map<string, string>();
  #height = 0;

  public constructor(
    private readonly stream: ProgressStream & Partial<Pick<NodeJS.WriteStream, "columns">>,
  ) {}

  public start(stack: string, operation: Operation): void {
    this.#set(stack, `${verbs[operation]} ${stack}`);
  }

  public step(stack: string, { done, running }: Activity): void {
    const [first, ...others] = running;
    const what = first === undefined ? "" : `, ${first.op} ${shortUrn(first.urn)}`;
    const more = others.length === 0 ? "" : ` and ${others.length} more`;
    this.#set(stack, `${stack}: ${done} done${what}${more}`);
  }

  public end(stack: string): void {
    this.#lines.delete(stack);
    this.#draw();
  }

  public aside(print: () => void): void {
    this.#clear();
    print();
    this.#draw();
  }

  #set(stack: string, line: string): void {
    if (this.#lines.get(stack) !== line) {
      this.#lines.set(stack, line);
      this.#draw();
    }
  }

  #draw(): void {
    this.#clear();
    const { columns = 0 } = this.stream;
    // Some terminals report a width of 0.
    const width = (columns > 0 ? columns : terminalWidth) - 1;
    for (const line of this.#lines.values()) {
      this.stream.write(`${line.slice(0, width)}\n`);
    }
    this.#height = this.#lines.size;
  }

  #clear(): void {
    const stream = this.stream as NodeJS.WriteStream;
    if (this.#height > 0) {
      moveCursor(stream, 0, -this.#height);
      cursorTo(stream, 0);
      clearScreenDown(stream);
    }
    this.#height = 0;
  }
}
