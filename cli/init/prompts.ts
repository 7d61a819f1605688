import {
  type AnswerKey,
  type Answers,
  neededQuestions,
  type Question,
  questions,
} from "./questions";

/** The end of the input, or Ctrl-C, in a prompt. */
export class Cancelled extends Error {
  public override readonly name = "Cancelled";
}

/** Prompts of a terminal. A test answers in its place. */
export interface Prompter {
  /** Prompts for one answer until `problem` finds none. @throws Cancelled */
  readonly answer: (
    question: Question,
    first: string | undefined,
    problem: (answer: string) => string | undefined,
  ) => Promise<string>;
  /** @throws Cancelled */
  readonly confirm: (message: string) => Promise<boolean>;
}

/**
 * Prompts for every answer that is missing, in the order of the questions.
 *
 * @param note Called with the answers so far, after each.
 * @param problem Problem of one answer among the others, as a sentence.
 */
export async function promptFor(
  given: Answers,
  prompter: Prompter,
  note: (answers: Answers) => void,
  problem: (answers: Answers, key: AnswerKey) => string | undefined,
): Promise<Answers> {
  let answers: Answers = given;
  for (const question of questions) {
    const { key, fallback, suggestion, quiet } = question;
    if (answers[key] !== undefined || !neededQuestions(answers).includes(question)) {
      continue;
    }
    const before = answers;
    const first = suggestion?.(answers) ?? fallback?.(answers);
    const chosen =
      quiet === true && first !== undefined
        ? first
        : await prompter.answer(question, first, (answer) =>
            problem({ ...before, [key]: answer }, key),
          );
    answers = { ...answers, [key]: chosen };
    note(answers);
  }
  return answers;
}
