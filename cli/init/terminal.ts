import { Cancelled, type Prompter } from "./prompts";
import { NO_WORKLOADS } from "./questions";

/** Prompts on the terminal of this process, by a package that is loaded only here. */
export async function terminalPrompter(): Promise<Prompter> {
  const clack = await import("@clack/prompts");
  const answered = <T>(value: T): Exclude<T, symbol> => {
    if (clack.isCancel(value)) {
      throw new Cancelled();
    }
    return value as Exclude<T, symbol>;
  };
  return {
    answer: async ({ message, hint, choices, many }, first, problem) => {
      const options = choices?.map(({ value, label }) => ({ value, label }));
      if (options !== undefined && many === true) {
        const chosen = await clack.multiselect({
          message: `${message}\n${hint}`,
          options,
          initialValues: first?.split(",") ?? [],
          required: false,
        });
        return answered(chosen).join(",") || NO_WORKLOADS;
      }
      if (options !== undefined) {
        return answered(
          await clack.select({
            message: `${message}\n${hint}`,
            options,
            ...(first !== undefined && { initialValue: first }),
          }),
        );
      }
      return answered(
        await clack.text({
          message: `${message}\n${hint}`,
          ...(first !== undefined && { initialValue: first }),
          validate: (text = "") => problem(text),
        }),
      );
    },
    confirm: async (message) => answered(await clack.confirm({ message, initialValue: false })),
  };
}
