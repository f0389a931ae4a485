import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

export const isInteractive = (): boolean => Boolean(process.stdin.isTTY && process.stdout.isTTY)

/** Asks a person on the terminal. An empty answer means the suggestion, when there is one. */
export async function ask(question: string, suggestion = ''): Promise<string> {
  const answer = await read(`${question}${suggestion && ` [${suggestion}]`}: `, process.stdout)
  return answer.trim() || suggestion
}

/** Asks without showing what is typed. */
export async function askSecret(question: string): Promise<string> {
  process.stdout.write(`${question}: `)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const answer = await read('', silent)
  process.stdout.write('\n')
  return answer
}

export async function confirm(question: string): Promise<boolean> {
  return /^(y|yes|)$/i.test((await read(`${question} [Y/n] `, process.stdout)).trim())
}

function read(prompt: string, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input: process.stdin, output, terminal: true })
  return new Promise((resolve, reject) => {
    // The terminal is in raw mode here, so Ctrl-C arrives as a key instead of a signal.
    lines.once('SIGINT', () => process.kill(process.pid, 'SIGINT'))
    lines.once('close', () => reject(new Error('Nothing was answered, so nothing was done.')))
    lines.question(prompt).then(answer => {
      resolve(answer)
      lines.close()
    }, reject)
  })
}

/** Everything piped into this process, without the line's end. */
export async function readStdin(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  return text.replace(/\r?\n$/, '')
}
