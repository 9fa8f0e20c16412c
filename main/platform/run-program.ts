import { EXIT, StartProblem } from './problem.ts';

/** Runs a program. What a person can put right is one message and an exit status; anything else is a fault, shown whole. */
export const runProgram = async (program: () => Promise<void>): Promise<void> => {
  try {
    await program();
  } catch (error) {
    if (error instanceof StartProblem) console.error(error.message);
    else console.error(error);
    process.exitCode = error instanceof StartProblem ? error.exitCode : EXIT.failed;
  }
};
