/**
 * What the domains tell the types of this engine, which imports none of them: the audit log declares its events here, and
 * the catalogue of permissions its keys, by `declare module '@/lib/operation/register'`.
 */
// oxlint-disable-next-line typescript/no-empty-object-type -- filled in by the domains
export interface Register {}

/** What an operation may demand, such as `users:read`. */
export type RequiredPermission = Register extends { permission: infer P extends string } ? P : string

/** The facts of every event that may be recorded, by its name. */
export type RecordableEvents = Register extends { events: infer E extends object } ? E : Record<string, object>

/** What an event is about. */
export type RecordedTarget = Register extends { target: infer T extends { type: string; id: string } } ? T : never
