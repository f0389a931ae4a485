/** An address that was not invited because somebody has it: what they are, and where the right act begins. */
export interface AddressConflict {
  email: string
  status: 'active' | 'invited' | 'inactive'
  /** Of the open invitation, to be sent again. */
  invitationId?: string
  /** For those who may see people. */
  userId?: string
}
