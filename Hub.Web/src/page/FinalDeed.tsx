import { Button, Checkbox, List, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { Confirm } from "./Confirm";

interface Props {
  icon: ReactNode;
  label: string;
  title: string;
  /** The deed itself, by its own name. */
  deed: string;
  /** What it means, one by one. */
  means: readonly string[];
  understood: string;
  isBusy: boolean;
  onConfirm: (done: () => void) => void;
  children?: ReactNode;
}

/** The button of something that cannot be undone: it asks, says what that means, and wants it ticked. */
export function FinalDeed({ icon, label, title, deed, means, understood, isBusy, onConfirm, children }: Props) {
  const [asks, setAsks] = useState(false);
  const [isTicked, setTicked] = useState(false);
  const close = () => {
    setAsks(false);
    setTicked(false);
  };
  return (
    <>
      <Button variant="default" c="var(--hub-bad)" leftSection={icon} onClick={() => setAsks(true)}>
        {label}
      </Button>
      <Confirm
        opened={asks}
        title={title}
        deed={deed}
        isDangerous
        isBusy={isBusy}
        disabled={!isTicked}
        onConfirm={() => onConfirm(close)}
        onClose={close}
      >
        <Stack gap="sm">
          <List spacing={4}>
            {means.map((one) => (
              <List.Item key={one}>{one}</List.Item>
            ))}
          </List>
          {children}
          <Checkbox
            label={understood}
            checked={isTicked}
            onChange={(event) => setTicked(event.currentTarget.checked)}
          />
        </Stack>
      </Confirm>
    </>
  );
}
