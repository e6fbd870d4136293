// Warns who leaves the explorer while something is written that was not taken away.
import { editing } from "./editing.svelte";
import { work } from "./work.svelte";

addEventListener("beforeunload", (e) => {
  if (work.on && (work.unsaved || editing.changed)) e.preventDefault();
});
