import { encode } from "uqr";

export interface Drawing {
  /** Width and height in modules, with the quiet zone. */
  size: number;
  /** All dark modules, one unit each, as a path of SVG. */
  path: string;
  dark: readonly (readonly boolean[])[];
}

// From here on a code has over a hundred modules a side, each under half a millimetre on a screen.
const readable = 500;

export const isHardToRead = (text: string): boolean => text.length > readable;

// As the standard asks, in modules.
const quiet = 4;

/** @returns null when the text is longer than any code holds. */
export function draw(text: string): Drawing | null {
  // What is printed gets scratched and folded: the sturdier code where it fits.
  for (const ecc of ["M", "L"] as const) {
    try {
      const { data, size } = encode(text, { border: quiet, ecc });
      return { size, dark: data, path: pathOf(data) };
    } catch {
      // Too long for this one; uqr says it by throwing.
    }
  }
  return null;
}

const pathOf = (dark: boolean[][]): string =>
  dark
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .filter(Boolean)
    .join("");

export const svgOf = ({ size, path }: Drawing): Blob =>
  new Blob(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">`,
      `<path d="M0 0h${size}v${size}H0z" fill="#fff"/><path d="${path}"/></svg>`,
    ],
    { type: "image/svg+xml" },
  );

/** In whole pixels a module, so that edges stay sharp; about a thousand wide. */
export function pngOf({ size, dark }: Drawing): Promise<Blob | null> {
  const scale = Math.max(4, Math.ceil(1000 / size));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size * scale;
  const brush = canvas.getContext("2d");
  if (!brush) return Promise.resolve(null);
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.fillStyle = "#000";
  for (const [y, row] of dark.entries())
    for (const [x, isDark] of row.entries()) if (isDark) brush.fillRect(x * scale, y * scale, scale, scale);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

const kept = 60_000;

export function saveAs(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // Some browsers begin to read it only after the click was handled.
  setTimeout(() => URL.revokeObjectURL(link.href), kept);
}
