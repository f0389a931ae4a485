export function onParentGone(work: () => void): void
