import { Autocomplete } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { money } from "~/i18n/format";
import { suggestionsQuery } from "~/products/api";
import type { LineDraft } from "./types";

interface Props {
  line: LineDraft;
  /** Of the order: a price in another one is none. */
  currency: string;
  error?: string | undefined;
  onChange: (part: Partial<LineDraft>) => void;
}

/** The name of what is bought; a product of the catalogue brings its code and price along. */
export function ProductField({ line, currency, error, onChange }: Props) {
  const { t } = useTranslation("orders");
  const [typed] = useDebouncedValue(line.name, 200);
  const { data: found = [] } = useQuery({ ...suggestionsQuery(typed.trim()), placeholderData: keepPreviousData });
  const products = new Map(found.map((product) => [product.code, product]));
  return (
    <Autocomplete
      label={t("line.name")}
      value={line.name}
      onChange={(name) => onChange({ name })}
      onOptionSubmit={(code) => {
        const product = products.get(code);
        if (!product) return;
        const price = product.currency === currency ? { unitPrice: product.price } : {};
        onChange({ name: product.name, productCode: product.code, ...price });
      }}
      data={found.map((product) => ({ value: product.code, label: product.name }))}
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const product = products.get(option.value);
        return product ? `${product.name} · ${product.code} · ${money(product.price, product.currency)}` : option.value;
      }}
      error={error}
    />
  );
}
