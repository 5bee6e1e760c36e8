// What a command of the command line is: its words, its help and what it does. Knows no command.
import type { Config } from '../../config.ts';
import type { ServerParts } from '../../parts.ts';

/** Every option of every command; `true` stands for one that was given without a value. */
export interface Options {
  readonly url?: string;
  readonly hackathon?: string;
  readonly email?: string;
  readonly name?: string;
  readonly keep?: string;
  readonly every?: string;
  readonly 'home-redis'?: string;
  readonly rows?: string;
  readonly team?: string;
  readonly 'dry-run'?: boolean;
  readonly replace?: boolean;
  readonly 'password-stdin'?: boolean;
}

/** What a command works with. */
export interface CommandContext {
  /** The words after the command's own. */
  readonly words: readonly string[];
  readonly options: Options;
  readonly config: Config;
  /** The address to print in links, without a slash at its end. */
  readonly address: string;
  /** Opens the database with all parts, migrating it; closed when the command is done. */
  open(): ServerParts;
  print(text: string): void;
}

/** One command. */
export interface Command {
  /** One or two words, such as `facilitator create`. */
  readonly name: string;
  /** What follows the name, for the help. */
  readonly usage: string;
  readonly about: string;
  /** Words it takes after its name. */
  readonly words: number;
  /** Returns the exit status: 0 done, 1 not as it should be. Throws `CommandError` for 2. */
  run(context: CommandContext): number | Promise<number>;
}

/** Thrown for a command line or a state of things a person can mend; its message is shown alone. */
export class CommandError extends Error {
  readonly code = 'bad_command';
}

/** A whole number of an option, or the default; throws `CommandError`. */
export function readNumber(
  name: keyof Options,
  value: string | undefined,
  byDefault: number,
): number {
  if (value === undefined) return byDefault;
  if (!/^[1-9]\d{0,8}$/.test(value)) {
    throw new CommandError(`--${name} is a whole number from 1 on, not "${value}".`);
  }
  return Number(value);
}

/** A length of time of an option such as `60s`, `5m` or `1h`, in ms; throws `CommandError`. */
export function readDuration(name: keyof Options, value: string): number {
  const [, amount, unit] = /^([1-9]\d{0,4})([smh])$/.exec(value) ?? [];
  if (amount === undefined) {
    throw new CommandError(`--${name} is a length of time such as 60s, 5m or 1h, not "${value}".`);
  }
  return Number(amount) * { s: 1_000, m: 60_000, h: 3_600_000 }[unit as 's' | 'm' | 'h'];
}
