import { Stack, type StackProps } from "@mantine/core";
import { type ReactNode, useEffect, useRef } from "react";

interface Props extends StackProps {
  onSubmit: () => void;
  children: ReactNode;
}

/** Fields one below another. The hub says what is wrong with them, not the browser; the first that is wrong comes into sight. */
export function Form({ onSubmit, children, ...rest }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const isAnswered = useRef(true);
  useEffect(() => {
    const wrong = isAnswered.current ? null : form.current?.querySelector<HTMLElement>("[aria-invalid=true]");
    if (!wrong) return;
    isAnswered.current = true;
    wrong.focus();
  });
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        isAnswered.current = false;
        onSubmit();
      }}
    >
      <Stack {...rest}>{children}</Stack>
    </form>
  );
}
