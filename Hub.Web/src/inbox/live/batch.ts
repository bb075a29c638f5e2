/** Gathers ids while they come in quick succession, then hands over all at once: a burst of events is one call. */
export class Batch {
  private readonly waiting = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running = false;

  constructor(
    private readonly run: (ids: string[]) => Promise<void>,
    private readonly pause: number,
    private readonly most: number,
  ) {}

  add(id: string): void {
    this.waiting.add(id);
    this.plan();
  }

  clear(): void {
    this.waiting.clear();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private plan(): void {
    if (this.timer !== undefined || this.running || this.waiting.size === 0) return;
    this.timer = setTimeout(() => void this.flush(), this.pause);
  }

  private async flush(): Promise<void> {
    this.timer = undefined;
    const ids = [...this.waiting].slice(0, this.most);
    for (const id of ids) this.waiting.delete(id);
    this.running = true;
    try {
      await this.run(ids);
    } finally {
      this.running = false;
      this.plan();
    }
  }
}
