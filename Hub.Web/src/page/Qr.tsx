import classes from "./Qr.module.css";
import { draw } from "./qrCode";

/** Drawn here, so that what is in it goes nowhere. Nothing where the text is too long for a code. */
export function Qr({ text, label }: { text: string; label: string }) {
  const code = draw(text, 2);
  if (!code) return null;
  return (
    <svg
      className={classes.qr}
      viewBox={`0 0 ${code.size} ${code.size}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <title>{label}</title>
      <path d={code.path} fill="black" />
    </svg>
  );
}
