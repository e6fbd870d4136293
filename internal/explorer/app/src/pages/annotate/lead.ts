// From what the check found to the field that it is about.
import { tick } from "svelte";
import type { Terms } from "../../claimform/words";
import { editing } from "./editing.svelte";
import type { Path } from "./where";
import { work } from "./work.svelte";

/** The field of the form for each field of a claim that is called otherwise there. */
const called: Record<string, string> = { claim: "from", when: "edtf", number: "worded" };

/** Opens what stands at a place of the file, and puts the keyboard into it. Whether there is a field for it. */
export async function lead(path: Path, terms: Terms): Promise<boolean> {
  const [top, second, third, fourth] = path;
  if (top === "claims" && typeof second === "number") {
    const claim = work.file.claims[second];
    if (!claim) return false;
    if (editing.index !== second) editing.edit(claim, terms);
    return (editing.index === second && (await focus(called[String(third)] ?? String(third)))) || focus("from");
  }
  if (top === "mentions") {
    const of = work.file.mentions.filter((m) => m.entity === second && (third === undefined || m.form === third));
    work.selected = of[typeof fourth === "number" ? fourth : 0];
    return focus("selected");
  }
  if (top === "entities" && second !== undefined) return focus(`entities-${second}`);
  return focus(String(top === "source" ? second : top));
}

async function focus(field: string): Promise<boolean> {
  await tick();
  const found = document.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`);
  if (!found) return false;
  for (let d = found.closest("details"); d; d = d.parentElement?.closest("details") ?? null) d.open = true;
  const takes = "input, select, textarea, button, [tabindex]";
  (found.matches(takes) ? found : (found.querySelector<HTMLElement>(takes) ?? found)).focus();
  return true;
}
