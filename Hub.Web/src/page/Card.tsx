import { Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "./Page.module.css";

interface Props {
  title?: string;
  text?: ReactNode;
  actions?: ReactNode;
  /** For a table, which reaches to the edge. */
  flush?: boolean;
  children: ReactNode;
}

/** One thing on a page, with a heading of its own. */
export function Card({ title, text, actions, flush, children }: Props) {
  const id = useId();
  return (
    <section className={classes.card} aria-labelledby={title ? id : undefined}>
      {title && (
        <div className={classes.cardHead} data-flush={flush || undefined}>
          <Stack gap={2} flex="1 1 12rem" miw={0}>
            <Title order={2} id={id} fz="md">
              {title}
            </Title>
            {text && (
              <Text c="dimmed" fz="sm">
                {text}
              </Text>
            )}
          </Stack>
          {actions}
        </div>
      )}
      <div className={flush ? undefined : classes.cardBody}>{children}</div>
    </section>
  );
}
