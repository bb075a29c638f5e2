import { NumberInput } from "@mantine/core";
import { marks } from "~/i18n/format";
import type { Typed } from "./types";

interface Props {
  label: string;
  value: Typed;
  onChange: (value: Typed) => void;
  error?: string | undefined;
  /** Digits behind the mark. */
  digits?: number;
  max?: number;
  suffix?: string;
  required?: boolean;
  description?: string;
  maw?: string;
}

/** An amount or a count, typed with the marks that it is shown with. */
export function NumberField({ onChange, digits, ...rest }: Props) {
  return (
    <NumberInput
      {...rest}
      onChange={(value) => onChange(typeof value === "number" ? value : "")}
      min={0}
      {...(digits !== undefined && { decimalScale: digits })}
      {...marks()}
      hideControls
    />
  );
}
