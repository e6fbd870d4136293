import { expect, test } from "vitest";
import { hasPicture, picture, pictured, pictureName } from "./picture";

test("a picture is of the graph that is shown, and of none once it has gone", async () => {
  await expect(picture("png")).rejects.toThrow("No graph is shown");
  const end = pictured({ name: () => "dyad-graph-orchard-brigade", png: async () => new Blob(["p"], { type: "image/png" }), svg: () => "<svg/>" });
  expect([hasPicture(), pictureName("svg"), (await picture("svg")).type, (await picture("png")).type]).toEqual([true, "dyad-graph-orchard-brigade.svg", "image/svg+xml", "image/png"]);
  end();
  expect([hasPicture(), pictureName("png")]).toEqual([false, "dyad-graph.png"]);
});
