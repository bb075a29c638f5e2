import { NumberInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
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

/** An amount or a count, typed with the marks that it is shown with. What is below nothing is said, not made nothing of. */
export function NumberField({ value, onChange, digits, inThousands, error, ...rest }: Props) {
  const { t } = useTranslation("page");
  const [typed, setTyped] = useState<number | string>(value); // "0." is on its way to 0.5
  const pasted = useRef<number | null>(null);
  const set = (now: number | string) => {
    setTyped(now);
    onChange(numberOf(now));
  };
  return (
    <NumberInput
      {...rest}
      value={numberOf(typed) === value ? typed : value}
      error={error ?? (value !== "" && value < 0 && t("notNegative"))}
      onInputCapture={(event) => {
        pasted.current = inThousands ? thousandsOf((event.target as HTMLInputElement).value) : null;
        if (pasted.current !== null) set(pasted.current);
      }}
      onChange={(now) => {
        set(pasted.current ?? now); // the field has taken the "k" away, and what it means with it
        pasted.current = null;
      }}
      onKeyDown={(event) => {
        if (!inThousands || event.key.toLowerCase() !== "k" || event.ctrlKey || event.metaKey || value === "") return;
        event.preventDefault();
        set(value * 1000);
      }}
      min={0}
      clampBehavior="none"
      {...(digits !== undefined && { decimalScale: digits })}
      {...marks()}
      hideControls
    />
  );
}

/** What was pasted as shops write it: 150k, 1,5k. Null when it was not. */
export function thousandsOf(text: string): number | null {
  const found = /^\s*(\d+)(?:[.,](\d{1,2}))?\s*k\s*$/i.exec(text);
  return found ? Math.round(Number(`${found[1]}.${found[2] ?? 0}`) * 1000) : null;
}

/** While it is being typed, Mantine tells a number as text, with a point whatever the language. */
export function numberOf(typed: number | string): Typed {
  const number = typed === "" ? Number.NaN : Number(typed);
  return Number.isFinite(number) ? number : "";
}
