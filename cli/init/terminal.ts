import type { Readable, Writable } from "node:stream";
import { outputWidth, wrapText } from "../output/width";
import { Cancelled, type Prompter } from "./prompts";
import { NO_WORKLOADS } from "./questions";

/** Input and output of the prompts. */
export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable & { columns?: number };
}

/** Prompts on a terminal, by a package that is loaded only here. */
export async function terminalPrompter(
  { input, output }: TerminalStreams = { input: process.stdin, output: process.stdout },
): Promise<Prompter> {
  const clack = await import("@clack/prompts");
  // Some terminals report a width of 0: the package would write one letter a line.
  output.columns ||= outputWidth();
  const common = { input, output, withGuide: false };
  const answered = <T>(value: T): Exclude<T, symbol> => {
    if (clack.isCancel(value)) {
      throw new Cancelled();
    }
    return value as Exclude<T, symbol>;
  };
  return {
    answer: async ({ message, hint, choices, many }, first, problem) => {
      output.write(`\n${wrapText(hint)}\n`);
      const options = choices?.map(({ value, label }) => ({ value, label }));
      if (options !== undefined && many === true) {
        const chosen = await clack.multiselect({
          ...common,
          message,
          options,
          initialValues: first?.split(",") ?? [],
          required: false,
        });
        return answered(chosen).join(",") || NO_WORKLOADS;
      }
      if (options !== undefined) {
        const initial = first !== undefined && { initialValue: first };
        return answered(await clack.select({ ...common, message, options, ...initial }));
      }
      return answered(
        await clack.text({
          ...common,
          message,
          ...(first !== undefined && { initialValue: first }),
          validate: (text = "") => problem(text),
        }),
      );
    },
    confirm: async (message) =>
      answered(await clack.confirm({ ...common, message, initialValue: false })),
  };
}
