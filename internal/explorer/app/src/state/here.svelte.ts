// Where the reader is. The address is the whole state of a view: whoever opens it sees the same, and the back button undoes each step.
import { conditions, filterOf, given, type Given, misread, viewOf, written } from "./conditions";
import { type PageName, path, type Place, read } from "./route";

const names = new Set(conditions.map((c) => c.name));

class Where {
  #place = $state.raw<Place>(read(location.pathname, location.search));
  /** The conditions of view and filter that the address has. */
  readonly given = $derived<Given>(given(this.#place.params));
  /** What the address gives conditions that these do not take. */
  readonly misread = $derived(misread(this.#place.params));
  /** Whether the address came from the browser's history, by its back or forward button. */
  fromHistory = false;
  /** The API's View of these; undefined: none. */
  readonly view = $derived(viewOf(this.given));
  /** The API's RelationshipFilter of these; undefined: none. */
  readonly filter = $derived(filterOf(this.given));
  /** The conditions alone, as a query string without "?". */
  readonly look = $derived(new URLSearchParams(written(this.given)).toString());

  get page(): Place["page"] {
    return this.#place.page;
  }

  /** A part of the path by its name, such as the key of an entity. */
  id(name: string): string {
    return this.#place.ids[name] ?? "";
  }

  /** A parameter of the page itself; "" where it is not given. */
  param(name: string): string {
    return this.#place.params.get(name) ?? "";
  }

  /** The address of a page under the conditions of now, with those of `changed` otherwise. Parameters that are "" are left out. */
  link(page: PageName, ids: Record<string, string> = {}, params: Record<string, string> = {}, changed: Given = {}): string {
    return address(path(page, ids), params, { ...this.given, ...changed });
  }

  /** The address of this page with other parameters; those not named stay, "" takes one away. */
  here(params: Record<string, string>): string {
    return address(this.path(), { ...this.own(), ...params }, this.given);
  }

  /** The address of this page under other conditions; those not named stay, an empty list takes one away. */
  under(changed: Given): string {
    return address(this.path(), this.own(), { ...this.given, ...changed });
  }

  /** The address of this page under the conditions of a query string. */
  looking(query: string): string {
    return address(this.path(), this.own(), given(new URLSearchParams(query)));
  }

  /** The address of this page without conditions. */
  unconditional(): string {
    return address(this.path(), this.own(), {});
  }

  /** Goes to an address of the explorer. */
  go(to: string, how: { replace?: boolean; keepScroll?: boolean } = {}): void {
    if (to !== location.pathname + location.search) history[how.replace ? "replaceState" : "pushState"]({}, "", to);
    this.arrive();
    if (!how.replace && !how.keepScroll) scrollTo(0, 0);
  }

  /** Takes in the address as it is. */
  arrive(fromHistory = false): void {
    this.fromHistory = fromHistory;
    this.#place = read(location.pathname, location.search);
  }

  private path(): string {
    return this.#place.page === "nowhere" ? "/" : path(this.#place.page, this.#place.ids);
  }

  /** The parameters of the page that are no conditions. */
  private own(): Record<string, string> {
    return Object.fromEntries([...this.#place.params].filter(([name]) => !names.has(name)));
  }
}

function address(at: string, params: Record<string, string>, look: Given): string {
  const query = new URLSearchParams([...Object.entries(params).filter(([, v]) => v !== ""), ...written(look)]).toString();
  return query === "" ? at : `${at}?${query}`;
}

export const Here = new Where();

/** Follows links of the explorer without loading the page anew, and the back button. Returns what ends that. */
export function follow(): () => void {
  const arrive = () => Here.arrive(true);
  addEventListener("popstate", arrive);
  document.addEventListener("click", click);
  return () => {
    removeEventListener("popstate", arrive);
    document.removeEventListener("click", click);
  };
}

function click(e: MouseEvent): void {
  const a = (e.target as Element | null)?.closest?.("a");
  if (!a || e.defaultPrevented || e.button !== 0 || e.metaKey || e.ctrlKey || e.shiftKey || e.altKey) return;
  if (a.target || a.hasAttribute("download") || a.origin !== location.origin || a.hash) return;
  if (read(a.pathname, "").page === "nowhere") return;
  e.preventDefault();
  Here.go(a.pathname + a.search, { keepScroll: a.hasAttribute("data-keep-scroll") });
}
