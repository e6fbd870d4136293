// What a page of sensitivity leaves out, from its address: the names that conditions have, with "leave-" before them, since they are no
// conditions of the page but what it asks about.
import type { View } from "../../api/operations";
import { type Given, split, viewOf } from "../../state/conditions";

export interface Left {
  sources: string[];
  voices: string[];
  modalities: string[];
}

export function leftOut(param: (name: string) => string): Left {
  return { sources: split(param("leave-source")), voices: split(param("leave-voice")), modalities: split(param("leave-modality")) };
}

/** The API's Without of it; undefined: nothing is left out. */
export function without(left: Left): NonNullable<View["without"]> | undefined {
  return viewOf({ "without-source": left.sources, "without-voice": left.voices, "without-modality": left.modalities })?.without ?? undefined;
}

/** The conditions under which the graph is shown without it, beside those of now. */
export function conditionsWithout(left: Left, now: Given): Given {
  const both = (name: string, more: string[]) => [...new Set([...(now[name] ?? []), ...more])];
  return { "without-source": both("without-source", left.sources), "without-voice": both("without-voice", left.voices), "without-modality": both("without-modality", left.modalities) };
}
