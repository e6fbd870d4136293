// Dark or light: what the reader chose, else what their system is set to.

const name = "dyad-theme";
const system = matchMedia("(prefers-color-scheme: dark)");

class Theme {
  dark = $state(chosen() ?? system.matches);

  constructor() {
    this.#show();
    system.addEventListener("change", () => {
      if (chosen() !== undefined) return;
      this.dark = system.matches;
      this.#show();
    });
  }

  toggle(): void {
    this.dark = !this.dark;
    try {
      localStorage.setItem(name, this.dark ? "dark" : "light");
    } catch {
      // A browser that keeps nothing forgets it with the page.
    }
    this.#show();
  }

  #show(): void {
    document.documentElement.dataset["theme"] = this.dark ? "dark" : "light";
  }
}

function chosen(): boolean | undefined {
  try {
    const kept = localStorage.getItem(name);
    return kept === null ? undefined : kept === "dark";
  } catch {
    return undefined;
  }
}

export const theme = new Theme();
