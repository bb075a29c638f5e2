import { NumberInput } from "@mantine/core";
import { useState } from "react";
import { marks } from "~/i18n/format";

/** A number as a form holds it; empty while there is none. */
export type Typed = number | "";

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
  /** Typing "k" makes thousands of it, as prices are written: 150k. */
  inThousands?: boolean;
}

/** An amount or a count, typed with the marks that it is shown with. */
export function NumberField({ value, onChange, digits, inThousands, ...rest }: Props) {
  const [typed, setTyped] = useState<number | string>(value); // "0." is on its way to 0.5
  return (
    <NumberInput
      {...rest}
      value={numberOf(typed) === value ? typed : value}
      onChange={(now) => {
        setTyped(now);
        onChange(numberOf(now));
      }}
      onKeyDown={(event) => {
        if (!inThousands || event.key.toLowerCase() !== "k" || event.ctrlKey || event.metaKey || value === "") return;
        event.preventDefault();
        setTyped(value * 1000);
        onChange(value * 1000);
      }}
      min={0}
      {...(digits !== undefined && { decimalScale: digits })}
      {...marks()}
      hideControls
    />
  );
}

/** While it is being typed, Mantine tells a number as text, with a point whatever the language. */
export function numberOf(typed: number | string): Typed {
  const number = typed === "" ? Number.NaN : Number(typed);
  return Number.isFinite(number) ? number : "";
}
