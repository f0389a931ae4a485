/** Every address of the application. Nothing else builds a path by hand. */

type Query = Record<string, string | undefined>

const withQuery = (path: string, query?: Query): string => {
  const entries = Object.entries(query ?? {}).filter((entry): entry is [string, string] => Boolean(entry[1]))
  return entries.length ? `${path}?${new URLSearchParams(entries)}` : path
}

/** What follows the company in the addresses of mailed links: a secret stands behind it. */
export const linkPages = ['invitation', 'reset-password', 'email-change', 'email-objection'] as const

export const paths = {
  home: () => '/',
  health: () => '/api/health',
  login: () => '/login',
  companyLogin: (company: string, query?: { callbackUrl?: string; notice?: string }) =>
    withQuery(`/${company}/login`, query),
  /** For programs of pages: a POST of a step of signing in. */
  signInAgain: (company: string) => `/${company}/login/again`,
  /** `token`: by which a browser knows the company. `digest`: a logo that browsers may keep for good. */
  companyLogo: (company: string, token: string, digest?: string) =>
    withQuery(`/${company}/logo/${token}`, { v: digest }),
  invitation: (company: string, token: string) => `/${company}/invitation/${token}`,
  forgotPassword: (company: string, query?: { notice?: string }) => withQuery(`/${company}/forgot-password`, query),
  resetPassword: (company: string, token: string) => `/${company}/reset-password/${token}`,
  /** Where a person proves the mailbox of their new address. */
  confirmEmailChange: (company: string, token: string) => `/${company}/email-change/${token}`,
  /** Where the mailbox of the former address objects. */
  objectToEmailChange: (company: string, token: string) => `/${company}/email-objection/${token}`,
  /** Showing the second factor, or setting one up where it is demanded. */
  secondFactor: (company: string, query?: { callbackUrl?: string }) => withQuery(`/${company}/second-factor`, query),
  expiredPassword: (company: string, query?: { callbackUrl?: string }) =>
    withQuery(`/${company}/expired-password`, query),
  security: (company: string) => `/${company}/settings/security`,
  dashboard: (company: string) => `/${company}`,
  users: (company: string, query?: Query) => withQuery(`/${company}/users`, query),
  user: (company: string, userId: string) => `/${company}/users/${userId}`,
  userAccess: (company: string, userId: string, query?: { permission?: string }) =>
    withQuery(`/${company}/users/${userId}/access`, query),
  editUser: (company: string, userId: string) => `/${company}/users/${userId}/edit`,
  userEmail: (company: string, userId: string) => `/${company}/users/${userId}/email`,
  deactivateUser: (company: string, userId: string) => `/${company}/users/${userId}/deactivate`,
  receipt: (company: string, userId: string) => `/${company}/users/${userId}/receipt`,
  bulk: (company: string, query?: Query) => withQuery(`/${company}/users/bulk`, query),
  bulkResult: (company: string, bulkId: string, query?: Query) => withQuery(`/${company}/users/bulk/${bulkId}`, query),
  invitations: (company: string, query?: Query) => withQuery(`/${company}/invitations`, query),
  correctInvitation: (company: string, invitationId: string) => `/${company}/invitations/${invitationId}`,
  invite: (company: string, query?: Query) => withQuery(`/${company}/users/invite`, query),
  imports: (company: string, query?: Query) => withQuery(`/${company}/users/import`, query),
  importReview: (company: string, query?: Query) => withQuery(`/${company}/users/import/review`, query),
  importInspection: (company: string, query?: Query) => withQuery(`/${company}/users/import/inspect`, query),
  importTemplate: (company: string) => `/${company}/users/import/template`,
  search: (company: string, query?: Query) => withQuery(`/${company}/search`, query),
  searchAnswers: (query?: Query) => withQuery('/api/v1/search', query),
  groupOptions: () => '/api/v1/groups/options',
  permissionOptions: () => '/api/v1/permissions/options',
  groupCandidates: (groupId: string) => `/api/v1/groups/${groupId}/candidates`,
  importProgress: (importId: string) => `/api/v1/imports/${importId}/progress`,
  import: (company: string, importId: string, query?: Query) =>
    withQuery(`/${company}/users/import/${importId}`, query),
  failedRows: (company: string, importId: string) => `/${company}/users/import/${importId}/failed`,
  groups: (company: string, query?: Query) => withQuery(`/${company}/groups`, query),
  newGroup: (company: string) => `/${company}/groups/new`,
  group: (company: string, groupId: string, query?: Query) => withQuery(`/${company}/groups/${groupId}`, query),
  editGroup: (company: string, groupId: string) => `/${company}/groups/${groupId}/edit`,
  deleteGroup: (company: string, groupId: string) => `/${company}/groups/${groupId}/delete`,
  groupPermissions: (company: string, groupId: string) => `/${company}/groups/${groupId}/permissions`,
  permissions: (company: string, query?: Query) => withQuery(`/${company}/permissions`, query),
  newPermission: (company: string) => `/${company}/permissions/new`,
  permission: (company: string, permissionId: string, query?: Query) =>
    withQuery(`/${company}/permissions/${permissionId}`, query),
  access: (company: string) => `/${company}/access`,
  auditLog: (company: string, query?: Query) => withQuery(`/${company}/audit-log`, query),
  logoUpload: (company: string) => `/${company}/settings/logo`,
  settings: (company: string) => `/${company}/settings`,
  mailSettings: (company: string, query?: Query) => withQuery(`/${company}/settings/mail`, query),
  /** Lists as files, narrowed like their pages. */
  exportUsers: (company: string, query?: Query) => withQuery(`/${company}/users/export`, query),
  exportGroups: (company: string, query?: Query) => withQuery(`/${company}/groups/export`, query),
  exportMembers: (company: string, groupId: string, query?: Query) =>
    withQuery(`/${company}/groups/${groupId}/members/export`, query),
  exportPermissions: (company: string, query?: Query) => withQuery(`/${company}/permissions/export`, query),
  exportInvitations: (company: string, query?: Query) => withQuery(`/${company}/invitations/export`, query),
  exportHolders: (company: string, permissionId: string, query?: Query) =>
    withQuery(`/${company}/permissions/${permissionId}/holders/export`, query),
  exportMail: (company: string, query?: Query) => withQuery(`/${company}/settings/mail/export`, query),
  exportImportRows: (company: string, importId: string, query?: Query) =>
    withQuery(`/${company}/users/import/${importId}/rows/export`, query),
  exportSessions: (company: string, userId: string, query?: Query) =>
    withQuery(`/${company}/users/${userId}/sessions/export`, query),
  exportOwnSessions: (company: string, query?: Query) => withQuery(`/${company}/profile/sessions/export`, query),
  exportAuditLog: (company: string, query?: Query) => withQuery(`/${company}/audit-log/export`, query),
  /** Mail that went to files, where mail is off. */
  writtenMail: () => '/dev/mail',
  writtenMailFile: (name: string) => `/dev/mail/${name}`,
  writtenMailBody: (name: string) => `/dev/mail/${name}/html`,
  profile: (company: string) => `/${company}/profile`,
  /** All that a person's own data are, to read and to keep. */
  ownData: (company: string, query?: Query) => withQuery(`/${company}/profile/export`, query),
  ownDataFile: (company: string, query?: Query) => withQuery(`/${company}/profile/export/file`, query),
}
