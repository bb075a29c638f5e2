import { Button, FileButton, Group, Select, Switch, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { digitsOf } from "~/i18n/format";
import { currencies } from "~/orders/types";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { NumberField, type Typed } from "~/page/NumberField";
import { useDeed } from "~/page/useDeed";
import { noPicture, saveProduct, uploadPicture } from "./api";
import { ProductPicture } from "./ProductPicture";
import type { Product } from "./types";

export function ProductForm({ product, onDone }: { product: Product | null; onDone: () => void }) {
  const { t } = useTranslation("products");
  const [code, setCode] = useState(product?.code ?? "");
  const [name, setName] = useState(product?.name ?? "");
  const [price, setPrice] = useState<Typed>(product?.price ?? "");
  const [currency, setCurrency] = useState(product?.currency ?? "VND");
  const [isActive, setActive] = useState(product?.isActive ?? true);
  const [pictureId, setPicture] = useState(product?.pictureId ?? null);
  const upload = useDeed((file: File) => uploadPicture(file), { after: (file) => setPicture(file.id) });
  const save = useDeed(
    () =>
      saveProduct(product?.id, {
        code,
        name,
        price: price === "" ? null : price,
        currency,
        isActive,
        pictureId: pictureId ?? noPicture,
      }),
    { inForm: true, says: t("saved"), refresh: [["products"]], after: onDone },
  );
  const errors = fieldsOf(save.error);
  return (
    <Form onSubmit={() => save.mutate()}>
      <FormFailure error={save.error} fields={["code", "name", "price", "currency"]} />
      <TextInput
        label={t("field.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={errors.name}
        required
        data-autofocus
      />
      <TextInput
        label={t("field.code")}
        description={t("field.codeHelp")}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={errors.code}
        required
      />
      <Group grow align="flex-start">
        <NumberField
          label={t("field.price")}
          value={price}
          onChange={setPrice}
          error={errors.price}
          digits={digitsOf(currency)}
          inThousands
        />
        <Select
          label={t("field.currency")}
          data={[...new Set([currency, ...currencies])]}
          value={currency}
          onChange={(value) => value && setCurrency(value)}
          error={errors.currency}
          allowDeselect={false}
        />
      </Group>
      <Group>
        <ProductPicture id={pictureId} size={64} />
        <FileButton accept="image/*" onChange={(file) => file && upload.mutate(file)}>
          {(props) => (
            <Button {...props} size="xs" variant="default" loading={upload.isPending}>
              {t("field.picture")}
            </Button>
          )}
        </FileButton>
        {pictureId && (
          <Button size="xs" variant="subtle" color="red" onClick={() => setPicture(null)}>
            {t("field.noPicture")}
          </Button>
        )}
        {errors.pictureId && (
          <Text c="var(--hub-bad)" fz="sm">
            {errors.pictureId}
          </Text>
        )}
      </Group>
      <Switch
        label={t("field.active")}
        checked={isActive}
        onChange={(event) => setActive(event.currentTarget.checked)}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t("save")}
        </Button>
      </Group>
    </Form>
  );
}
