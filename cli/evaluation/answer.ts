/** Result of a comparison: `undefined` when the known parts of a request do not decide it. */
export type Answer = boolean | undefined;

/** True when all are true, false when one is false. */
export function allOf(answers: readonly Answer[]): Answer {
  if (answers.includes(false)) {
    return false;
  }
  return answers.includes(undefined) ? undefined : true;
}

/** True when one is true, false when all are false. */
export function oneOf(answers: readonly Answer[]): Answer {
  if (answers.includes(true)) {
    return true;
  }
  return answers.includes(undefined) ? undefined : false;
}

export function not(answer: Answer): Answer {
  return answer === undefined ? undefined : !answer;
}
