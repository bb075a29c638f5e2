import { Stack, type StackProps } from "@mantine/core";
import type { ReactNode } from "react";

interface Props extends StackProps {
  onSubmit: () => void;
  children: ReactNode;
}

/** Fields one below another. The hub says what is wrong with them, not the browser. */
export function Form({ onSubmit, children, ...rest }: Props) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Stack {...rest}>{children}</Stack>
    </form>
  );
}
