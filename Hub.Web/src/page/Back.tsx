import { IconChevronLeft } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./Page.module.css";

/** The way to the page above. */
export function Back({ to, search, children }: Pick<LinkProps, "to" | "search"> & { children: string }) {
  return (
    <Link className={classes.back} to={to} search={search}>
      <IconChevronLeft size={16} aria-hidden />
      {children}
    </Link>
  );
}
