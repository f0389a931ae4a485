/** The look of everything one can type into or choose from. 16 px on touch, or iOS zooms in. */
export const controlClass =
  'block w-full min-w-0 rounded-md border border-control bg-surface px-3 text-sm text-ink shadow-xs transition-colors duration-100 ' +
  'pointer-coarse:text-base hover:border-muted focus-visible:border-accent focus-visible:outline-offset-0 ' +
  'disabled:bg-sunken disabled:text-muted aria-invalid:border-danger'

export const lineClass = `${controlClass} h-9 pointer-coarse:h-10`
