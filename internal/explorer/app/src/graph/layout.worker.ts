// Lays graphs out beside the page, so that it answers meanwhile.
import { layout } from "./layout";
import type { Job } from "./positions";

addEventListener("message", (e: MessageEvent<{ n: number; job: Job }>) => {
  const begun = performance.now();
  const places = layout(e.data.job);
  postMessage({ n: e.data.n, places, took: performance.now() - begun });
});
