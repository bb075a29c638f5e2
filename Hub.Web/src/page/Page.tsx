import { Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./Page.module.css";

interface Props {
  title: string;
  text?: ReactNode;
  /** What stands above the title, such as the way back. */
  above?: ReactNode;
  /** Beside the title; below it on a phone. */
  actions?: ReactNode;
  /** Tabs or filters, under the title. */
  tools?: ReactNode;
  children: ReactNode;
}

/** The frame of every page but the inbox. */
export function Page({ title, text, above, actions, tools, children }: Props) {
  useDocumentTitle(`${title} · Hub`);
  return (
    <div className={classes.page}>
      {above}
      <header className={classes.header}>
        <Stack gap={4} className={classes.words}>
          <Title order={1}>{title}</Title>
          {text && (
            <Text c="dimmed" maw="44rem" className={classes.text}>
              {text}
            </Text>
          )}
        </Stack>
        {actions && <div className={classes.actions}>{actions}</div>}
      </header>
      {tools && <div className={classes.tools}>{tools}</div>}
      {children}
    </div>
  );
}
