/**
 * Ends a command with a message for the person who typed it, never a stack trace. `exit` 1: a problem was found; 2:
 * wrong use.
 */
export class CommandProblem extends Error {
  readonly exit: 1 | 2;
  constructor(message: string, exit: 1 | 2 = 1) {
    super(message);
    this.name = 'CommandProblem';
    this.exit = exit;
  }
}
