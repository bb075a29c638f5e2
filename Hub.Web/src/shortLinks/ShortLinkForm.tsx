import { Button, Group, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { useDeed } from "~/page/useDeed";
import { makeShortLink } from "./api";
import { refOf } from "./refOf";
import type { ShortLink, ShortLinks } from "./types";

interface Props {
  connectionId: string;
  rules: ShortLinks;
  /** Of the link before: all links of a connection lead to one account. */
  account: string;
  onDone: (made: ShortLink) => void;
}

export function ShortLinkForm({ connectionId, rules, account: known, onDone }: Props) {
  const { t } = useTranslation("shortLinks");
  const [name, setName] = useState("");
  const [account, setAccount] = useState(known);
  // Follows the name until somebody writes another one.
  const [ownRef, setOwnRef] = useState<string | null>(null);
  const [text, setText] = useState("");
  const ref = ownRef ?? refOf(name);
  const make = useDeed(() => makeShortLink(connectionId, { name, account, ref, text }), {
    inForm: true,
    says: t("made"),
    refresh: [["shortLinks", connectionId]],
    after: onDone,
  });
  const wrong = fieldsOf(make.error);
  return (
    <Form onSubmit={() => make.mutate()}>
      <FormFailure error={make.error} fields={["name", "account", "ref", "text"]} />
      <TextInput
        label={t("name")}
        description={t("nameHelp")}
        placeholder={t("nameExample")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={wrong.name}
        required
        data-autofocus
      />
      <TextInput
        label={t("account")}
        description={t("accountHelp")}
        leftSection="@"
        autoCapitalize="none"
        value={account}
        onChange={(event) => setAccount(event.currentTarget.value)}
        error={wrong.account}
        required
      />
      <TextInput
        label={t("ref")}
        description={t("refHelp", { most: rules.refLength })}
        autoCapitalize="none"
        value={ref}
        onChange={(event) => setOwnRef(event.currentTarget.value)}
        error={wrong.ref}
        required
      />
      <Textarea
        label={t("prefilled")}
        description={t("prefilledHelp", { most: rules.textLength })}
        placeholder={t("prefilledExample")}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={wrong.text}
        autosize
        minRows={2}
        maxRows={8}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={make.isPending}>
          {t("make")}
        </Button>
      </Group>
    </Form>
  );
}
