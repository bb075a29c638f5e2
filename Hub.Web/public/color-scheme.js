// Before anything is drawn, so that a dark screen never flashes white. A file of its own: the page runs no inline script.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("hub.colorScheme") || "auto";
  } catch {
    // storage may be closed to us; then the system decides
  }
  const dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
