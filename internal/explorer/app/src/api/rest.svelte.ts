// A list of the API that goes on: its first page, and what was asked for of the rest.

/** A page of a list, as every list of the API has it. */
export interface Page<Node> {
  totalCount: number;
  nodes: Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

/** Nothing, for a list that is not there. */
export const none: Page<never> = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, endCursor: null } };

export class Rest<Node> {
  asking = $state(false);
  error = $state.raw<Error | undefined>();
  /** What followed on a first page: of another first page it is forgotten. */
  #later = $state.raw<{ on: Page<Node>; nodes: Node[]; last: Page<Node> } | undefined>();

  /** `first` gives the first page, `ask` asks for the page after a cursor. */
  constructor(readonly first: () => Page<Node>, readonly ask: (after: string) => Promise<Page<Node>>) {}

  get nodes(): Node[] {
    const on = this.first();
    return this.#later?.on === on ? [...on.nodes, ...this.#later.nodes] : on.nodes;
  }

  get total(): number {
    return this.first().totalCount;
  }

  /** How many have not been asked for. */
  get left(): number {
    return this.total - this.nodes.length;
  }

  /** The cursor after which the list goes on; null where it is whole. */
  get after(): string | null {
    const on = this.first();
    const { pageInfo } = this.#later?.on === on ? this.#later.last : on;
    return pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }

  /** Asks for the next page. */
  async more(): Promise<void> {
    const after = this.after;
    if (after === null || this.asking) return;
    const on = this.first();
    this.asking = true;
    try {
      const page = await this.ask(after);
      if (this.first() !== on) return;
      const before = this.#later?.on === on ? this.#later.nodes : [];
      this.#later = { on, nodes: [...before, ...page.nodes], last: page };
      this.error = undefined;
    } catch (e) {
      this.error = e as Error;
    } finally {
      this.asking = false;
    }
  }
}
