import { TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./Page.module.css";

interface Props {
  /** As the address says. */
  value: string;
  label: string;
  hint: string;
  onFind: (text: string) => void;
}

/** Finds while one types. What the address says otherwise, such as after going back, is taken up; what is being typed is left alone. */
export function SearchField({ value, label, hint, onFind }: Props) {
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  const [sent, setSent] = useState(value);
  const find = useDebouncedCallback((text: string) => {
    setSent(text);
    onFind(text);
  }, 250);
  if (value !== seen) {
    setSeen(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value);
    }
  }
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={hint}
      leftSection={<IconSearch size={16} />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        find(event.currentTarget.value.trim());
      }}
      className={classes.search}
    />
  );
}
