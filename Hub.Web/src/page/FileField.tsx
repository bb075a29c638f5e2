import { FileInput } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { bytes } from "~/i18n/format";
import { type FileRule, problemOf } from "./files";

interface Props {
  label: string;
  description: string;
  placeholder: string;
  icon: ReactNode;
  rule: FileRule;
  value: File | null;
  onChange: (file: File | null) => void;
}

/** Whether there is a file that the hub would take. */
export const isGood = (file: File | null, rule: FileRule): file is File => file !== null && !problemOf(file, rule);

/** A file to be sent; says at once what speaks against it. */
export function FileField({ icon, rule, value, ...rest }: Props) {
  const { t } = useTranslation("page");
  const problem = value && problemOf(value, rule);
  return (
    <FileInput
      {...rest}
      accept={rule.endings.join(",")}
      leftSection={icon}
      value={value}
      error={problem && t(`file.${problem}`, { most: bytes(rule.most), endings: rule.endings.join(", ") })}
      clearable
    />
  );
}
