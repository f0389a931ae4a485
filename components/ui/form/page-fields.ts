import type { ValueName } from './value-names'

/** What a form knows of its fields by looking at the page: where they stand, what they are called, and what they show. */

const find = (form: HTMLFormElement | null, name: string) =>
  form?.querySelector<HTMLElement>(`[name="${CSS.escape(name)}"], fieldset[data-name="${CSS.escape(name)}"]`)

export const isOnPage = (form: HTMLFormElement | null, name: string): boolean => Boolean(find(form, name))

/** The names of all fields on the page. */
export const namesOnPage = (form: HTMLFormElement | null): string[] => {
  const fields = [...(form?.querySelectorAll<HTMLElement>('[name]:not([data-choice]), fieldset[data-name]') ?? [])]
  return [...new Set(fields.map(field => field.dataset.name ?? field.getAttribute('name')!))]
}

/** The first text in a label, without the hint that may stand in it too. */
const firstText = (label: Element | null | undefined): string =>
  (label && document.createTreeWalker(label, NodeFilter.SHOW_TEXT).nextNode()?.textContent?.trim()) || ''

/** What people call a field; one that is not on the page goes by its name. */
export const labelOf = (form: HTMLFormElement | null, name: string): string => {
  const field = find(form, name)
  const label =
    field instanceof HTMLFieldSetElement
      ? firstText(field.querySelector('legend'))
      : firstText((field as HTMLInputElement | undefined)?.labels?.[0])
  const words = name
    .split('.')
    .at(-1)!
    .replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  return label || words.charAt(0).toUpperCase() + words.slice(1)
}

/**
 * A value as the field shows it.
 * @param nameOf what values of the field are called, where it says so
 */
export const shownAs = (
  form: HTMLFormElement | null,
  name: string,
  value: unknown,
  nameOf: ValueName = () => undefined,
): string => {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  const called = nameOf(text)
  if (called !== undefined) return called
  const field = find(form, name)
  if (field instanceof HTMLFieldSetElement) {
    const box = [...field.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].find(one => one.value === text)
    return firstText(box?.closest('label')) || 'something that is not on this page'
  }
  return text
}

/** Ticks the boxes of a set as if somebody had; other fields are React Hook Form's. */
export const tickBoxes = (form: HTMLFormElement | null, name: string, values: readonly string[]): void => {
  const field = find(form, name)
  if (!(field instanceof HTMLFieldSetElement)) return
  for (const box of field.querySelectorAll<HTMLInputElement>('input[type=checkbox]'))
    box.checked = values.includes(box.value)
}
