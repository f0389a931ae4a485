/** The server's own words, short enough for a page, without anything a mail may hold. */
export function wordsOf(error: unknown): { words: string; permanent: boolean } {
  const { response, responseCode, code, message } = error as { response?: string; responseCode?: number; code?: string; message?: string }
  const words = (response ?? [code, message].filter(Boolean).join(': ')).replace(/\s+/g, ' ').slice(0, 300)
  // 5xx about this recipient or this mail is final [RFC 5321 section 4.2.1]; about ourselves (535, no login) it is not.
  return { words, permanent: code === 'EENVELOPE' && responseCode !== undefined && responseCode >= 500 }
}
