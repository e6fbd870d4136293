import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

// The page that loads this is the server's (built.html, beside this file), so what it names has names that stay; the rest is named by
// digest. Nothing is put into the page as data or as a style: the server's content security policy forbids that.
export default defineConfig({
  base: "/explorer/",
  plugins: [svelte()],
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "[name]-[hash].js", chunkFileNames: "[name]-[hash].js" } } },
  build: {
    outDir: "built",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: "src/explorer.ts",
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name]-[hash].js",
        assetFileNames: (a) => (a.names.includes("explorer.css") ? "[name][extname]" : "[name]-[hash][extname]"),
      },
    },
  },
  // For working on the pages: npx vite, beside a server that answers at DYAD.
  server: {
    proxy: Object.fromEntries(["/graphql", "/export", "/healthz", "/client", "/explorer.svg"].map((p) => [p, process.env.DYAD ?? "http://127.0.0.1:8080"])),
  },
  test: { environment: "jsdom", include: ["src/**/*.test.ts"] },
});
