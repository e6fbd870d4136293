// Lays graphs out beside the page, so that it answers meanwhile.
import { layout } from "./layout";
import type { Job } from "./positions";

addEventListener("message", (e: MessageEvent<Job>) => {
  const begun = performance.now();
  const places = layout(e.data);
  postMessage({ places, took: performance.now() - begun });
});
