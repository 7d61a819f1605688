import { clearLine, cursorTo } from "node:readline";

/** Progress of a plan on standard error: one changing line on a terminal, one line for each stack in a log. */
export interface Progress {
  start(stack: string, index: number, total: number): void;
  done(stack: string, result: string, durationMs: number): void;
  finish(): void;
}

/** The part of a terminal's or file's stream that progress is written to. */
export type ProgressStream = Pick<NodeJS.WriteStream, "write" | "isTTY">;

export function makeProgress(stream: ProgressStream = process.stderr): Progress {
  if (!stream.isTTY) {
    return {
      start: () => undefined,
      done: (stack, result, durationMs) => {
        stream.write(`planned ${stack}: ${result}, ${(durationMs / 1000).toFixed(1)} s\n`);
      },
      finish: () => undefined,
    };
  }
  const rewrite = (text: string): void => {
    cursorTo(stream as NodeJS.WriteStream, 0);
    clearLine(stream as NodeJS.WriteStream, 0);
    stream.write(text);
  };
  return {
    start: (stack, index, total) => {
      rewrite(`planning ${stack} (${index + 1} of ${total})`);
    },
    done: () => undefined,
    finish: () => {
      rewrite("");
    },
  };
}
