import { createTheme, type MantineColorsTuple } from "@mantine/core";

// A calm green-blue; 7 on white and 4 on the dark ground both pass 4.5 : 1.
const sea: MantineColorsTuple = [
  "#effcfa",
  "#d9f5f0",
  "#b0eae1",
  "#7fdccf",
  "#4fc9ba",
  "#28ac9e",
  "#178a80",
  "#0f766e",
  "#0e5f59",
  "#0c4d49",
];

// Greys with a breath of blue, so that dark is not black and white is not glaring.
const dark: MantineColorsTuple = [
  "#d6dbe3",
  "#b3bbc7",
  "#94a0b0",
  "#6b7686",
  "#414b59",
  "#323b48",
  "#29313d",
  "#1c232d",
  "#151b23",
  "#0f141b",
];

export const theme = createTheme({
  primaryColor: "sea",
  primaryShade: 7,
  colors: { sea, dark },
  autoContrast: true,
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: {
    fontWeight: "650",
    sizes: { h1: { fontSize: "1.375rem" }, h2: { fontSize: "1.125rem" }, h3: { fontSize: "1rem" } },
  },
  defaultRadius: "md",
  cursorType: "pointer",
  focusRing: "auto",
  components: {
    Badge: { defaultProps: { tt: "none", fw: 600 } },
    Button: { defaultProps: { size: "sm" } },
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray", size: "lg" } },
    Tooltip: { defaultProps: { openDelay: 350, withArrow: true } },
    TextInput: { defaultProps: { size: "sm" } },
    Select: { defaultProps: { size: "sm", checkIconPosition: "right" } },
    Menu: { defaultProps: { shadow: "md", withinPortal: true } },
    Modal: {
      styles: { title: { fontWeight: 650, fontSize: "var(--mantine-font-size-lg)" } },
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.4, blur: 2 } },
    },
  },
});
