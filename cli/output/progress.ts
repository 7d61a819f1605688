import ora from "ora";

/** Tells how far a plan is, on standard error: one moving line for a person, one line a stack for a log. */
export interface Progress {
  start(stack: string, index: number, total: number): void;
  done(stack: string, result: string): void;
  finish(): void;
}

export function makeProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  if (!stream.isTTY) {
    return {
      start: () => undefined,
      done: (stack, result) => {
        stream.write(`planned ${stack}: ${result}\n`);
      },
      finish: () => undefined,
    };
  }
  const spinner = ora({ stream, discardStdin: false });
  return {
    start: (stack, index, total) => {
      spinner.text = `planning ${stack} (${index + 1} of ${total})`;
      // Planning keeps the thread busy, so the line is drawn now rather than by the spinner's timer.
      spinner.render();
    },
    done: () => undefined,
    finish: () => {
      spinner.stop();
    },
  };
}
