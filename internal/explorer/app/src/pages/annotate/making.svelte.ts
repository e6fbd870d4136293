// Somebody new on the way into the file: asked for wherever an entity can be named, made in one dialog.

interface Wanted {
  /** What they may be called. */
  name: string;
  /** Takes the key, once they are in the file. */
  made: (key: string) => void;
}

class Making {
  now = $state.raw<Wanted | undefined>();

  ask(name: string, made: (key: string) => void): void {
    this.now = { name, made };
  }

  leave(): void {
    this.now = undefined;
  }
}

export const making = new Making();
