import { Alert, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconShieldCheck } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { Card } from "~/page/Card";
import { CopyButton, CopyField } from "~/page/CopyField";
import { Dialog } from "~/page/Dialog";
import { FormFailure, fieldsOf } from "~/page/Failure";
import { Form } from "~/page/Form";
import { Qr } from "~/page/Qr";
import { draw } from "~/page/qrCode";
import { Secret } from "~/page/Secret";
import { useDeed } from "~/page/useDeed";
import { sessionQuery, useSession } from "~/session/session";
import { confirmTotp, proposeTotp, removeTotp } from "./api";
import classes from "./Settings.module.css";

/** The second step of signing in. */
export function TotpCard() {
  const { t } = useTranslation("settings");
  const { member } = useSession();
  const client = useQueryClient();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [removes, remove] = useDisclosure(false);
  const propose = useDeed(proposeTotp);
  const close = () => {
    propose.reset();
    setCodes(null);
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <Card title={t("totp.title")} text={t("totp.text")}>
      {member.totpEnabled ? (
        <Group justify="space-between">
          <Group gap="xs">
            <IconShieldCheck size={20} color="var(--hub-accent)" aria-hidden />
            <Text>{t("totp.on")}</Text>
          </Group>
          <Button variant="default" color="red" onClick={remove.open}>
            {t("totp.remove")}
          </Button>
        </Group>
      ) : (
        <Button variant="default" loading={propose.isPending} onClick={() => propose.mutate()}>
          {t("totp.turnOn")}
        </Button>
      )}
      <Dialog opened={propose.data !== undefined} onClose={close} title={t("totp.turnOn")} closeOnClickOutside={false}>
        {codes ? (
          <Codes codes={codes} onDone={close} />
        ) : (
          propose.data && <Setup proposal={propose.data} onCodes={setCodes} />
        )}
      </Dialog>
      <Dialog opened={removes} onClose={remove.close} title={t("totp.remove")}>
        <Removal onDone={remove.close} />
      </Dialog>
    </Card>
  );
}

function Setup({
  proposal,
  onCodes,
}: {
  proposal: { secret: string; uri: string };
  onCodes: (codes: string[]) => void;
}) {
  const { t } = useTranslation("settings");
  const [code, setCode] = useState("");
  const picture = useMemo(() => draw(proposal.uri), [proposal.uri]);
  const confirm = useDeed(() => confirmTotp(code.replace(/\s/g, "")), {
    inForm: true,
    refresh: [["sessions"]],
    after: (answer) => onCodes(answer.recoveryCodes),
  });
  return (
    <Form onSubmit={() => confirm.mutate()}>
      <Text>{t("totp.scan")}</Text>
      <Group justify="center">{picture && <Qr code={picture} label={t("totp.qr")} />}</Group>
      <CopyField label={t("totp.secret")} value={proposal.secret} />
      <FormFailure error={confirm.error} fields={["code"]} />
      <TextInput
        label={t("totp.code")}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        error={fieldsOf(confirm.error).code}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={8}
      />
      <Group justify="flex-end">
        <Button type="submit" loading={confirm.isPending} disabled={code.trim().length < 6}>
          {t("totp.confirm")}
        </Button>
      </Group>
    </Form>
  );
}

function Codes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation("settings");
  return (
    <Stack>
      <Alert color="orange" title={t("totp.codesTitle")}>
        {t("totp.codesText")}
      </Alert>
      <ul className={classes.codes} aria-label={t("totp.codes")}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="space-between">
        <CopyButton value={codes.join("\n")} label={t("totp.codes")} />
        <Button onClick={onDone}>{t("totp.codesKept")}</Button>
      </Group>
    </Stack>
  );
}

function Removal({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("settings");
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const remove = useDeed(() => removeTotp(password), {
    inForm: true,
    says: t("totp.removed"),
    refresh: [["sessions"]],
    after: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      onDone();
    },
  });
  return (
    <Form onSubmit={() => remove.mutate()}>
      <Text>{t("totp.removeText")}</Text>
      <FormFailure error={remove.error} fields={["password"]} />
      <Secret
        label={t("account.current")}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={fieldsOf(remove.error).password}
        autoComplete="current-password"
        data-autofocus
      />
      <Group justify="flex-end">
        <Button type="submit" color="red" loading={remove.isPending} disabled={!password}>
          {t("totp.remove")}
        </Button>
      </Group>
    </Form>
  );
}
