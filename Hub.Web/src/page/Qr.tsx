import classes from "./Qr.module.css";
import type { Drawing } from "./qrCode";

/** Drawn here, so that what is in it goes nowhere. */
export function Qr({ code, label }: { code: Drawing; label: string }) {
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
