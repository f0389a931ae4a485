/** The look of everything one can type into or choose from (components.css). */
export const controlClass = 'control'

export const lineClass = 'control line'
