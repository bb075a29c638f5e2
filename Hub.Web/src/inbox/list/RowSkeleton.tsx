import { Skeleton } from "@mantine/core";
import classes from "./ListPane.module.css";

/** In the place of a conversation that is on its way. */
export function RowSkeleton({ start }: { start: number }) {
  return (
    <li className={classes.skeleton} style={{ transform: `translateY(${start}px)` }} aria-hidden>
      <Skeleton circle height={36} />
      <div style={{ flex: 1 }}>
        <Skeleton height={10} width="55%" mt={6} />
        <Skeleton height={9} width="85%" mt={10} />
      </div>
    </li>
  );
}
