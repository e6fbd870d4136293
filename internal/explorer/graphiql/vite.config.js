import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

// The page that loads this is the server's (built.html, beside this file), so what it names has names that stay. Nothing is put into the
// page as data or as a style: the server's content security policy forbids that.
export default defineConfig({
  base: "./",
  resolve: { alias: { "react-style-singleton": fileURLToPath(new URL("src/sheet.js", import.meta.url)) } },
  build: {
    outDir: "built",
    assetsInlineLimit: 0,
    modulePreload: false,
    chunkSizeWarningLimit: 1000, // kB
    rollupOptions: {
      input: "src/graphiql.js",
      output: { entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js", assetFileNames: "[name][extname]" },
      onwarn(warning, warn) {
        if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning); // "use client" says nothing where there is no server
      },
    },
  },
});
