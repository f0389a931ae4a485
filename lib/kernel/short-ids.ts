/** Characters of base64url that 16 bytes take. */
const LENGTH = 22

/** Ids as an address carries many of them: 22 characters each, where they have 37 with a comma between. */
export const shortenIds = (ids: readonly string[]): string =>
  ids
    .map(id => {
      const bytes = id.replaceAll('-', '').match(/../g) ?? []
      const base64 = btoa(String.fromCharCode(...bytes.map(byte => Number.parseInt(byte, 16))))
      return base64.slice(0, LENGTH).replaceAll('+', '-').replaceAll('/', '_')
    })
    .join('')

/** Ids out of an address: shortened, or with commas between them. What is neither is an id of nothing. */
export function idsFrom(text: string): string[] {
  if (text.includes(',') || !text.length || text.length % LENGTH !== 0) return text.split(',')
  return (text.match(new RegExp(`.{${LENGTH}}`, 'g')) ?? []).map(short => {
    if (!/^[\w-]+$/.test(short)) return short
    const bytes = [...atob(short.replaceAll('-', '+').replaceAll('_', '/'))]
    const hex = bytes.map(byte => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  })
}
