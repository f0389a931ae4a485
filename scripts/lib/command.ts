import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Lifetime } from './lifetime'

export interface Command {
  /** As it is typed: `company create`. */
  name: string
  summary: string
  help: string
  /**
   * What it opens is owned by `life`, which ends with the command; what it has done and kept it says through `progress`,
   * in case it fails afterwards. Returns the exit code, 0 when left out.
   */
  run(args: string[], life: Lifetime, progress: Progress): Promise<number | void>
}

/** What a command has done so far. */
export class Progress {
  readonly #done = new Map<string, string>()

  /** @param part what this is about; a later sentence about the same part takes its place */
  did(part: string, sentence: string): void {
    this.#done.set(part, sentence)
  }

  get sentences(): string[] {
    return [...this.#done.values()]
  }
}

/** Wrong words on the command line: the sentence is followed by the way to the help. */
export class UsageError extends Error {}

/** The options of a command, or a UsageError that names the wrong one. */
export function options<T extends NonNullable<ParseArgsConfig['options']>>(args: string[], known: T) {
  try {
    return parseArgs({ args, options: known, strict: true, allowPositionals: false }).values
  } catch (error) {
    const sentence = error instanceof Error ? error.message.split('. ')[0] : String(error)
    throw new UsageError(`${sentence}.`)
  }
}

/** A whole number within bounds, or a UsageError that names the option. */
export function wholeNumber(option: string, value: string, most: number): number {
  const number = Number(value)
  if (/^\d+$/.test(value) && number <= most) return number
  throw new UsageError(`--${option} must be a whole number up to ${most}.`)
}
