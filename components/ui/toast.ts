/** Messages that outlive the page they were made on. Shown by the Toaster in the root layout. */

export interface ToastMessage {
  id: number
  tone: 'good' | 'bad'
  text: string
  /** Takes back what it tells of; answers with what to say then. */
  undo?: () => Promise<Pick<ToastMessage, 'tone' | 'text'>>
}

const none: readonly ToastMessage[] = []
let messages = none
let lastId = 0
const listeners = new Set<() => void>()

const set = (next: readonly ToastMessage[]) => {
  messages = next
  for (const listener of listeners) listener()
}

export const toast = (text: string, tone: ToastMessage['tone'] = 'good', undo?: ToastMessage['undo']): void =>
  set([...messages.filter(message => message.text !== text).slice(-2), { id: ++lastId, tone, text, undo }])

export const dismiss = (id: number): void => set(messages.filter(message => message.id !== id))

export const toastStore = {
  subscribe(listener: () => void) {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
  get: () => messages,
  getOnServer: () => none,
}
