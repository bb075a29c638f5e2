import { IconChevronLeft } from "@tabler/icons-react";
import { Link, type LinkProps } from "@tanstack/react-router";
import classes from "./Page.module.css";

/** The way to the page above. */
export function Back({
  to,
  params,
  search,
  children,
}: Pick<LinkProps, "to" | "params" | "search"> & { children: string }) {
  return (
    <Link className={classes.back} to={to} params={params} search={search}>
      <IconChevronLeft size={16} aria-hidden />
      {children}
    </Link>
  );
}
