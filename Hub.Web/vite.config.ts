import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

// Where `npm run dev` finds the hub.
const hub = process.env.HUB_URL ?? "http://localhost:5080";

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "~": fileURLToPath(new URL("./src", import.meta.url)) } },
  // The hub writes a fresh nonce here each time it answers with the page; see Hub.Api/Web.
  html: { cspNonce: "HUB_CSP_NONCE" },
  build: {
    outDir: process.env.HUB_WEB_OUT ?? "dist",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0, // a data: font or script would need a wider content security policy
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "react", test: /node_modules\/(react|react-dom|scheduler)\// }],
        },
      },
    },
  },
  server: { proxy: { "/api": hub, "/openapi": hub, "/health": hub } },
});
