/**
 * What took long to find out, for a while and for so many keys, the oldest forgotten first: by this process alone. Only for what
 * may be that old.
 */
export class Remembered<Value> {
  private readonly values = new Map<string, { value: Value; until: number }>()

  constructor(
    private readonly options: { ms: number; most: number },
    private readonly now: () => number = Date.now,
  ) {}

  get(key: string): Value | undefined {
    const found = this.values.get(key)
    if (!found) return undefined
    if (found.until > this.now()) return found.value
    this.values.delete(key)
    return undefined
  }

  set(key: string, value: Value): void {
    this.values.delete(key)
    this.values.set(key, { value, until: this.now() + this.options.ms })
    if (this.values.size > this.options.most) this.values.delete(this.values.keys().next().value!)
  }
}
