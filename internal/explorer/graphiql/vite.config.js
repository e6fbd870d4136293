import { defineConfig } from "vite";

// The page that loads this is the server's (internal/explorer), so what it loads has names that stay. Nothing is put into the
// page or into a style as data, since the server's content security policy forbids that.
export default defineConfig({
  build: {
    outDir: "built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: "src/graphiql.js",
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name][extname]" },
    },
  },
});
