import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, base64url: what goes out (OWASP ASVS 7.2 asks for at least 128). */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What the database keeps of a token. A plain hash suffices where the input is 256 random bits. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')
