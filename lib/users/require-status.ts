import { AppError } from '@/lib/kernel/errors'

/** @throws AppError `own_account` */
export function requireNotOneself(actor: { userId: string }, userId: string, action: string): void {
  if (actor.userId === userId) {
    throw new AppError('own_account', `You cannot ${action} yourself. Ask another administrator.`)
  }
}

/** @throws AppError `wrong_status` */
export function requireStatus(user: { status: string; name: string }, status: string, action: string): void {
  if (user.status !== status) {
    throw new AppError('wrong_status', `Only ${status} people can be ${action}, and ${user.name} is ${user.status}.`)
  }
}
